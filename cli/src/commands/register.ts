import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import {
  ColophonError,
  canonicalBytes,
  checkOpening,
  createMetadata,
  type Disclosure,
  discloseFiles,
  disclosureLimit,
  formatId,
  holderTree,
  ipfsUriOf,
  isSameAddress,
  type Metadata,
  maxBlockBytes,
  type Opening,
  parseOpening,
  resaleFromPercent,
  stampedOf,
  workIdOf,
} from "@colophon/sdk";
import { registerCall } from "@colophon/sdk/calls";
import { captureBundle } from "@colophon/sdk/evidence";
import { readStamp, readWork } from "@colophon/sdk/read";
import { parseVaultRecord, vaultDocumentOf, vaultUriOf } from "@colophon/sdk/vault";
import { type Address, sha256, stringToBytes } from "viem";
import {
  type Arguments,
  type Command,
  chainHelp,
  chainOptions,
  onlyOne,
  outputHelp,
  outputOptions,
  storeHelp,
  storeOf,
  storeOption,
  UsageError,
} from "../Command.ts";
import { type Connection, connect } from "../connect.ts";
import { descriptionTemplate, readDescriptionFile } from "../description.ts";
import { saveBundle } from "../files.ts";
import { idOf } from "../named.ts";
import { finality, print, say } from "../terminal.ts";

const ending = ".colophon.json";

const patience = 15 * 60_000;

export const register: Command = {
  name: "register",
  summary: "register a work whose files you stamped, with its description and shares",
  help: `<name>${ending} --description <file> --store <url> (--network <name> | --rpc <url> --key-file <file>)
  colophon register --template > work.json

Registers the work that an opening of colophon stamp holds, as yours, in one transaction; before that it puts the
description, the list of shares and the cover into a public content store. What is published can't be taken back. The
files themselves are not published; their digests are, so that whoever has one of them finds the work.

  --description <file>   JSON: name, description, category, language, credits with roles and shares, identifiers
  --template             print such a description to fill in
  --cover <file>         a picture that everybody may see: PNG, JPEG, WebP, GIF or AVIF, at most 1 MiB
  --vault <file>         the record that colophon vault encrypt wrote; it is published, and the description names it, so that
                         licensees find the files, and everybody which encrypted files you promised
  --hide <path>          don't publish the digest of this file; may be repeated
  --hide-all             publish no digest: nobody who has a file finds the work by it
  --resale <percent>     what sellers of the work's token are asked to pay (ERC-2981), such as 7.5
  --source <number>      a licence of yours that allowed you to make this from another work; may be repeated
  --unstamped            register files that were not stamped before; the registration is then the first evidence
  --out <file>           where the evidence of the registration goes; <name>.work.bundle.json if missing
${storeHelp}
${chainHelp}
${outputHelp}`,
  options: {
    ...chainOptions,
    ...outputOptions,
    ...storeOption,
    description: { type: "string" },
    template: { type: "boolean" },
    cover: { type: "string" },
    vault: { type: "string" },
    hide: { type: "string", multiple: true },
    "hide-all": { type: "boolean" },
    resale: { type: "string" },
    source: { type: "string", multiple: true },
    unstamped: { type: "boolean" },
    out: { type: "string" },
  },
  async run(given) {
    if (given.flag("template")) {
      process.stdout.write(`${JSON.stringify(descriptionTemplate("0x (your account)"), null, 2)}\n`);
      return 0;
    }
    const path = onlyOne(given, `Name the one opening to register, such as essay${ending}. colophon stamp writes it.`);
    const described = given.value("description");
    if (described === undefined) {
      throw new UsageError("Describe the work: --description <file>. Begin with colophon register --template.");
    }
    const store = storeOf(given);
    if (store === undefined) throw new UsageError("Say where its description is published: --store <url>.");
    const opening = await readOpening(path);
    const disclosures = disclosuresOf(given, opening);
    const resaleRoyalty = resaleFromPercent(given.value("resale") ?? "");
    const sources = given.values("source").map((text) => idOf(given, text, "licence", "--source"));

    const connection = await connect(given);
    const claimant = claimantOf(connection, opening);
    const description = await readDescriptionFile(described, claimant, given.named);
    const work = workIdOf({ claimant, contentRoot: opening.contentRoot });
    const context = { client: connection.client, deployment: connection.deployment, store };
    const known = await readWork(context, work);
    if (known.status === "unknown") throw known.cause;
    if (known.status === "found") {
      const { block, transaction } = known.value.registered;
      say(`Registered already, in block ${block}`);
      return finish(given, { connection, opening, path, work, transaction });
    }
    await mustBeStamped(given, connection, opening);

    const cover = given.value("cover");
    const picture = cover === undefined ? undefined : await readPicture(cover);
    const record = await recordOf(given, opening, work);
    const root = description.holders && holderTree(description.holders).root;
    const list = description.holders && canonicalBytes(description.holders);
    const metadata = createMetadata({
      ...description.fields,
      ...picture?.fields,
      credits: description.credits,
      identifiers: description.identifiers,
      ...(root && list ? { holders: { root, list: ipfsUriOf(sha256(list)) } } : {}),
      ...(opening.batch ? { batch: opening.batch } : {}),
      ...(record ? { delivery: { record: vaultUriOf(record), service: record.service } } : {}),
    });
    const { contentRoot, salt } = opening;
    const { category } = description.fields;
    const registration = { contentRoot, salt, metadataDigest: metadata.digest, category, holdersRoot: root };
    const call = registerCall(connection.deployment, {
      registration: { ...registration, resaleRoyalty, sources },
      disclosures,
    });
    // What nobody could read must not be registered: the store first, then the chain.
    for (const [name, bytes] of [
      ["cover", picture?.bytes],
      ["holders", list],
      ["files", record && stringToBytes(vaultDocumentOf(record))],
      ["metadata", metadata.bytes],
    ] as const) {
      if (bytes) await store.put(bytes, { name });
    }
    const hash = await connection.send(call);
    say(`Sent ${hash} on chain ${connection.chainId}; waiting until it is in a block`);
    const receipt = await connection.client.waitForTransactionReceipt({ hash, timeout: patience });
    if (receipt.status !== "success") {
      throw new ColophonError(`The transaction ${receipt.transactionHash} failed, so nothing was registered.`);
    }
    return finish(given, { connection, opening, path, work, transaction: receipt.transactionHash });
  },
};

