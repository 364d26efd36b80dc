import { createReadStream } from "node:fs";
import { mkdir, open, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import {
  count,
  createFastKeccak,
  type DatasetHead,
  type DatasetProof,
  type DatasetRow,
  datasetFormat,
  datasetLeafOf,
  datasetProofOf,
  datasetRoot,
  datasetTree,
} from "@colophon/sdk";
import { captureBundle } from "@colophon/sdk/evidence";
import { coverageAt, readHead } from "@colophon/sdk/read";
import type { PurposeId, TerritoryCode, UseId } from "@colophon/sdk/terms";
import type { Hex } from "viem";
import { readDigests } from "../batch/collectItems.ts";
import {
  type Arguments,
  type Command,
  chainHelp,
  chainOptions,
  outputHelp,
  outputOptions,
  parseMoment,
  UsageError,
} from "../Command.ts";
import { connect } from "../connect.ts";
import { listFiles, saveBundle } from "../files.ts";
import { hashFiles } from "../hashing.ts";
import { accountOf } from "../named.ts";
import { stampOnChain } from "../stampOnChain.ts";
import { print, say } from "../terminal.ts";

const files = { head: "head.json", rows: "rows.jsonl", bundle: "stamp.bundle.json" };

export const dataset: Command = {
  name: "dataset",
  summary: "check for every file of a training set whether a use is covered, by which licence, and why not",
  help: `check <list or folder> --holder <address> --use <use> --out <new folder> (--network <name> | --rpc <url>)
  colophon dataset prove <folder of a check> --row <SHA-256 or number from 0> --out <new file>

check asks of each file in which works it is, and whether the account may put these to the use: as their controller, or
under a licence that it holds. The answers stand in rows.jsonl of the new folder, one a line, and hold for one block:
covered, contested (another work has earlier evidence for the file), not-covered, or not-found (nobody made the file
findable, so nothing is known of it). With --stamp the root of all rows is stamped with one transaction; prove then takes
out one row that anybody can check alone: python3 verifier/verify_bundle.py stamp.bundle.json --dataset-row row.json.

  <list or folder>        a list of SHA-256 digests, bare or as sha256sum prints it, or files and folders to hash
  --holder <address>      who wants to use them
  --use <use>             such as train (machine learning), mine (text and data mining)
  --purpose <purpose>     such as commercial (if missing), research
  --territory <code>      such as US (if missing), DE
  --time <date>           of the use; the time of the block if missing
  --stamp                 stamp the root: needs --key-file or the account of a network
${chainHelp}
${outputHelp}

Exit code: 0 if every file is covered, or 1.`,
  options: {
    ...chainOptions,
    ...outputOptions,
    holder: { type: "string" },
    use: { type: "string" },
    purpose: { type: "string" },
    territory: { type: "string" },
    time: { type: "string" },
    stamp: { type: "boolean" },
    out: { type: "string" },
    row: { type: "string" },
  },
  async run(given) {
    const [what, ...paths] = given.positionals;
    if (what === "check" && paths.length > 0) return check(given, paths);
    if (what === "prove" && paths.length === 1) return prove(given, paths[0] as string);
    throw new UsageError("Say dataset check <list or folder>, or dataset prove <folder of a check>.");
  },
};

function needed(given: Arguments, option: string): string {
  const value = given.value(option);
  if (value === undefined) throw new UsageError(`This needs --${option}. See colophon dataset --help.`);
  return value;
}

type Item = { path: string; sha256: Hex };

/** The files of a set: one list of digests that is not a folder, or files to hash. */
async function itemsOf(paths: readonly string[]): Promise<Item[]> {
  const [only] = paths;
  const isList = paths.length === 1 && only !== undefined && (only === "-" || (await looksLikeList(only)));
  if (isList) {
    const items: Item[] = [];
    for await (const { name: path, sha256 } of readDigests(only)) items.push({ path, sha256 });
    return items;
  }
  const { files: found } = await listFiles(paths);
  return (await hashFiles(found)).map(({ path, sha256 }) => ({ path, sha256 }));
}

/** Whether a file's first line is one of a list of digests: else it is a file of the set itself. */
async function looksLikeList(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  if (stats === undefined) throw new UsageError(`There is no file or folder ${path}.`);
  if (!stats.isFile()) return false;
  const handle = await open(path);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0);
  await handle.close();
  return /^(?:\\?(?:0x)?[0-9a-fA-F]{64}(?:[ \r\n]|$)|SHA256 \()/.test(buffer.toString("utf8", 0, bytesRead));
}

async function check(given: Arguments, paths: readonly string[]): Promise<number> {
  const account = accountOf(given, "holder");
  if (account === undefined) throw new UsageError("Say who wants to use the files: --holder <address>.");
  const [use, out] = [needed(given, "use"), needed(given, "out")];
  const [purpose, territory] = [given.value("purpose") ?? "commercial", given.value("territory") ?? "US"];
  const asked = given.value("time");
  const time = asked === undefined ? undefined : parseMoment(asked, "--time");
  const connection = await connect(given);
  const { client, deployment, chainId } = connection;
  if (given.flag("stamp") && connection.sender === undefined) {
    throw new UsageError("--stamp needs an account that pays: --key-file <file>, or a network with one.");
  }
  await mkdir(out).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      error.code === "EEXIST"
        ? `${out} exists already. Choose another name with --out.`
        : `${out} can't be made (${error.code}).`,
    );
  });
  const items = await itemsOf(paths);
  if (items.length === 0) throw new UsageError("There is nothing to check: no file and no digest.");
  say(`Asking about ${count(items.length, "file")}`);
  const block = await readHead(client, deployment);
  const intended = { use: use as UseId, purpose: purpose as PurposeId, territory: territory as TerritoryCode };
  const digests = new Set(items.map(({ sha256 }) => sha256));
  const answerOf = await coverageAt({ client, deployment }, digests, { account, time, ...intended }, block);
  const keccak = await createFastKeccak();
  const leaves = new Uint8Array(items.length * 32);
  const statuses: Record<string, number> = {};
  const handle = await open(join(out, files.rows), "wx");
  let text = "";
  for (const [row, { path, sha256 }] of items.entries()) {
    const made: DatasetRow = { row, path, sha256, ...answerOf(sha256) };
    statuses[made.status] = (statuses[made.status] ?? 0) + 1;
    leaves.set(datasetLeafOf(made, keccak), row * 32);
    text += `${JSON.stringify(made)}\n`;
    if (text.length < 1_000_000) continue;
    await handle.appendFile(text);
    text = "";
  }
  await handle.appendFile(text);
  await handle.close();
  const head: DatasetHead = {
    ...{ format: datasetFormat, chainId, licences: deployment.contracts.licences.address, account, ...intended },
    ...{ time: time ?? block.time, block, count: items.length, statuses },
  };
  const root = datasetRoot(datasetTree(leaves, keccak), head, keccak);
  await writeFile(join(out, files.head), `${JSON.stringify({ ...head, root }, null, 2)}\n`, { flag: "wx" });
  let stamped: { transaction: Hex; block: number } | undefined;
  if (given.flag("stamp")) {
    stamped = await stampOnChain({ connection, commitment: root, earlier: undefined, onSent: async () => {} });
    const { bundle } = await captureBundle({ ...connection, transactions: [stamped.transaction] });
    await saveBundle(join(out, files.bundle), bundle);
  }
  const said = Object.entries(statuses).map(([status, number]) => `  ${status.padEnd(12)}${number}`);
  print(
    given,
    { folder: out, root, ...head, stamped },
    [
      `${count(items.length, "file")}, use ${use}, block ${block.number} of chain ${chainId}`,
      ...said,
      `  rows        ${join(out, files.rows)}`,
      ...(stamped ? [`  stamped     block ${stamped.block}`] : ["  not stamped: add --stamp to prove rows later"]),
    ].join("\n"),
  );
  return statuses.covered === items.length ? 0 : 1;
}

