import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { minifySync, type Plugin, transformWithOxc } from "vite";
import { homeOf, type Language, languages } from "../translation/languages.ts";

/** Fonts for alphabets that few pages show are kept once a page has shown them. */
const seldom = /-latin-ext-.*\.woff2$/;

/**
 * What makes the site an app that a phone installs and that opens without a network: manifest.webmanifest, sw.js with the
 * list of what it keeps, and the lines of the HTML that name them. Only a build has them: a page under development must
 * not be answered from what is kept. Each language is an app of its own, with the settings of all.
 *
 * @param root Where the site in English is on its origin, with a slash at both ends.
 */
export function installable(language: "en" | Language, root: string): Plugin {
  const base = homeOf(language, root);
  let publicFolder = "";
  return {
    name: "installable",
    apply: "build",
    configResolved(config) {
      publicFolder = config.publicDir;
    },
    transformIndexHtml: {
      order: "post",
      async handler(html) {
        // Inside the HTML, which every page loads anyway.
        const icon = await readFile(join(publicFolder, "favicon.svg"), "utf8");
        const link = `<link rel="icon" href="${base}favicon.svg" type="image/svg+xml" />`;
        if (!html.includes(link)) throw new Error("index.html has no icon where offline/plugin.ts looks for it.");
        return {
          html: html.replace(link, link.replace(`${base}favicon.svg`, dataUrl(icon))),
          tags: [
            { tag: "link", attrs: { rel: "manifest", href: `${base}manifest.webmanifest` }, injectTo: "head" },
            { tag: "link", attrs: { rel: "apple-touch-icon", href: `${base}icons/180.png` }, injectTo: "head" },
          ],
        };
      },
    },
    generateBundle: {
      order: "post",
      async handler(_, bundle) {
        const source = `${JSON.stringify(manifestOf(language, base), null, 2)}\n`;
        this.emitFile({ type: "asset", fileName: "manifest.webmanifest", source });

        const hash = createHash("sha256").update(source);
        const files = ["", "manifest.webmanifest"];
        let entry = "";
        for (const [name, file] of Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1))) {
          if (file.type === "chunk" && file.isEntry) entry = name;
          hash.update(`${name}\0`).update(file.type === "chunk" ? file.code : file.source);
          if (name.startsWith("assets/") && !seldom.test(name)) files.push(name);
        }
        for (const path of await filesIn(publicFolder)) {
          hash.update(`${path}\0`).update(await readFile(join(publicFolder, path)));
          files.push(path);
        }
        const worker = await readFile(join(import.meta.dirname, "serviceWorker.ts"), "utf8");
        hash.update(worker);
        const elsewhere = language === "en" ? languages.map((other) => homeOf(other, root)) : [];
        const settings = `${root}config.json`;
        const build = { version: hash.digest("hex").slice(0, 16), entry, files, settings, elsewhere };
        const { code } = await transformWithOxc(worker, "serviceWorker.ts");
        const { code: small } = minifySync("sw.js", `const BUILD = ${JSON.stringify(build)};\n${code}`);
        this.emitFile({ type: "asset", fileName: "sw.js", source: small });
      },
    },
  };
}

const dataUrl = (svg: string) => `data:image/svg+xml,${encodeURIComponent(svg.replace(/\s*\n\s*/g, " ").trim())}`;

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

const words: Record<"en" | Language, Record<"description" | "prove" | "lookUp" | "verify" | "licences", string>> = {
  en: {
    description: "Prove that you held a file by a moment in time, register it, license it, and be paid.",
    prove: "Prove a file",
    lookUp: "Look something up",
    verify: "Verify evidence",
    licences: "Your licences",
  },
  de: {
    description:
      "Nachweisen, dass Sie eine Datei spätestens an einem Tag hatten, sie eintragen, lizenzieren und bezahlt werden.",
    prove: "Eine Datei nachweisen",
    lookUp: "Etwas nachschlagen",
    verify: "Belege prüfen",
    licences: "Ihre Lizenzen",
  },
};

/** How a phone shows the site among its apps. */
function manifestOf(language: "en" | Language, base: string) {
  const said = words[language];
  const icon = (name: string, sizes: string, purpose: string) => ({
    ...{ src: `${base}icons/${name}.png`, sizes, purpose },
    type: "image/png",
  });
  const shortcut = (name: string, path: string) => ({ name, url: `${base}${path}` });
  return {
    id: base,
    name: "Colophon",
    short_name: "Colophon",
    description: said.description,
    lang: language,
    start_url: base,
    scope: base,
    display: "standalone",
    background_color: "#f6f1e6",
    theme_color: "#f6f1e6",
    categories: ["business", "productivity"],
    icons: [
      { src: `${base}favicon.svg`, sizes: "any", type: "image/svg+xml", purpose: "any" },
      icon("192", "192x192", "any"),
      icon("512", "512x512", "any"),
      icon("maskable", "512x512", "maskable"),
    ],
    shortcuts: [
      shortcut(said.prove, "prove"),
      shortcut(said.lookUp, "lookup"),
      shortcut(said.verify, "verify"),
      shortcut(said.licences, "licences"),
    ],
  };
}
