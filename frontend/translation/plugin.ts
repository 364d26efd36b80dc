import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plugin } from "vite";
import { allCodes, checkCatalogues, lookUp, readCatalogues, translateHtml } from "./catalogues.ts";
import { type Language, type SiteLanguage, tagOf } from "./languages.ts";
import { pseudo } from "./pseudo.ts";
import { areaOf, copyMark, isCopied, isSealed, pathOf, scopeOf } from "./scope.ts";
import { translateModule } from "./translate.ts";

/** How a language answers for a message of a part. */
export type Translate = (area: string, message: string) => string | undefined;

/**
 * The translations of a language. Throws an Error that lists what is missing or wrong in its catalogues.
 *
 * @param language Not English, which needs none.
 */
export function translatorOf(language: Language | "pseudo"): Translate {
  if (language === "pseudo") return (_, message) => pseudo(message);
  const { missing, faults } = checkCatalogues(language);
  if (missing.length > 0 || faults.length > 0) {
    const some = missing.slice(0, 10).map(({ path, line, message }) => `${path}:${line}  ${message}`);
    throw new Error(
      [
        `${missing.length} messages have no translation to “${language}”, ${faults.length} have a wrong one. \`npm run translations\` lists all.`,
        ...some,
        ...faults.slice(0, 10),
      ].join("\n"),
    );
  }
  const catalogues = readCatalogues(language);
  return (area, message) => lookUp(catalogues, area, message);
}

/**
 * Puts the words of a language in the place of the English ones while the site is built, so that each language has
 * programs of its own and none of them looks a word up while it runs.
 */
export function translation(translate: Translate): Plugin {
  return {
    name: "translation",
    enforce: "pre",
    async resolveId(source, importer, options) {
      const from = importer ? pathOf(importer) : undefined;
      if (!importer || !from) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      const path = found && !found.external ? pathOf(found.id) : undefined;
      if (!found || !path) return found;
      // Sealed modules read what they always read; pages get a copy with their own words. A copy reads copies.
      const forPages = isCopied(path) && (!isSealed(from) || importer.endsWith(copyMark));
      return forPages ? { ...found, id: `${found.id.replace(/\?.*$/, "")}${copyMark}` } : found;
    },
    transform: {
      order: "pre",
      handler(code, id) {
        const path = pathOf(id);
        const scope = path ? scopeOf(path, id.endsWith(copyMark)) : undefined;
        if (!path || !scope || /\?(?!words$)/.test(id)) return null;
        const area = areaOf(path);
        const translated = translateModule(path, code, scope, (message) => translate(area, message), allCodes());
        return translated.code === code ? null : { code: translated.code, map: null };
      },
    },
  };
}

/**
 * Translates the page that the program is loaded by, and says its language and direction.
 *
 * @param root Where the site is on its origin, with the settings that it has in every language.
 */
export function translatedPage(language: SiteLanguage, root: string, translate: Translate): Plugin {
  const { tag, direction } = tagOf(language);
  return {
    name: "translated-page",
    transformIndexHtml: {
      order: "pre",
      handler: (html) =>
        translateHtml(html, (message) => translate("app", message))
          .replace('<html lang="en">', `<html lang="${tag}" dir="${direction}">`)
          .replaceAll("%BASE_URL%config.json", `${root}config.json`),
    },
  };
}

/**
 * Translates a script that is no module: it is copied, not built.
 *
 * @param name Its name in the folder of public files.
 */
export function translatedScript(name: string, translate: Translate): Plugin {
  let from: string;
  return {
    name: "translated-script",
    apply: "build",
    configResolved: ({ publicDir }) => {
      from = join(publicDir, name);
    },
    async writeBundle({ dir = "" }) {
      const code = await readFile(from, "utf8");
      const translated = translateModule(name, code, "all", (message) => translate("app", message), allCodes());
      await writeFile(join(dir, name), translated.code);
    },
  };
}
