import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { minifySync, type Plugin, transformWithOxc } from "vite";

/** Where the site is on its origin, with a slash at both ends. */
type InstallableParameters = { base: string };

/** Fonts for alphabets that few pages show are kept once a page has shown them. */
const seldom = /-latin-ext-.*\.woff2$/;

/**
 * What makes the site an app that a phone installs and that opens without a network: manifest.webmanifest, sw.js with the
 * list of what it keeps, and the lines of the HTML that name them. Only a build has them: a page under development must
 * not be answered from what is kept.
 */
export function installable({ base }: InstallableParameters): Plugin {
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
        const source = `${JSON.stringify(manifestOf(base), null, 2)}\n`;
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
        const build = { version: hash.digest("hex").slice(0, 16), entry, files };
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

/** How a phone shows the site among its apps. */
function manifestOf(base: string) {
  const icon = (name: string, sizes: string, purpose: string) => ({
    ...{ src: `${base}icons/${name}.png`, sizes, purpose },
    type: "image/png",
  });
  const shortcut = (name: string, path: string) => ({ name, url: `${base}${path}` });
  return {
    id: base,
    name: "Colophon",
    short_name: "Colophon",
    description: "Prove that you held a file by a moment in time, register it, license it, and be paid.",
    lang: "en",
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
      shortcut("Prove a file", "prove"),
      shortcut("Look something up", "lookup"),
      shortcut("Verify evidence", "verify"),
      shortcut("Your licences", "licences"),
    ],
  };
}