/** The record of the encrypted files that --vault names; undefined without it. Refuses one of other files than these. */
async function recordOf(given: Arguments, { chainId, contentRoot }: Opening, work: bigint) {
  const path = given.value("vault");
  if (path === undefined) return undefined;
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`The record ${path} can't be read (${error.code}).`);
  });
  const record = parseVaultRecord(bytes);
  if (record.chainId === chainId && record.work === work && record.contentRoot === contentRoot) return record;
  throw new UsageError(`${path} is of other files than those of the opening. Name the record that was made with it.`);
}

type FinishParameters = {
  connection: Connection;
  opening: Opening;
  path: string;
  work: bigint;
  transaction: `0x${string}`;
};

async function finish(given: Arguments, { connection, opening, path, work, transaction }: FinishParameters) {
  const out = given.value("out") ?? `${path.endsWith(ending) ? path.slice(0, -ending.length) : path}.work.bundle.json`;
  const { client, deployment, chainId } = connection;
  const stamped = await readStamp({ client, deployment }, stampedOf(opening));
  const { bundle, final } = await captureBundle({
    client,
    deployment,
    transactions: [transaction],
    ...(stamped.status === "found" ? { opening } : {}),
  });
  await saveBundle(out, bundle);
  const number = formatId(work, "work");
  const { blockNumber } = await client.getTransactionReceipt({ hash: transaction });
  print(
    given,
    { work: number, claimant: opening.claimant, chainId, transaction, block: Number(blockNumber), bundle: out, final },
    [
      `Registered in block ${blockNumber} of chain ${chainId}`,
      `  work      ${number}`,
      `  evidence  ${out}   (contains the opening)`,
      finality(final),
    ].join("\n"),
  );
  return 0;
}

async function readOpening(path: string): Promise<Opening> {
  const text = await readFile(path).catch(() => {
    throw new UsageError(`The opening ${path} can't be read.`);
  });
  return parseOpening(text);
}

function claimantOf({ sender, chainId, deployment }: Connection, opening: Opening): Address {
  const check = checkOpening(opening, { chainId, timestamps: deployment.contracts.timestamps.address });
  if (!check.opens) throw new UsageError(check.differences.map(({ sentence }) => sentence).join(" "));
  if (sender === undefined) throw new UsageError("Registering needs an account: add --key-file <file>.");
  if (!isSameAddress(sender, opening.claimant)) {
    throw new UsageError(
      `The opening is ${opening.claimant}'s, and this account is ${sender}. Register with the claimant's own account.`,
    );
  }
  return opening.claimant;
}

async function mustBeStamped(given: Arguments, { client, deployment }: Connection, opening: Opening): Promise<void> {
  const stamp = await readStamp({ client, deployment }, stampedOf(opening));
  if (stamp.status === "unknown") throw stamp.cause;
  if (stamp.status === "found" || given.flag("unstamped")) return;
  throw new UsageError(
    "These files were not stamped. Stamp them first with colophon stamp --resume, so that nobody who sees the registration on its way can be first; or add --unstamped.",
  );
}

function disclosuresOf(given: Arguments, { manifest }: Opening): Disclosure[] {
  const hidden = new Set(given.values("hide"));
  if (given.flag("hide-all")) {
    if (hidden.size > 0) throw new UsageError("--hide-all hides every file. Leave --hide out.");
    return [];
  }
  const paths = new Set(manifest.files.map(({ path }) => path));
  for (const path of hidden) {
    if (!paths.has(path)) throw new UsageError(`There is no ${path} in this opening.`);
  }
  const shown = manifest.files.filter(({ path, size }) => size > 0 && !hidden.has(path)).map(({ path }) => path);
  const limit = disclosureLimit(manifest.files.length);
  if (shown.length > limit) {
    throw new UsageError(
      `${shown.length} digests don't fit into one transaction; ${limit} do. Hide some with --hide, or all with --hide-all; they can be published later.`,
    );
  }
  return discloseFiles(manifest, shown);
}

async function readPicture(path: string) {
  const type = pictureTypes[extname(path).toLowerCase()];
  if (type === undefined) {
    throw new UsageError(`${path} is none of ${Object.keys(pictureTypes).join(", ")}, so it can't be a cover.`);
  }
  const bytes = await readFile(path).catch(() => {
    throw new UsageError(`The cover ${path} can't be read.`);
  });
  if (bytes.length === 0 || bytes.length > maxBlockBytes) {
    throw new UsageError(`The cover ${path} has ${bytes.length} bytes; from 1 to ${maxBlockBytes} are possible.`);
  }
  const fields = {
    image: ipfsUriOf(sha256(bytes)),
    image_details: { type, size: bytes.length },
  } satisfies Partial<Metadata>;
  return { bytes: new Uint8Array(bytes), fields };
}

/** The media types of pictures that may be covers, by the ending of their names. SVG is none: it can carry programs. */
const pictureTypes: Record<string, string> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".gif": "image/gif",
  ".avif": "image/avif",
};
