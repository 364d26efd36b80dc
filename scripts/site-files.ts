/**
 * Writes how to serve a site, for nginx, Caddy and static hosts: `npm run site:files -- [config.json] [options]`.
 *
 *   config.json    The site's settings: the policy names whom they name. Without it the site asks nobody but itself
 *   --base <path>  The path of the site on its origin, with a slash at both ends; / if not given
 *   --into <path>  The folder to write into; deploy/ if not given, where the files for the root of an origin are
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../frontend/src/config/config.ts";
import { originsOf, siteFiles } from "./site/webServers.ts";

try {
  const { values, positionals } = parseArgs({
    options: { base: { type: "string", default: "/" }, into: { type: "string" } },
    allowPositionals: true,
  });
  const { base } = values;
  if (!/^\/(?:[\w.~-]+\/)*$/.test(base)) {
    throw new Error(`--base is “${base}”: give a path that begins and ends with a slash, such as /colophon/.`);
  }
  const [file] = positionals;
  const connect = file === undefined ? [] : originsOf(readConfig(JSON.parse(await readFile(file, "utf8"))));
  const folder = resolve(values.into ?? join(import.meta.dirname, "../deploy"));
  for (const [path, text] of Object.entries(siteFiles({ base, connect }))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
    console.log(join(folder, path));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
