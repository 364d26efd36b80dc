import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { count, merkleProof, parseOpening, splitLicenceId } from "@colophon/sdk";
import {
  type Bundle,
  bundleStampOf,
  type CapturedBundle,
  captureBundle,
  captureLicence,
  parseBundle,
} from "@colophon/sdk/evidence";
import { type Address, type Hex, numberToHex } from "viem";
import { type BatchFolder, type BatchItem, batchFolder } from "../batch/batchFolder.ts";
import { openItem, treeOf } from "../batch/batchTree.ts";
import {
  type Arguments,
  type Command,
  chainHelp,
  chainOptions,
  outputHelp,
  outputOptions,
  UsageError,
} from "../Command.ts";
import { connect } from "../connect.ts";
import { readRange, replaceFile, saveBundle, secret } from "../files.ts";
import { accountOf, digestIn, idOf, transactionOf } from "../named.ts";
import { createProgressBar, finality, print } from "../terminal.ts";

export const bundle: Command = {
  name: "bundle",
  summary: "write the evidence of a stamp, a batch's item, a licence or a transaction into one file",
  help: `<name>.colophon.json (--network <name> | --rpc <url>)
  colophon bundle <folder of a batch> (--item <name or digest>... | --all)
  colophon bundle --licence <number> [--block <number>] (--network <name> | --rpc <url>)
  colophon bundle --transaction <hash>... (--network <name> | --rpc <url>)
  colophon bundle --account <address> --slot <slot>... --block <number> (--network <name> | --rpc <url>)

Writes a bundle that colophon verify checks. Make it soon, while nodes still have the logs, and again when the block is
final. A node need not be trusted for this: what it says is checked before anything is written.

  --disclose <path>      show only this file of the list, by its digest and without its name; may be repeated
  --range <from>-<to>    with one --disclose and --source: show only these bytes of it, first and last counted from 0.
                         They grow to multiples of 1,024, and are written beside the bundle. Size and digests of the
                         whole file are shown too: who can guess the rest of it can confirm the guess
  --source <file>        the file that --disclose names, which must be as it was stamped
  --item <name>          an item of a batch, by its name or its SHA-256; may be repeated
  --all                  every item of a batch
  --openings             write the openings of a batch's items too, with which works can be registered
  --licence <number>     a licence: the records of its sale and of its terms, and who held it, until when, and whether
                         it and every licence above it were in force after a block
  --transaction <hash>   the records of our contracts in a transaction; may be repeated
  --account <address>    an account as it was after a block: its code, and the storage slots named with --slot
  --slot <slot>          a storage slot of the account, 32 bytes in hexadecimal or a number; may be repeated
  --block <number>       the block for --licence and --account; the latest if missing
  --cover <block>        the number of a later block, "latest" or "finalized": its hash alone will do for all of them, as
                         the chain keeps the hashes of 8,191 blocks (EIP-2935). Of several blocks the last is taken
                         without this, where the node can show it
  --out <file>           where to write it; a folder for the items of a batch
${chainHelp}
${outputHelp}`,
  options: {
    ...chainOptions,
    ...outputOptions,
    disclose: { type: "string", multiple: true },
    range: { type: "string" },
    source: { type: "string" },
    item: { type: "string", multiple: true },
    all: { type: "boolean" },
    openings: { type: "boolean" },
    licence: { type: "string" },
    transaction: { type: "string", multiple: true },
    account: { type: "string" },
    slot: { type: "string", multiple: true },
    block: { type: "string" },
    cover: { type: "string" },
    out: { type: "string" },
  },
  async run(given) {
    const [path, ...more] = given.positionals;
    if (more.length > 0) throw new UsageError("Name one opening or one batch at a time.");
    const licence = given.value("licence");
    if (licence !== undefined) return bundleLicence(given, licence);
    const isBatch = path !== undefined && (await stat(path).catch(() => undefined))?.isDirectory();
    return isBatch ? bundleItems(given, batchFolder(path)) : bundleOne(given, path);
  },
};

