import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { ColophonError, type ComparedFile, visibleText } from "@colophon/sdk";
import {
  type Bundle,
  type ExpectedBundle,
  parseBundle,
  readExcerpts,
  readTrustedHash,
  type TrustedBlock,
  type Verdict,
  verifyBundle,
  verifyWitnesses,
} from "@colophon/sdk/evidence";
import { type Address, createPublicClient, type Hex, http, isAddress, type PublicClient } from "viem";
import { type Arguments, type Command, outputHelp, outputOptions, UsageError } from "../Command.ts";
import { listFiles } from "../files.ts";
import { hashFiles } from "../hashing.ts";
import { print, say } from "../terminal.ts";

const exitCodes = { proved: 0, disproved: 1, "cannot-know": 2 } as const;

export const verify: Command = {
  name: "verify",
  summary: "say what a bundle proves about files, and whom that trusts",
  help: `<bundle.json> [file or folder]... [--block-hash <hash>]... [--rpc <url>]...

Recomputes everything in the bundle. What no file can show by itself is that its block is on the chain: give the
block's hash from a source that you trust, or nodes that must agree on it. Without either the verdict is "cannot know".

  --block-hash <hash>    the hash of a block that you know to be on the chain; may be repeated
  --chain <number>       the chain that it is on, and that the bundle must be for
  --rpc <url>            a node to ask for the hash; may be repeated, and then more than half must agree
  --need <number>        how many of the nodes must agree
  --claimant <address>   who the bundle must be about
  --timestamps <address> which Timestamps contract it must be about
  --tsa-root <file>      the certificate (PEM) of a time-stamping authority that you trust; may be repeated
  --code <hash>          the hash of creation code that you accept besides that of this release; may be repeated
${outputHelp}

Exit code: 0 proved, 1 disproved, 2 cannot know.`,
  // A verification that could not be made has disproved nothing.
  failureCode: 2,
  options: {
    ...outputOptions,
    "block-hash": { type: "string", multiple: true },
    chain: { type: "string" },
    rpc: { type: "string", multiple: true },
    need: { type: "string" },
    claimant: { type: "string" },
    timestamps: { type: "string" },
    "tsa-root": { type: "string", multiple: true },
    code: { type: "string", multiple: true },
  },
  async run(given) {
    const [path, ...files] = given.positionals;
    if (path === undefined) throw new UsageError("Name the bundle to verify.");
    const bundle = await readFile(path).catch(() => {
      throw new UsageError(`The bundle ${path} can't be read.`);
    });
    const expected = expectedOf(given);
    const { trusted, problems } = await trustedBlocks(given, read(bundle), expected.chainId);
    const roots = await Promise.all(given.values("tsa-root").map(readCertificate));
    const parsed = read(bundle);
    const stamped = verifyBundle({
      bundle,
      files: files.length > 0 ? await compared(files, parsed) : undefined,
      trusted,
      expected,
      codes: given.values("code").map((code) => hashOf(code, "--code")),
    });
    const verdict = parsed ? await verifyWitnesses({ bundle: parsed, verdict: stamped, roots }) : stamped;
    print(given, { ...verdict, problems }, textOf(verdict, problems));
    return exitCodes[verdict.verdict];
  },
};

/** The files' digests, and what those of the right length would be as a part that the bundle shows. */
async function compared(paths: readonly string[], bundle: Bundle | undefined): Promise<ComparedFile[]> {
  const hashed = await hashFiles(await listFiles(paths));
  if (!bundle) return hashed;
  return Promise.all(
    hashed.map(async (file) => ({
      ...file,
      excerpts: await readExcerpts(bundle, { size: file.size, read: () => createReadStream(file.location) }),
    })),
  );
}

function hashOf(text: string, option: string): Hex {
  if (!/^0x[0-9a-fA-F]{64}$/.test(text))
    throw new UsageError(`${option} ${text} is not a hash: 0x and 64 hexadecimal digits.`);
  return text.toLowerCase() as Hex;
}

function addressOf(text: string | undefined, option: string): Address | undefined {
  if (text !== undefined && !isAddress(text)) throw new UsageError(`${option} ${text} is not an address.`);
  return text;
}

function wholeOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new UsageError(`${option} ${text} is not a whole number from 1.`);
  return Number(text);
}

