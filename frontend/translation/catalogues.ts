import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "./languages.ts";
import { faultOf } from "./message.ts";
import { areaOf, isCopied, scopeOf, sourceOf } from "./scope.ts";
import { codesOf, translateModule } from "./translate.ts";

const root = join(import.meta.dirname, "../..");

/** The translations of one part of the dApp by their messages; an empty one is missing. */
export type Catalogue = Record<string, string>;

const common = "common";

const folderOf = (language: Language) => join(import.meta.dirname, "../locales", language);

/** All catalogues of a language by their parts. */
export function readCatalogues(language: Language): Map<string, Catalogue> {
  const folder = folderOf(language);
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => [name.slice(0, -5), JSON.parse(readFileSync(join(folder, name), "utf8")) as Catalogue]),
  );
}

/** Finds a translation: in the part's own catalogue, or among what several parts say. */
export function lookUp(catalogues: ReadonlyMap<string, Catalogue>, area: string, message: string): string | undefined {
  return catalogues.get(area)?.[message] || catalogues.get(common)?.[message] || undefined;
}

/** The modules whose words are translated, and the pages that stand outside of them. */
export function translatedFiles(): string[] {
  const listed = execFileSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "frontend/src", "sdk/src"],
    { cwd: root, encoding: "utf8" },
  );
  return listed
    .split("\n")
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && existsSync(join(root, path)));
}

let codes: Set<string> | undefined;

/** Texts that are ids somewhere in the project. */
export function allCodes(): ReadonlySet<string> {
  codes ??= new Set(translatedFiles().flatMap((path) => [...codesOf(path, sourceOf(path))]));
  return codes;
}

/** Texts of a page in HTML: between tags, and in the attributes that people read or hear. */
const htmlText = /(>\s*|(?:aria-label|content)=")([^<>"%=]*?\p{L}{2}[^<>"%=]*?)(?=\s*<|")/gu;

/** Translates the words of a page in HTML. */
export function translateHtml(html: string, translate: (message: string) => string | undefined): string {
  return html.replace(htmlText, (all, before: string, text: string) => {
    if (/^width=|^light dark|^#/.test(text)) return all;
    const translation = translate(text);
    return translation === undefined ? all : `${before}${translation}`;
  });
}

export type Use = { message: string; path: string; line: number };

/** Every message of the dApp with where it stands, by its part. */
export function collectMessages(): Map<string, Use[]> {
  const found = new Map<string, Use[]>();
  const note = (area: string, use: Use) => found.set(area, [...(found.get(area) ?? []), use]);
  for (const path of translatedFiles()) {
    const scope = scopeOf(path, isCopied(path));
    if (!scope) continue;
    const { messages } = translateModule(path, sourceOf(path), scope, () => undefined, allCodes());
    for (const { message, line } of messages) note(areaOf(path), { message, path, line });
  }
  const needs = "frontend/public/needs.js";
  for (const { message, line } of translateModule(needs, sourceOf(needs), "all", () => undefined, allCodes())
    .messages) {
    note("app", { message, path: needs, line });
  }
  const page = "frontend/index.html";
  translateHtml(sourceOf(page), (message) => {
    note("app", { message, path: page, line: 1 });
    return undefined;
  });
  return found;
}

export type Findings = { missing: Use[]; faults: string[]; unused: { area: string; message: string }[] };

/** What a language's catalogues lack, have wrong, or have too much. */
export function checkCatalogues(language: Language): Findings {
  const catalogues = readCatalogues(language);
  const used = collectMessages();
  const missing = [...used].flatMap(([area, uses]) => uses.filter(({ message }) => !lookUp(catalogues, area, message)));
  const faults: string[] = [];
  const unused: { area: string; message: string }[] = [];
  const everywhere = new Set([...used.values()].flat().map(({ message }) => message));
  for (const [area, catalogue] of catalogues) {
    const here = area === common ? everywhere : new Set(used.get(area)?.map(({ message }) => message));
    for (const [message, translation] of Object.entries(catalogue)) {
      if (!here.has(message)) unused.push({ area, message });
      const fault = translation ? faultOf(message, translation) : undefined;
      if (fault) faults.push(`${area}.json: ${fault}`);
    }
  }
  return { missing, faults, unused };
}

/** Writes the catalogues anew: what is missing as empty, what nobody says any more left out, in the order of the source. */
export function writeCatalogues(language: Language): void {
  const before = readCatalogues(language);
  const used = collectMessages();
  const areasOf = new Map<string, Set<string>>();
  for (const [area, uses] of used) {
    for (const { message } of uses) areasOf.set(message, (areasOf.get(message) ?? new Set()).add(area));
  }
  const after = new Map<string, Catalogue>([[common, {}]]);
  for (const [area, uses] of used) {
    const own: Catalogue = {};
    for (const { message } of uses) {
      const mine = before.get(area)?.[message];
      const shared = before.get(common)?.[message];
      const isShared = shared !== undefined || (areasOf.get(message)?.size ?? 0) > 1;
      if (isShared) (after.get(common) as Catalogue)[message] ||= shared ?? "";
      if (mine || !isShared) own[message] = mine ?? "";
    }
    if (Object.keys(own).length > 0) after.set(area, own);
  }
  mkdirSync(folderOf(language), { recursive: true });
  for (const [area, catalogue] of after) {
    writeFileSync(join(folderOf(language), `${area}.json`), `${JSON.stringify(catalogue, null, 2)}\n`);
  }
}
