/**
 * Asks the registry for the digests that npm leaves out of package-lock.json: those of packages for other platforms than
 * the one that wrote it. Without them `npm ci` would install there whatever it is given. Run it after a dependency changed:
 * `node scripts/complete-lock.ts`
 */
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

type Entry = { version?: string; integrity?: string; link?: boolean };

const file = join(import.meta.dirname, "../package-lock.json");
const lock = JSON.parse(await readFile(file, "utf8")) as { packages: Record<string, Entry> };

for (const [path, entry] of Object.entries(lock.packages)) {
  if (!path.includes("node_modules/") || entry.link || entry.integrity) continue;
  const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  const { stdout } = await promisify(execFile)("npm", ["view", `${name}@${entry.version}`, "dist.integrity"]);
  const integrity = stdout.trim();
  if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity)) throw new Error(`The registry names no digest of ${name}.`);
  const { version, ...rest } = entry;
  lock.packages[path] = { version, integrity, ...rest } as Entry;
  console.log(`${name}@${version}  ${integrity}`);
}
await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`);