function expectedOf(given: Arguments): ExpectedBundle {
  const chainId = wholeOf(given.value("chain"), "--chain");
  const claimant = addressOf(given.value("claimant"), "--claimant");
  const timestamps = addressOf(given.value("timestamps"), "--timestamps");
  return {
    ...(chainId !== undefined && { chainId }),
    ...(claimant && { claimant }),
    ...(timestamps && { timestamps }),
  };
}

/** What the verifier vouches for: hashes typed, and hashes on which enough nodes agree. */
async function trustedBlocks(given: Arguments, bundle: Bundle | undefined, chainId: number | undefined) {
  const trusted: TrustedBlock[] = given
    .values("block-hash")
    .map((hash) => ({ hash: hashOf(hash, "--block-hash"), chainId, source: "you (--block-hash)" }));
  const problems: string[] = [];
  const urls = given.values("rpc");
  if (urls.length === 0) return { trusted, problems };
  const nodes = urls.map((url) => {
    if (!URL.canParse(url)) throw new UsageError(`${url} is not the address of a node, such as https://node.example.`);
    return {
      name: new URL(url).host,
      client: createPublicClient({ transport: http(url, { timeout: 30_000 }) }) as PublicClient,
    };
  });
  if (!bundle) return { trusted, problems };
  const anchor = (bundle.stamp?.manifest ?? bundle.stamp?.head)?.anchor;
  const wanted = [
    ...bundle.blocks.map(({ number }) => ({ number, chain: bundle.chainId })),
    ...(anchor ? [{ number: anchor.number, chain: anchor.chainId }] : []),
  ];
  for (const { number, chain } of wanted) {
    say(`Asking ${nodes.length} ${nodes.length === 1 ? "node" : "nodes"} for block ${number}`);
    try {
      trusted.push(
        await readTrustedHash({ nodes, need: wholeOf(given.value("need"), "--need"), chainId: chain, number }),
      );
    } catch (error) {
      if (!(error instanceof ColophonError)) throw error;
      problems.push(error.shortMessage);
    }
  }
  return { trusted, problems };
}

async function readCertificate(path: string): Promise<Uint8Array> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new UsageError(`The certificate ${path} can't be read.`);
  });
  const body = /-----BEGIN CERTIFICATE-----([\sA-Za-z0-9+/=]+)-----END CERTIFICATE-----/.exec(text)?.[1];
  if (body === undefined) throw new UsageError(`${path} is not a certificate in PEM form.`);
  return new Uint8Array(Buffer.from(body, "base64"));
}

/** Only to know which blocks to ask for: what is wrong with the bundle is the verdict's to say. */
function read(bytes: Uint8Array) {
  try {
    return parseBundle(bytes);
  } catch {
    return undefined;
  }
}

function filesInWords(files: Verdict["files"]): string[] {
  const shown = files.slice(0, 20).map(({ path, sha256, range, compared }) => {
    const name = path === undefined ? "(a name that is not disclosed)" : visibleText(path);
    const part = range ? `, bytes ${range.from} to ${range.to - 1} of ${range.size}` : "";
    return `${sha256.slice(2)}  ${name}${part}${compared ? "" : "  (not compared)"}`;
  });
  return files.length > shown.length ? [...shown, `and ${files.length - shown.length} more`] : shown;
}

function textOf(
  { verdict, sentence, steps, proved, assumed, notChecked, files, witnesses, limits }: Verdict,
  problems: readonly string[],
): string {
  const list = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? ["", title, ...lines.map((line) => `  ${line}`)] : [];
  return [
    { proved: "PROVED", disproved: "DISPROVED", "cannot-know": "CANNOT KNOW" }[verdict],
    ...(verdict === "proved" ? proved.map((line) => `  ${line}`) : [`  ${sentence}`]),
    ...list("Files in the bundle", filesInWords(files)),
    ...list(
      "Second anchors, each for itself",
      witnesses.map(({ outcome, sentence: said }) => `${outcome.padEnd(12)}${said}`),
    ),
    ...list("Taken on trust", assumed),
    ...list("Not checked", notChecked),
    ...list("Nodes", problems),
    ...list(
      "Step by step",
      steps.map(({ id, outcome, sentence: said }) => `${outcome.padEnd(12)}${id}: ${said}`),
    ),
    "",
    limits,
  ].join("\n");
}
