import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

type Entry = {
  optionalDependencies?: Record<string, string>;
  version?: string;
  resolved?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  integrity?: string;
};
type Manifest = Record<"dependencies" | "devDependencies" | "optionalDependencies", Record<string, string> | undefined>;

const root = join(import.meta.dirname, "../..");
const readJson = async (path: string) => JSON.parse(await readFile(join(root, path), "utf8"));
const lock: { packages: Record<string, Entry> } = await readJson("package-lock.json");
const installed = Object.entries(lock.packages).filter(([path, { link }]) => path.includes("node_modules/") && !link);

test("no install script runs", async () => {
  expect((await readFile(join(root, ".npmrc"), "utf8")).split("\n")).toContain("ignore-scripts=true");
});

test("the packages with install scripts are those that docs/deployment.md justifies, and work without", async () => {
  const withScripts = installed.filter(([, { hasInstallScript }]) => hasInstallScript);
  const names = new Set(withScripts.map(([path]) => path.slice(path.lastIndexOf("node_modules/") + 13)));
  const text = await readFile(join(root, "docs/deployment.md"), "utf8");
  const section = text.slice(text.indexOf("### Install scripts"));
  const listed = [...section.slice(0, section.indexOf("\n## ")).matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual([...names].sort());
});

test("the lock file is complete for every platform, or npm ci would refuse it", () => {
  const wanted = installed.flatMap(([, { optionalDependencies }]) => Object.entries(optionalDependencies ?? {}));
  expect(wanted.length).toBeGreaterThan(50);
  const versions = new Map<string, string[]>();
  for (const [path, { version = "" }] of installed) {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    versions.set(name, [...(versions.get(name) ?? []), version]);
  }
  const exact = wanted.filter(([, range]) => /^\d/.test(range));
  expect(exact.filter(([name, version]) => !versions.get(name)?.includes(version))).toEqual([]);
  expect(wanted.filter(([name]) => !versions.has(name))).toEqual([]);
});

test("every package has its digest, on every platform: node scripts/complete-lock.ts asks for those that npm leaves out", () => {
  expect(installed.filter(([, { integrity = "" }]) => !/^sha512-/.test(integrity)).map(([path]) => path)).toEqual([]);
});

test("the lock file names no host, so that any registry serves it", () => {
  expect(installed.filter(([, { resolved }]) => resolved)).toEqual([]);
});

test("every package is pinned to one version", async () => {
  const names = [
    "package.json",
    "sdk/package.json",
    "frontend/package.json",
    "cli/package.json",
    "react/package.json",
    "indexer/package.json",
  ];
  const manifests: Manifest[] = await Promise.all(names.map(readJson));
  const ranges = manifests.flatMap(({ dependencies, devDependencies, optionalDependencies }) =>
    Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }),
  );
  expect(ranges.length).toBeGreaterThan(40);
  // An alias is written npm:name@version.
  const exact = /^(npm:@?[\w./-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;
  expect(ranges.filter(([, range]) => !exact.test(range))).toEqual([]);
});

test("there is one lock file", async () => {
  const files = await readdir(root);
  expect(files.filter((name) => /^(yarn\.lock|pnpm-lock\.yaml|bun\.lock|npm-shrinkwrap\.json)/.test(name))).toEqual([]);
});
