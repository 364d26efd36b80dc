import { createReadStream } from "node:fs";
import { open as openFile, readFile, stat } from "node:fs/promises";
import {
  ArchiveError,
  bundleOfFile,
  count,
  documents,
  explainError,
  FormatError,
  isStray,
  isZip,
  visibleLine,
} from "@colophon/sdk";
import { type DisclosureLedger, parseLedger, saysLedger } from "@colophon/sdk/disclosures";
import {
  type ExpectedBundle,
  type GivenFile,
  nodeAddressOf,
  type OpenedBundle,
  openBundleFile,
  readExcerpts,
  readTrustedBlocks,
  stampsIn,
  type TrustedBlock,
  unreadableVerdict,
  type Verdict,
  verdictSections,
  verdictWords,
  verifyHeld,
  verifyLedger,
  verifyLedgerFile,
  verifyWitnesses,
} from "@colophon/sdk/evidence";
import { createPublicClient, http, type PublicClient } from "viem";
import { readDigests } from "../batch/collectItems.ts";
import { type Arguments, type Command, outputHelp, outputOptions, UsageError } from "../Command.ts";
import { readCertificates } from "../certificates.ts";
import { listFiles } from "../files.ts";
import { hashFiles } from "../hashing.ts";
import { accountOf, digestIn, hashIn } from "../named.ts";
import { createProgressBar, print, say } from "../terminal.ts";

export const verify: Command = {
  name: "verify",
  summary: "say what a bundle proves about files, and whom that trusts",
  help: `<bundle.json> <file or folder>... [--block-hash <hash>]... [--rpc <url>]...
  colophon verify <bundle.json> --digest <sha256>... | --digest-list <file> | --record-only

Recomputes everything in the bundle, or in a ledger of disclosures (colophon disclose export). What no file can show by
itself is that its block is on the chain: give the block's hash from a source that you trust, or nodes that must agree on it.
Without either the verdict is "cannot know", and so it is if two of them contradict each other, whoever is right. A proof package (.colophon.zip) does in place of the
bundle in it.

  --digest <sha256>      in place of a file, its SHA-256, and perhaps :<size in bytes>; may be repeated
  --digest-list <file>   the SHA-256 of files, as sha256sum prints them; - reads it from the input
  --record-only          ask what was recorded, without comparing any file. Without a file and without this the verdict
                         of a bundle that is about files is "cannot know"
  --block-hash <hash>    the hash of a block that you know to be on the chain, perhaps with its number in front
                         (24000012:0x…); may be repeated
  --chain <number>       the chain that it is on, and that the bundle must be for
  --rpc <url>            a node to ask for the hash; may be repeated, and then more than half must agree
  --need <number>        how many of the nodes must agree
  --claimant <address>   who the bundle must be about
  --timestamps <address> which Timestamps contract it must be about
  --tsa-root <file>      the certificate (PEM) of a time-stamping authority that you trust; may be repeated
  --tsa-cert <file>      a certificate (PEM) that a time-stamp token doesn't carry itself; may be repeated
  --code <hash>          the hash of creation code that you accept besides that of this release; may be repeated
${outputHelp}

Exit code: ${Object.values(verdictWords)
    .map(({ word, exitCode }) => `${exitCode} ${word.toLowerCase()}`)
    .join(", ")}. What can't be done is 2 as well.`,
  // A verification that could not be made has disproved nothing.
  failureCode: verdictWords["cannot-know"].exitCode,
  options: {
    ...outputOptions,
    digest: { type: "string", multiple: true },
    "digest-list": { type: "string", multiple: true },
    "record-only": { type: "boolean" },
    "block-hash": { type: "string", multiple: true },
    chain: { type: "string" },
    rpc: { type: "string", multiple: true },
    need: { type: "string" },
    claimant: { type: "string" },
    timestamps: { type: "string" },
    "tsa-root": { type: "string", multiple: true },
    "tsa-cert": { type: "string", multiple: true },
    code: { type: "string", multiple: true },
  },
  async run(given) {
    const [path, ...files] = given.positionals;
    if (path === undefined) throw new UsageError("Name the bundle to verify.");
    const expected = expectedOf(given);
    const typed = await typedDigests(given);
    const recordOnly = given.flag("record-only");
    if (recordOnly && files.length + typed.length > 0)
      throw new UsageError("--record-only compares no file. Leave it out, or the files.");
    const hashes = given.values("block-hash").map((text) => trustedHashOf(given, text, expected.chainId));
    const codes = given.values("code").map((code) => hashIn(given, code, "--code"));
    const nodes = nodesOf(given);
    const roots = await readCertificates(given.values("tsa-root"));
    const certificates = await readCertificates(given.values("tsa-cert"));

    if (saysLedger(await beginningOf(path))) {
      const ledger = await openLedgerFile(path);
      if ("verdict" in ledger) return answer(given, ledger);
      const asked = await Promise.all(stampsIn(ledger).map((stamp) => askNodes(given, nodes, stamp)));
      const { held, leftOut } = await heldFiles(files, {});
      const verdict = await verifyLedger({
        ledger,
        files: recordOnly ? undefined : [...held, ...typed],
        trusted: [...hashes, ...asked.flatMap(({ trusted }) => trusted)],
        problems: [...leftOut, ...new Set(asked.flatMap(({ problems }) => problems))],
        expected,
        codes,
      });
      return answer(given, verdict);
    }
    const opened = await open(path);
    if (opened instanceof FormatError) return answer(given, unreadableVerdict(opened));
    const { trusted, problems } = await askNodes(given, nodes, opened);
    const { held, places, leftOut } = await heldFiles(files, opened);
    const verdict = await verifyHeld(
      {
        opened,
        files: recordOnly ? undefined : [...held, ...typed],
        trusted: [...hashes, ...trusted],
        problems: [...leftOut, ...problems],
        expected,
        codes,
      },
      (file) => readFile(places.get(file) ?? ""),
    );
    return answer(given, await verifyWitnesses({ opened, verdict, roots, certificates }));
  },
};

