/**
 * Makes the packages that others build on, as tarballs in dist/packages: @colophon/sdk, @colophon/contracts,
 * @colophon/react and colophon, the command line. The same sources make the same bytes. `npm run pack:all`
 */

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { buildDeployed } from "./local/buildProject.ts";
import { stageCli, stageContracts, stageReact, stageSdk } from "./packages/packages.ts";
import { readJson, root } from "./packages/stage.ts";

const folder = join(root, "dist/packages");

/** Makes all packages, and returns the name and SHA-256 of each tarball. */
export async function packAll(): Promise<{ name: string; sha256: string }[]> {
  const { version } = await readJson<{ version: string }>("package.json");
  await buildDeployed({ say: console.log });
  await rm(folder, { recursive: true, force: true });
  // The others are compiled against the SDK's declarations.
  const stages = [
    await stageSdk(version),
    await stageReact(version),
    await stageCli(version),
    await stageContracts(version),
  ];
  for (const stage of stages) await npmPack(stage);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".tgz")).sort();
  return Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(folder, name));
      return { name, sha256: createHash("sha256").update(bytes).digest("hex") };
    }),
  );
}

function npmPack(stage: string): Promise<void> {
  const child = spawn("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], {
    cwd: stage,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`npm could not pack ${stage}.`))));
  });
}

if (process.argv[1] === import.meta.filename) {
  for (const { name, sha256 } of await packAll()) console.log(`${sha256}  dist/packages/${name}`);
}
