/**
 * Prints what the browser loads for the first page and for each other page on top, gzipped as the local server sends
 * it, and fails when the first page has more JavaScript than its budget, or when two files import each other. Nothing is
 * fetched ahead for other pages, so this is all that a browser asks for; `npm run bench:web` counts the same in one.
 * Run it after `vite build`: node frontend/scripts/size.ts [dist]
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

type Chunk = { file: string; name?: string; src?: string; isEntry?: boolean; imports?: string[]; css?: string[] };

/** For the JavaScript of the first page, in bytes. */
const budget = 121_000;
const dist = resolve(process.argv[2] ?? join(import.meta.dirname, "../dist"));
const manifest = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8")) as Record<string, Chunk>;

const sizes = new Map<string, number>();
function sizeOf(file: string): number {
  const known = sizes.get(file);
  if (known !== undefined) return known;
  const size = gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
  sizes.set(file, size);
  return size;
}

/** A chunk and everything that must be there before it runs. */
function closure(key: string, found = new Set<string>()): Set<string> {
  if (found.has(key)) return found;
  found.add(key);
  for (const imported of manifest[key]?.imports ?? []) closure(imported, found);
  return found;
}

/** Chunks that import each other in a ring, if there are any. */
function findCircle(
  keys: readonly string[],
  path: readonly string[] = [],
  done = new Set<string>(),
): readonly string[] | undefined {
  for (const key of keys) {
    if (path.includes(key)) return path.slice(path.indexOf(key));
    if (done.has(key)) continue;
    const circle = findCircle(manifest[key]?.imports ?? [], [...path, key], done);
    if (circle) return circle;
    done.add(key);
  }
  return undefined;
}

const files = (keys: Iterable<string>) =>
  [...new Set([...keys].map((key) => manifest[key]?.file ?? ""))].filter(Boolean);
const sum = (list: readonly string[]) => list.reduce((total, file) => total + sizeOf(file), 0);
const line = (bytes: number, name: string) => console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${name}`);

const entry = Object.entries(manifest).find(([, chunk]) => chunk.isEntry)?.[0];
if (!entry) throw new Error(`${dist} has no entry. Run \`vite build\` first.`);
const first = closure(entry);
const firstSize = sum(files(first));

// What the first page asks for by itself once it knows that it is on the local chain: the demo's wallets and names.
const demo = Object.entries(manifest).flatMap(([key, { name }]) => (name === "demo" ? [...closure(key)] : []));
if (demo.length === 0) throw new Error(`${dist} has no file for the demo's people: vite.config.ts should make one.`);
const demoSize = sum(files(demo.filter((key) => !first.has(key))));

line(firstSize, "JavaScript of the first page");
line(demoSize, "more of it on the local chain, for the demo's people");
line(sum(manifest[entry]?.css ?? []), "CSS of the first page");
console.log("\nMore JavaScript for each other page:");
const pages = Object.entries(manifest).filter(([, { src }]) => src && /src\/features\/.*Page\.tsx$/.test(src));
for (const [key, { src = "" }] of pages.sort(([a], [b]) => a.localeCompare(b))) {
  const more = files([...closure(key)].filter((chunk) => !first.has(chunk)));
  line(sum(more), src.replace(/^.*src\/features\//, ""));
}

const circle = findCircle(Object.keys(manifest));
if (circle) {
  console.error(`\nThese files import each other, so one of them runs before what it needs: ${circle.join(", ")}`);
  process.exitCode = 1;
}

if (firstSize > budget) {
  console.error(`\nThe first page has more than ${budget / 1000} kB of JavaScript. Load something of it later.`);
  process.exitCode = 1;
}
