/**
 * Makes a release in dist/release/<version>: `npm run release -- [version] [options]`.
 *
 *   (no version)   Makes the files of the version that this is. Changes nothing that is committed
 *   <version>      First writes that version into every package.json, the lock file and the changelog
 *   --twice        Makes them in two clones of this commit, in folders of different names, and compares
 *
 * It refuses what is not committed, publishes nothing and tags nothing: at the end it says how. What is there then: the
 * packages, the site, both verifiers, two bills of materials, the licences of others, and SHA256SUMS of all.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeVerifiers } from "./build-verify.ts";
import { buildProject, frontendFolder, runTool } from "./local/buildProject.ts";
import { packAll } from "./pack.ts";
import { readJson, root } from "./packages/stage.ts";
import { filesOf, makeSboms, outputOf, type Packed, sha256, tarGz } from "./release/artifacts.ts";
import { thirdPartyNotices } from "./release/notices.ts";
import { bump, refuseChanges, refuseEarlier } from "./release/version.ts";

const say = (line: string) => console.log(line);

/** Makes every file of the release of what is here, and returns the folder. */
async function make(): Promise<string> {
  const { version } = await readJson<{ version: string }>("package.json");
  const folder = join(root, "dist/release", version);
  const time = Number(await outputOf("git", ["log", "-1", "--format=%ct"]));
  // First what may refuse, then what takes minutes.
  const notices: Packed = {
    path: "THIRD-PARTY-NOTICES.txt",
    bytes: new TextEncoder().encode(await thirdPartyNotices()),
  };
  await outputOf("npm", ["ls", "--all", "--package-lock-only"]);
  const sboms = await makeSboms(time);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await buildProject({ say });
  say("Packing");
  const packages = await packAll();
  const licence: Packed = { path: "LICENSE", bytes: new Uint8Array(await readFile(join(root, "LICENSE"))) };
  const site = [...(await filesOf(frontendFolder)), notices, licence];
  for (const { name } of packages) await cp(join(root, "dist/packages", name), join(folder, name));
  await writeVerifiers(folder);
  const files = [...sboms, notices, { path: `colophon-site-${version}.tar.gz`, bytes: tarGz(site, time) }];
  for (const { path, bytes } of files) await writeFile(join(folder, path), bytes);
  const made = await filesOf(folder);
  const sums = made.map(({ path, bytes }) => `${sha256(bytes)}  ${path}\n`).join("");
  await writeFile(join(folder, "SHA256SUMS"), sums);
  say(`\n${sums}`);
  return folder;
}

/** Makes the release of this commit in two clones, and says where they differ. */
async function makeTwice(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "colophon-release-"));
  try {
    const sums: string[] = [];
    for (const name of ["first", "the other, é"]) {
      const clone = join(folder, name);
      await outputOf("git", ["clone", "--quiet", "--no-hardlinks", root, clone]);
      say(`Making it in ${clone}`);
      await runTool(["scripts/bootstrap.mjs", "release"], { cwd: clone });
      const { version } = await readJson<{ version: string }>("package.json");
      sums.push(await readFile(join(clone, "dist/release", version, "SHA256SUMS"), "utf8"));
      await rm(clone, { recursive: true, force: true });
    }
    const [one = "", other = ""] = sums;
    say(one);
    if (one !== other) throw new Error(`The second time it was another:\n${other}`);
    say("Both are the same, to the byte.");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function release(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { twice: { type: "boolean" } } });
  const [next, ...more] = positionals;
  if (more.length > 0) throw new Error(`Give one version: ${positionals.join(" ")} are ${positionals.length}.`);
  await refuseChanges(root);
  if (values.twice) return makeTwice();
  if (next !== undefined) {
    const { version } = await readJson<{ version: string }>("package.json");
    refuseEarlier(version, next);
    const day = new Date().toISOString().slice(0, 10);
    for (const path of await bump(root, version, next, day)) say(`Changed ${path}`);
  }
  const folder = await make();
  say(`The release is in ${folder}.`);
  if (next === undefined) return;
  say("What is left, once you have looked at it:");
  say(`  git commit -am "chore: release ${next}" && git tag -s v${next} -m "Colophon ${next}"`);
  say("  npm run release    # the files of that commit: these are what to publish, with SHA256SUMS signed");
}

try {
  await release();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