function answer(given: Arguments, verdict: Verdict): number {
  print(given, verdict, textOf(verdict));
  return verdictWords[verdict.verdict].exitCode;
}

/** The first bytes of a file as text; none of one that can't be read, which is told later. */
async function beginningOf(path: string): Promise<string> {
  const handle = await openFile(path).catch(() => undefined);
  try {
    const read = await handle?.read({ buffer: Buffer.alloc(64), position: 0 }).catch(() => undefined);
    return read?.buffer.toString("utf8", 0, read.bytesRead) ?? "";
  } finally {
    await handle?.close();
  }
}

/** A ledger of disclosures; or what is known of one that can't be read. */
async function openLedgerFile(path: string): Promise<DisclosureLedger | Verdict> {
  const bytes = await readFile(path);
  try {
    return parseLedger(bytes);
  } catch (error) {
    if (error instanceof FormatError) return verifyLedgerFile(bytes, {});
    throw error;
  }
}

/** The bundle, read once and piece by piece; or why it is none. */
async function open(path: string): Promise<OpenedBundle | FormatError> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new UsageError(`The bundle ${path} can't be read.`);
  const packed = await packedBundle(path, found.size);
  const progress = createProgressBar("Reading the bundle", packed?.size ?? found.size);
  try {
    const source = () => packed?.stream() ?? createReadStream(path, { highWaterMark: 1024 * 1024 });
    return await openBundleFile(source, progress.add);
  } catch (error) {
    if (error instanceof FormatError) return error;
    const { code } = error as NodeJS.ErrnoException;
    if (code !== undefined) throw new UsageError(`The bundle ${path} can't be read (${code}).`);
    throw error;
  } finally {
    progress.end();
  }
}

/** The bundle in a proof package; undefined if the file is none. */
async function packedBundle(path: string, size: number): Promise<Blob | undefined> {
  const head: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of createReadStream(path, { end: 63 })) head.push(new Uint8Array(piece));
  if (!(await isZip(new Blob(head)))) return undefined;
  if (size > 2 * documents.bundle.maxBytes)
    throw new UsageError(`The package ${path} is larger than any that is read here. Unpack it, and name its bundle.`);
  return bundleOfFile(new Blob([await readFile(path)])).catch((error: unknown) => {
    throw error instanceof ArchiveError ? new UsageError(`${path}: ${error.shortMessage}`) : error;
  });
}

/** The files' digests, what those of the right length would be as a part that the bundle shows, and where they are. */
async function heldFiles(paths: readonly string[], opened: Pick<OpenedBundle, "stamp">) {
  const { files, leftOut } = await listFiles(paths);
  const places = new Map<GivenFile, string>();
  for (const { location, isNamed, ...file } of await hashFiles(files)) {
    const excerpts = await readExcerpts(opened, { size: file.size, read: () => createReadStream(location) });
    places.set({ ...file, excerpts, stray: !isNamed && isStray(file.path) }, location);
  }
  return { held: [...places.keys()], places, leftOut };
}

