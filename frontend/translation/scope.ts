import { readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Scope } from "./translate.ts";

/**
 * Which modules are translated. What is hashed, signed or read by programs keeps the language that its own field names:
 * the modules that make it are sealed. A sealed module, and whatever it imports, is never changed but for the sentences
 * of the errors that it throws. Where a page shows the words of a module that sealed ones read too, such as the names
 * of uses, the page gets a translated copy of that module and the sealed ones keep theirs.
 */
const root = join(import.meta.dirname, "../..");

/** Makes documents, texts and calls: digests of them are on the chain or in the hands of others. */
const sealed =
  /^sdk\/src\/(?:(?:abi|assignments|books|calls|testing)\/|agreements\/(?!check|control|join)|content\/(?!commitment|manifest|range)|vault\/|index-api\/(?!client)|terms\/(?:words\/|deed|odrl|wording|schedule|terms|twins|quote|conditions)|evidence\/(?:bundle|capture|captureLicence|rlp|trie)\.ts$)/;

/** Has words for people that sealed modules read too: pages get a copy. Nothing in them has a state or a class. */
const copied =
  /^sdk\/src\/(?:model\/(?:words|numbers|time|units|categories|titles|decimals|identifiers)|terms\/(?:uses|seats|presets))\.ts$/;

/** Of the rest of the SDK, what speaks to people. */
const spoken =
  /^sdk\/src\/(?:core\/|agreements\/(?:check|control|join)|content\/(?:commitment|manifest|range)|read\/(?!entitlement)|terms\/(?:glossary|warnings|whoGetsWhat|licenceImports)|tasks\/(?:task|readTasks|licenceTasks)\.ts|evidence\/|trace\/trace\.ts|index-api\/client)/;

/** Of the dApp, what is no page: what is for developers, and declarations for courts whose language is English. */
const english =
  /^frontend\/src\/(?:testing\/|setupTests|app\/demo\/people|features\/prove\/certificate\/CourtPack)|\.test\.tsx?$/;

/** The path of a module as this project names it; undefined for one of others. */
export function pathOf(id: string): string | undefined {
  const path = relative(root, id.replace(/\?.*$/, "")).split(sep).join("/");
  return /^(?:frontend|sdk)\/src\/.*\.tsx?$/.test(path) && !path.includes("node_modules") ? path : undefined;
}

/** The mark of a copy that is for pages. */
export const copyMark = "?words";

/** Whether pages get a copy of a module. */
export const isCopied = (path: string): boolean => copied.test(path);

/** Whether a module is sealed itself; what it imports is sealed through it. */
export const isSealed = (path: string): boolean => sealed.test(path) || copied.test(path);

/**
 * What of a module is translated.
 *
 * @param path As {@link pathOf} has it.
 * @param copy Whether it is the copy for pages.
 */
export function scopeOf(path: string, copy: boolean): Scope | undefined {
  if (english.test(path) || /^sdk\/src\/(?:(?:abi|testing)\/|index-api\/(?!client)|content\/sharing)/.test(path))
    return undefined;
  if (path.startsWith("frontend/") || copy) return "all";
  return spoken.test(path) && !sealed.test(path) ? "all" : "errors";
}

/** The catalogue that the words of a module are in: one for each part of the dApp, and of the SDK. */
export function areaOf(path: string): string {
  const [, part = "", rest = ""] = /^(frontend|sdk)\/src\/(.*)$/.exec(path) ?? [];
  const folders = dirname(rest).split("/");
  if (part === "sdk") return `sdk-${folders[0] === "." ? "model" : folders[0]}`;
  if (folders[0] === "features") return folders[1] ?? "features";
  return folders[0] === "." ? "app" : (folders[0] ?? "app");
}

export const sourceOf = (path: string): string => readFileSync(join(root, path), "utf8");
