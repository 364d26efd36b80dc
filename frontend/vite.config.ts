import { join, resolve as pathTo } from "node:path";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { build, type HtmlTagDescriptor, type Plugin, runnerImport, type UserConfig } from "vite";
import { installable } from "./offline/plugin.ts";
import {
  choiceOfLanguage,
  homeOf,
  isTranslated,
  languages,
  readLanguage,
  type SiteLanguage,
  tagOf,
} from "./translation/languages.ts";
import { type Translate, translatedPage, translatedScript, translation, translatorOf } from "./translation/plugin.ts";

// `COLOPHON_BACKEND` is the address of a running local stack, for development with live reload against it.
const backend = process.env.COLOPHON_BACKEND;

/** Where the site will be on its origin: "/", or with COLOPHON_BASE=/colophon/ a path under it. */
const base = process.env.COLOPHON_BASE ?? "/";
if (!/^\/(?:[\w.~-]+\/)*$/.test(base)) {
  throw new Error(`COLOPHON_BASE is “${base}”: give a path that begins and ends with a slash, such as /colophon/.`);
}

/** What pages need to act: to type, to pay, to sign, and to say what a deal is. No first screen needs any of it. */
const toAct =
  /sdk\/src\/(read\/(allowance|signatures|upstream)|tasks\/|terms\/(quote|schedule|whoGetsWhat))|frontend\/src\/(features\/(checkout\/purchase|licences\/LicenceRow)|flow\/(Currency|Draft|FileDigest|HandOver|Outcome|Payment|Permit|Sign|Transaction|draft|useDraft|usePayment|useT)|lib\/(evidence\/keptBundles|openings|publishOffer|quotes|shares|signedClaim|tasks|transactions\/|useShares|walletProblem)|parts\/(Agents|CloseOffer|DutiesPoints|FactsOfDeal|MoneyGoes|PartiesText|tasks)\.)/;

/** What the home shows and what first screens share: together worth one request, and each too small for its own. */
const toLook =
  /lucide-react|sdk\/src\/(calls\/works|content\/(compareFiles|hashingErrors)|core\/csv|evidence\/(ancestry|block|checkBlock|rlp|trie|trust|verdict)|model\/html|read\/(payments|rights))\.|frontend\/src\/(features\/(home\/(Costs|Samples|Stranger|showcase)|search\/(SearchResults|clearance\/(ChainCheck|ClearanceReport|answer))|works\/catalogue)|flow\/useForm|lib\/(indexed|licences|offers|questions|hashing\/(fileReading|hashFiles|runManifestJob|useHashing))\.|parts\/(FileDifferences|claims|compliance|TermsPoints|deed|exclusivity|heads|hits|licence|people)\.|ui\/(Rows|Tabs|files))/;

/** Nearly every page reads the chain: what so many of them share is for that. */
const toRead = (id: string) => /\/(node_modules|(sdk|frontend)\/src)\//.test(id) && !toAct.test(id);

export default siteConfig(readLanguage(process.env.COLOPHON_LANGUAGE));

/**
 * One site in one language. A build of the English one makes those in other languages too, each in the folder of its
 * own: its programs have its words in them, and nobody loads words of another.
 */
