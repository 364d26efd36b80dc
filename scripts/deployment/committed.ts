import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { initCodeHashes } from "../../sdk/src/abi/initCodeHashes.ts";
import { planCompiled } from "./planDeployment.ts";

const run = promisify(execFile);

/**
 * The files of a checkout that differ from its last commit, as git names them. The records of deployments may.
 *
 * @param folder The root of the checkout.
 * @returns Nothing for a folder that is no checkout, such as an unpacked release: there the hashes of the code decide.
 */
export async function findUncommitted(folder: string): Promise<string[]> {
  const git = (...words: string[]) => run("git", ["-C", folder, ...words], { maxBuffer: 2 ** 26 });
  try {
    await git("rev-parse", "--is-inside-work-tree");
  } catch {
    return [];
  }
  const { stdout } = await git("status", "--porcelain", "--untracked-files=all", "--", ".", ":!deployments");
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : [line.slice(3)]));
}

/** Throws if there are files that nobody else can have: what is deployed for good must be what can be read later. */
export async function checkCommitted(folder: string): Promise<void> {
  const files = await findUncommitted(folder);
  if (files.length === 0) return;
  const shown = files.slice(0, 5).join(", ");
  const more = files.length > 5 ? ` and ${files.length - 5} more` : "";
  throw new Error(
    `What is not committed can't be found again by whoever checks the contracts: ${shown}${more}. Commit or stash it, then ` +
      "run this again; or add --uncommitted on a chain where that does not matter. Nothing was sent.",
  );
}

/** Throws unless the code that was compiled is the one that this version names, and verifiers accept. */
export async function checkRelease(): Promise<void> {
  const other = (await planCompiled()).filter(({ name, initCodeHash }) => initCodeHash !== initCodeHashes[name]);
  if (other.length === 0) return;
  throw new Error(
    `The compiled code of ${other.map(({ name }) => name).join(", ")} is not the code that this version names in ` +
      "sdk/src/abi/initCodeHashes.ts, so nobody would accept it. Run `npm run build`. Nothing was sent.",
  );
}