/** Digests in place of files. */
async function typedDigests(given: Arguments): Promise<GivenFile[]> {
  const typed = given.values("digest").map((text): GivenFile => {
    const [, before = "", size] = /^(.*):(0|[1-9]\d{0,14})$/.exec(text) ?? [];
    // Two digits behind a colon can be the last of a digest that is written in pairs.
    const [whole, sized] = [digestIn(text), digestIn(before)];
    const sha256 = whole ?? sized;
    if (sha256 === undefined)
      throw new UsageError(
        `--digest ${text} is not a SHA-256: 64 hexadecimal digits, and perhaps a colon and the size in bytes.`,
      );
    return { path: sha256.slice(2), sha256, ...(whole === undefined && { size: Number(size) }) };
  });
  for (const list of given.values("digest-list"))
    for await (const { name, sha256 } of readDigests(list)) typed.push({ path: name, sha256 });
  return typed;
}

function trustedHashOf(given: Arguments, text: string, chainId: number | undefined): TrustedBlock {
  const [, number, hash = text] = /^(\d{1,15}):(.*)$/.exec(text) ?? [];
  return {
    hash: hashIn(given, hash, "--block-hash"),
    ...(number !== undefined && { number: Number(number) }),
    chainId,
    source: "you (--block-hash)",
  };
}

function wholeOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new UsageError(`${option} ${text} is not a whole number from 1.`);
  return Number(text);
}

function expectedOf(given: Arguments): ExpectedBundle {
  const chainId = wholeOf(given.value("chain"), "--chain");
  const claimant = accountOf(given, "claimant");
  const timestamps = accountOf(given, "timestamps");
  return {
    ...(chainId !== undefined && { chainId }),
    ...(claimant && { claimant }),
    ...(timestamps && { timestamps }),
  };
}

type Nodes = { nodes: { name: string; client: PublicClient }[]; problems: string[] };

/** The nodes to ask, each once however often and in whatever spelling it was named. */
function nodesOf(given: Arguments): Nodes {
  const urls = given.values("rpc").map((url) => {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      throw new UsageError(`${url} is not the address of a node, such as https://node.example.`);
    return nodeAddressOf(url);
  });
  const distinct = [...new Set(urls)];
  const problems =
    distinct.length < urls.length
      ? [
          `Of the ${urls.length} nodes that you named, ${urls.length - distinct.length} were named before; each has one vote.`,
        ]
      : [];
  const hosts = distinct.map((url) => new URL(url).host);
  for (const host of new Set(hosts)) {
    const same = hosts.filter((other) => other === host).length;
    if (same > 1)
      problems.push(`${same} of the nodes are at the same host, ${host}: whoever runs it may answer for all of them.`);
  }
  const nodes = distinct.map((url, i) => {
    const host = hosts[i] as string;
    const place = hosts.slice(0, i + 1).filter((other) => other === host).length;
    return {
      name: hosts.indexOf(host) === hosts.lastIndexOf(host) ? host : `${host}, its address ${place}`,
      client: createPublicClient({ transport: http(url, { timeout: 30_000 }) }) as PublicClient,
    };
  });
  return { nodes, problems };
}

/** What the nodes say of every block that matters to the bundle. */
async function askNodes(given: Arguments, { nodes, problems }: Nodes, { blocks, chainId, stamp }: OpenedBundle) {
  const need = wholeOf(given.value("need"), "--need");
  if (nodes.length === 0) return { trusted: [], problems };
  const anchor = stamp?.head?.anchor;
  const wanted = [
    ...blocks.map(({ number }) => ({ number, chainId })),
    ...(anchor ? [{ number: anchor.number, chainId: anchor.chainId }] : []),
  ];
  const trusted: TrustedBlock[] = [];
  const found = [...problems];
  for (const block of wanted) {
    say(`Asking ${count(nodes.length, "node")} for block ${block.number}`);
    const answered = await readTrustedBlocks({ nodes, need, ...block }).catch((error: unknown) => {
      throw new UsageError(explainError(error).sentence);
    });
    trusted.push(...answered.trusted);
    found.push(...answered.problems);
  }
  return { trusted, problems: found };
}

function textOf(verdict: Verdict): string {
  const { proved, sentence, steps, limits } = verdict;
  const list = (title: string, lines: readonly string[]) => ["", title, ...lines.map((line) => `  ${line}`)];
  return [
    verdictWords[verdict.verdict].word.toUpperCase(),
    ...(verdict.verdict === "proved" ? proved.map((line) => `  ${line}`) : [`  ${sentence}`]),
    ...verdictSections(verdict, { mostFiles: 20 }).flatMap(({ title, lines }) => list(title, lines.map(visibleLine))),
    ...list(
      "Step by step",
      steps.map(({ id, outcome, sentence: said }) => `${outcome.padEnd(12)}${id}: ${said}`),
    ),
    "",
    limits,
  ].join("\n");
}