function siteConfig(language: SiteLanguage): UserConfig {
  const translate: Translate | undefined = isTranslated(language) ? translatorOf(language) : undefined;
  const translations = () => (translate ? [translation(translate)] : []);
  return {
    root: import.meta.dirname,
    base: homeOf(language, base),
    define: {
      "import.meta.env.COLOPHON_ROOT": JSON.stringify(base),
      "import.meta.env.COLOPHON_LANGUAGE": JSON.stringify(language === "pseudo" ? "en" : language),
      "import.meta.env.COLOPHON_LOCALE": JSON.stringify(tagOf(language).locale),
    },
    // React has it itself since version 18; only what reads through it with a selector comes from the package.
    resolve: { alias: [{ find: /^use-sync-external-store\/shim(\/index\.js)?$/, replacement: "react" }] },
    plugins: [
      ...translations(),
      ...(translate ? [translatedPage(language, base, translate), translatedScript("needs.js", translate)] : []),
      react(),
      tailwindcss(),
      firstScreens(translations),
      choiceOfLanguage(language, base),
      preloadFonts(/\/(inter|newsreader)-latin-wght-normal-.*\.woff2$/, homeOf(language, base)),
      ...(language === "pseudo" ? [] : [installable(language, base)]),
      ...(language === "en" ? [otherLanguages()] : []),
    ],
    build: {
      target: "es2023",
      manifest: language === "en",
      // Every browser that can run the site has it, but for Safari before 17, which asks for the same files a little later.
      modulePreload: { polyfill: false },
      // Fonts stay files of their own: a page that never needs the extended alphabet never loads it.
      assetsInlineLimit: 0,
      // What nearly every page needs is one file, in kB before it is compressed.
      chunkSizeWarningLimit: 750,
      rolldownOptions: {
        // Nothing in the SDK acts on import, so what a page does not use is left out of it.
        treeshake: { moduleSideEffects: (id) => !id.includes("/sdk/src/") },
        output: {
          // Few files, since each costs a phone a round trip: one for the first page, one to read the chain with, one to
          // act on it with, and one for each page.
          codeSplitting: {
            groups: [
              { name: "app", tags: ["$initial"], priority: 5 },
              { name: "demo", test: /\/app\/demo\/(demoConnectors|people)\.ts$/, priority: 4 },
              { name: "reading", test: toRead, minShareCount: 9, priority: 3 },
              { name: "looking", test: toLook, priority: 2 },
              { name: "acting", test: toAct, minShareCount: 2, priority: 1 },
            ],
          },
        },
      },
    },
    worker: { format: "es", plugins: translations },
    server: {
      host: "127.0.0.1",
      proxy: backend
        ? Object.fromEntries(
            // The stack answers requests of its own pages only, by its own name.
            ["/config.json", "/rpc", "/ipfs", "/api", "/index/"].map((path) => [
              path,
              { target: backend, changeOrigin: true, headers: { origin: new URL(backend).origin } },
            ]),
          )
        : undefined,
    },
  };
}

/** Builds the site in every other language, into a folder of the English one. */
function otherLanguages(): Plugin {
  let folder: string;
  return {
    name: "other-languages",
    apply: "build",
    configResolved: ({ root, build: { outDir } }) => {
      folder = pathTo(root, outDir);
    },
    closeBundle: {
      order: "post",
      async handler() {
        for (const language of languages) {
          const config = siteConfig(language);
          const outDir = join(folder, language);
          await build({ ...config, configFile: false, build: { ...config.build, outDir, emptyOutDir: true } });
        }
      },
    },
  };
}

/** Asks for the fonts that every page needs as soon as the browser has the HTML, not only once it has the CSS. */
function preloadFonts(names: RegExp, home: string): Plugin {
  return {
    name: "preload-fonts",
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle = {} }) =>
        Object.keys(bundle)
          .filter((file) => names.test(file))
          .map((file) => ({
            tag: "link",
            attrs: { rel: "preload", href: `${home}${file}`, as: "font", type: "font/woff2", crossorigin: true },
            injectTo: "head" as const,
          })),
    },
  };
}

/** Puts what pages begin with into the HTML, made by the components that the pages have for it. */
function firstScreens(translations: () => Plugin[]): Plugin {
  return {
    name: "first-screens",
    transformIndexHtml: {
      order: "pre",
      async handler() {
        const file = join(import.meta.dirname, "src/app/firstScreens.tsx");
        const { module } = await runnerImport<typeof import("./src/app/firstScreens.tsx")>(file, {
          configFile: false,
          logLevel: "error",
          plugins: [...translations(), react()],
        });
        return module.firstScreens().map(
          ([path, children]): HtmlTagDescriptor => ({
            tag: "template",
            attrs: { "data-path": path },
            children,
            injectTo: "body",
          }),
        );
      },
    },
  };
}
