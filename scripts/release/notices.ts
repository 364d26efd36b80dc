import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readJson, root } from "../packages/stage.ts";

/** A package of package-lock.json, as far as licences are about it. */
type LockEntry = {
  version?: string;
  license?: string;
  dev?: boolean;
  link?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
};

export type Lock = { packages: Record<string, LockEntry> };

/** Licences that let anybody use, change and pass on what is under them, against a notice at most. */
const allowed = new Set([
  ...["MIT", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "BlueOak-1.0.0", "CC0-1.0", "Unlicense"],
  // Fonts: they may be passed on with a program, and not be sold by themselves.
  "OFL-1.1",
]);

/** Licences of tools that run and leave nothing of themselves in what they make. */
const allowedTools = new Set([...allowed, "MPL-2.0"]);

/** Packages that are no dependency of a workspace, and of which something is in what is shipped all the same. */
const alsoShipped = [
  "@openzeppelin/contracts", // in the contracts' code
  "tailwindcss", // its base styles are in the dApp's
  "vite", // its loader of modules is in the dApp
];

/** The folders whose dependencies are in the site, the verifiers and the packages. The index runs from the sources. */
const shippedFrom = ["sdk", "frontend", "cli", "react"];

/** Whether an expression such as "MIT OR CC0-1.0" can be met by licences of a list. */
export function isAllowed(expression: string, list: ReadonlySet<string> = allowed): boolean {
  const plain = expression.replace(/^\((.*)\)$/, "$1");
  if (plain.includes(" OR ")) return plain.split(" OR ").some((part) => isAllowed(part, list));
  if (plain.includes(" AND ")) return plain.split(" AND ").every((part) => isAllowed(part, list));
  return list.has(plain.trim());
}

const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

/** Where a package finds another by its name: the nearest node_modules above it, as Node looks. */
function resolve({ packages }: Lock, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")))) {
    const path = `${folder ? `${folder}/` : ""}node_modules/${name}`;
    const entry = packages[path];
    if (entry && !entry.link) return path;
    if (folder === "") return undefined;
  }
}

/** Every package of which something is shipped, by its path in the lock file, in order. */
export function shippedPackages(lock: Lock): string[] {
  const found = new Set<string>();
  const waiting = alsoShipped.flatMap((name) => resolve(lock, "", name) ?? []);
  const add = (from: string, { dependencies, optionalDependencies, peerDependencies }: LockEntry) => {
    const names = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
    for (const name of names) {
      const path = resolve(lock, from, name);
      // What stands in the lock file for development only is no part of what is shipped, whoever could use it.
      if (path !== undefined && !lock.packages[path]?.dev) waiting.push(path);
    }
  };
  for (const folder of shippedFrom) {
    const { dependencies } = lock.packages[folder] ?? {};
    add(folder, { ...(dependencies && { dependencies }) });
  }
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const entry = lock.packages[path] ?? {};
    if (!alsoShipped.includes(nameOf(path))) add(path, entry);
  }
  return [...found].sort();
}

/**
 * What is wrong with the licences of everything that is not for development alone, in sentences: none, if each may be used.
 */
export function licenceProblems(lock: Lock): string[] {
  const shipped = new Set(shippedPackages(lock));
  return Object.entries(lock.packages).flatMap(([path, { license, dev, link, version }]) => {
    if (!path.includes("node_modules/") || link || (dev && !shipped.has(path))) return [];
    const name = `${nameOf(path)} ${version}`;
    if (!license) return [`${name} says nothing of its licence.`];
    if (isAllowed(license, shipped.has(path) ? allowed : allowedTools)) return [];
    return [`${name} is under ${license}, which is not among the licences that scripts/release/notices.ts allows.`];
  });
}

/** The texts in a package that its licence asks to be passed on. */
async function textsOf(path: string, license: string): Promise<string> {
  const folder = join(root, path);
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  const texts = await Promise.all(names.sort().map((name) => readFile(join(folder, name), "utf8")));
  if (texts.length > 0) return texts.map((text) => text.replaceAll("\r\n", "\n").trim()).join("\n\n");
  const manifest = await readJson<{ author?: string | { name?: string }; repository?: string | { url?: string } }>(
    join(path, "package.json"),
  );
  const author = typeof manifest.author === "string" ? manifest.author : manifest.author?.name;
  const source = typeof manifest.repository === "string" ? manifest.repository : manifest.repository?.url;
  const said = `The package brings no text of its licence. Author: ${author ?? "not named"}. Source: ${source ?? "not named"}.`;
  if (license !== "MIT") return said;
  const own = await readFile(join(root, "LICENSE"), "utf8");
  return `${said}\n\n${own.slice(own.indexOf("Permission is hereby granted")).trim()}`;
}

/**
 * What others have made of what is shipped, each with its licence.
 *
 * @throws Error if a licence is not allowed, or a package of every platform is not installed here.
 */
export async function thirdPartyNotices(): Promise<string> {
  const lock = await readJson<Lock>("package-lock.json");
  const problems = licenceProblems(lock);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const parts = await Promise.all(
    shippedPackages(lock).map(async (path) => {
      const { version, license, os, cpu, optional } = lock.packages[path] ?? {};
      // Other machines have other packages of a platform: none of them is in what is shipped.
      if (os || cpu || optional) return "";
      return `${"=".repeat(80)}\n${nameOf(path)} ${version} (${license})\n\n${await textsOf(path, String(license))}\n`;
    }),
  );
  const head = "Colophon is made with the work of others. What each asks to be passed on with it:\n";
  return `${head}\n${parts.filter((part) => part !== "").join("\n")}`;
}