async function prove(given: Arguments, folder: string): Promise<number> {
  const [asked, out] = [needed(given, "row"), needed(given, "out")];
  const read = await readFile(join(folder, files.head), "utf8").catch(() => {
    throw new UsageError(`${folder} is not the folder of a check: it has no ${files.head}.`);
  });
  const { root, ...head } = JSON.parse(read) as DatasetHead & { root: Hex };
  const number = /^\d{1,9}$/.test(asked) ? Number(asked) : undefined;
  const digest = number === undefined ? asked.toLowerCase().replace(/^(?!0x)/, "0x") : undefined;
  const keccak = await createFastKeccak();
  const leaves = new Uint8Array(head.count * 32);
  let found: DatasetRow | undefined;
  for await (const line of createInterface({ input: createReadStream(join(folder, files.rows)) })) {
    const row = JSON.parse(line) as DatasetRow;
    if (row.row < head.count) leaves.set(datasetLeafOf(row, keccak), row.row * 32);
    if (row.row === number || row.sha256 === digest) found ??= row;
  }
  if (found === undefined) throw new UsageError(`--row ${asked} is no row of ${folder}: it has ${head.count}, from 0.`);
  const proof: DatasetProof = datasetProofOf(datasetTree(leaves, keccak), head, found);
  if (proof.root !== root) {
    throw new UsageError(
      `The rows in ${folder} are not those that were checked: they make another root. Restore the folder.`,
    );
  }
  await writeFile(out, `${JSON.stringify(proof, null, 2)}\n`, { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${out} can't be written (${error.code}). Choose a new name with --out.`);
  });
  print(given, proof, `${found.path}: ${found.status} (${found.reason})\n  wrote  ${out}`);
  return 0;
}