async function bundleOne(given: Arguments, path: string | undefined): Promise<number> {
  const transactions = given.values("transaction").map((text) => transactionOf(given, text, "--transaction"));
  const account = stateOf(given);
  if (path === undefined && transactions.length === 0 && !account)
    throw new UsageError("Name an opening, a batch, a --licence, a --transaction or an --account.");
  const text =
    path === undefined
      ? undefined
      : await readFile(path).catch(() => {
          throw new UsageError(`The opening ${path} can't be read.`);
        });
  const opening = text && parseOpening(text);
  const disclose = given.values("disclose");
  if (disclose.length > 0 && !opening) throw new UsageError("--disclose needs an opening, whose list has the file.");
  const range = await rangeOf(given, disclose);
  const ending = range ? ".part.bundle.json" : disclose.length > 0 ? ".disclosed.bundle.json" : ".bundle.json";
  const out =
    given.value("out") ?? (path ? path.replace(/\.colophon\.json$|\.json$|$/, ending) : "records.bundle.json");
  const connection = await connect(given);
  const block = account && (account.block ?? Number(await connection.client.getBlockNumber()));
  const captured = await captureBundle({
    ...connection,
    opening,
    disclose: disclose.length > 0 ? disclose : undefined,
    ranges: range && [range.shown],
    transactions,
    cover: coverOf(given),
    state: account && block !== undefined ? { block, accounts: [account] } : undefined,
  });
  const part = range && out.replace(/\.bundle\.json$|\.json$|$/, ".bytes");
  if (part)
    await pipeline(
      createReadStream(range.source, { start: range.shown.from, end: range.shown.to - 1 }),
      createWriteStream(part),
    );
  return saved(given, out, captured, range && { part, from: range.shown.from, to: range.shown.to });
}

/** What only one of the ways to name evidence may be given with. */
const others = ["disclose", "range", "source", "item", "all", "openings", "transaction", "account", "slot"] as const;

async function bundleLicence(given: Arguments, number: string): Promise<number> {
  const other = others.find((name) => given.flag(name) || given.values(name).length > 0);
  if (given.positionals.length > 0 || other)
    throw new UsageError(
      `--licence makes a bundle of its own, without ${other ? `--${other}` : "an opening or a batch"}.`,
    );
  const licence = idOf(given, number, "licence", "--licence");
  const block = blockOf(given);
  const { work, serial } = splitLicenceId(licence);
  const out = given.value("out") ?? `licence-${work.toString(16).padStart(56, "0").slice(0, 12)}-${serial}.bundle.json`;
  const captured = await captureLicence({ ...(await connect(given)), licence, block, cover: coverOf(given) });
  return saved(given, out, captured, undefined, captured.verdict.proved.slice(0, 1));
}

type Part = { part: string | undefined; from: number; to: number };

/** Writes a captured bundle and says what was written. */
async function saved(
  given: Arguments,
  out: string,
  { bundle, final, needed }: CapturedBundle,
  range: Part | undefined,
  sentences: readonly string[] = [],
): Promise<number> {
  await saveBundle(out, bundle);
  const blocks = bundle.blocks.map(({ number, hash, time }) => ({ number, hash, time }));
  print(
    given,
    { bundle: out, ...range, chainId: bundle.chainId, blocks, needed, final },
    [
      `Wrote ${out}`,
      ...(range ? [`Wrote ${range.part}: the bytes ${range.from} to ${range.to - 1}`] : []),
      ...blocks.map(({ number, hash }) => {
        const follows = needed.some((block) => block.number === number) ? "" : "  (follows from a later one)";
        return `  block ${number}  ${hash}${follows}`;
      }),
      ...sentences,
      finality(final, sentences.length > 0 ? `--block ${blocks.at(-1)?.number}` : undefined),
    ].join("\n"),
  );
  return 0;
}

function coverOf(given: Arguments): number | "latest" | "finalized" | undefined {
  const cover = given.value("cover");
  if (cover === undefined || cover === "latest" || cover === "finalized") return cover;
  if (!/^\d{1,15}$/.test(cover)) throw new UsageError(`--cover ${cover} is neither a number nor latest nor finalized.`);
  return Number(cover);
}

function blockOf(given: Arguments): number | undefined {
  const block = given.value("block");
  if (block !== undefined && !/^\d{1,15}$/.test(block)) throw new UsageError(`--block ${block} is not a number.`);
  return block === undefined ? undefined : Number(block);
}

/** The bytes that --range wants of the one disclosed file. */
async function rangeOf(given: Arguments, disclose: readonly string[]) {
  const [range, source, [path, ...more]] = [given.value("range"), given.value("source"), disclose];
  if (range === undefined && source === undefined) return undefined;
  if (range === undefined || source === undefined || path === undefined || more.length > 0)
    throw new UsageError(
      "--range, --source and one --disclose go together: which bytes of which file, and where it is.",
    );
  return { source, shown: await readRange(range, { path, source }) };
}

/** The account whose state is wanted, from --account, --slot and --block. */
function stateOf(given: Arguments): { address: Address; slots: Hex[]; block: number | undefined } | undefined {
  const [address, block, slots] = [accountOf(given, "account"), given.value("block"), given.values("slot")];
  if (address === undefined) {
    if (block !== undefined || slots.length > 0)
      throw new UsageError("--slot goes with --account, and --block with that or --licence.");
    return undefined;
  }
  return {
    address,
    block: blockOf(given),
    slots: slots.map((slot) => {
      if (/^0x[0-9a-fA-F]{64}$/.test(slot)) return slot.toLowerCase() as Hex;
      if (/^\d{1,18}$/.test(slot)) return numberToHex(BigInt(slot), { size: 32 });
      throw new UsageError(`--slot ${slot} is neither 32 bytes in hexadecimal nor a number.`);
    }),
  };
}

async function bundleItems(given: Arguments, batch: BatchFolder): Promise<number> {
  const state = await batch.readState();
  if (state?.stamp === undefined)
    throw new UsageError(`The batch in ${batch.path} is not stamped yet. Run colophon batch again.`);
  const wanted = new Set(given.values("item").map((item) => digestIn(item)?.slice(2) ?? item.toLowerCase()));
  if (wanted.size === 0 && !given.flag("all")) throw new UsageError("Name the items with --item, or take --all.");
  const shared = await readFile(batch.evidence).catch(() => {
    throw new UsageError(`${batch.evidence} is missing. Run colophon batch again, which makes it.`);
  });
  const evidence = parseBundle(shared);
  const out = given.value("out") ?? join(batch.path, "bundles");
  await mkdir(out, { recursive: true });
  const tree = await treeOf(batch, state);
  const asked = (item: BatchItem) =>
    given.flag("all") || wanted.has(item.name.toLowerCase()) || wanted.has(item.sha256.slice(2));
  const progress = createProgressBar("Writing", given.flag("all") ? tree.size : wanted.size);
  const written: string[] = [];
  let position = 0;
  for await (const item of batch.items()) {
    const leaf = position++;
    if (!asked(item)) continue;
    const opening = openItem({ ...state, manifest: tree.manifest }, item);
    const way = tree.size === 1 ? {} : { batch: { root: tree.root, proof: merkleProof(tree, leaf) } };
    const anchor = "manifest" in opening && state.anchorHeader ? { anchor: state.anchorHeader } : {};
    const stamp = { ...bundleStampOf({ opening: { ...opening, ...way } }), ...anchor };
    const made: Bundle = { ...evidence, stamp };
    const name = join(out, `${leaf}-${item.sha256.slice(2, 18)}`);
    const file = `${name}.bundle.json`;
    await saveBundle(file, made);
    // Of a bare digest there is no opening: nobody but its owner has the list of files.
    if (given.flag("openings") && "manifest" in opening) {
      await replaceFile(
        `${name}.colophon.json`,
        JSON.stringify({ ...opening, ...way, stamp: state.stamp }, null, 2),
        secret,
      );
    }
    written.push(file);
    progress.add(1);
  }
  progress.end();
  if (written.length < wanted.size)
    throw new UsageError(`Only ${written.length} of the ${wanted.size} items that you named are in the batch.`);
  print(
    given,
    { bundles: written.length, folder: out, ...(written.length <= 100 && { files: written }) },
    `Wrote ${count(written.length, "bundle")} to ${out}`,
  );
  return 0;
}
