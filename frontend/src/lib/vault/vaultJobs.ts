import { randomId, visibleLine } from "@colophon/sdk";
import type { Trace } from "@colophon/sdk/trace";
import {
  checkOpened,
  decryptFile,
  encryptFile,
  platformTools,
  type Sized,
  VaultError,
  type VaultFile,
  type VaultTools,
} from "@colophon/sdk/vault";
import { scratchFile } from "../device.ts";
import { createPieceReader } from "../hashing/hashingWorker.ts";
import { createHashingThread } from "./hashingThread.ts";
import type { MarkJob, TraceJob } from "./traceJobs.ts";

/** The encrypted file: chosen by the person, or where it can be fetched, in the order to try. */
export type Ciphertext = { file: Blob } | { addresses: readonly string[] };

/** What is done beside the page, since it takes long. */
export type VaultJob =
  | { kind: "encrypt"; visit: string; file: File; recipients: readonly string[] }
  | { kind: "open"; visit: string; source: Ciphertext; key: string; wanted: WantedFile }
  | (MarkJob & { visit: string })
  | (TraceJob & { visit: string });

/** What an encrypted file has to be, and what has to come out of it. */
type WantedFile = Pick<VaultFile, "path" | "size" | "sha256" | "cipher" | "copyOf">;

export type Encrypted = { blob: Blob; plain: Sized; cipher: Sized };

export type Opened = { blob: Blob; plain: Sized };

/** What each kind of job comes to. */
export type VaultResults = { encrypt: Encrypted; open: Opened; mark: { blob: Blob }; trace: Trace };

type Report = (bytes: number) => void;

const pieceBytes = 4 * 1024 * 1024;

async function* piecesOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = createPieceReader(file, pieceBytes);
  let buffer: ArrayBuffer | undefined;
  for (;;) {
    const piece = await reader.read(buffer);
    if (piece === undefined) return;
    yield new Uint8Array(piece.buffer, 0, piece.length);
    buffer = piece.buffer;
  }
}

async function* fetched(addresses: readonly string[]): AsyncGenerator<Uint8Array> {
  const problems: string[] = [];
  for (const address of addresses) {
    const { host } = new URL(address);
    const response = await fetch(address, { redirect: "error", credentials: "omit" }).catch(() => undefined);
    if (response?.ok && response.body) {
      yield* response.body;
      return;
    }
    problems.push(response ? `${host} answers ${response.status}` : `${host} gives no answer to this site`);
  }
  throw new VaultError(
    "unusable",
    `The encrypted file can't be had: ${problems.join(", ") || "the record names no address of it"}. Get it from the creator, and choose it here.`,
  );
}

const piecesFrom = (source: Ciphertext) => ("file" in source ? piecesOf(source.file) : fetched(source.addresses));

/** Where bytes go until it is known that they are right: to the disk, or to memory where there is no such place. */
async function createSink(visit: string) {
  const scratch = await scratchFile(visit, randomId());
  if (scratch) return scratch;
  const parts: Blob[] = [];
  return {
    write: async (bytes: Uint8Array) => void parts.push(new Blob([bytes as Uint8Array<ArrayBuffer>])),
    finish: async () => new Blob(parts),
    discard: async () => void parts.splice(0),
  };
}

async function toSink<Result>(
  visit: string,
  work: (write: (bytes: Uint8Array) => Promise<void>) => Promise<Result>,
): Promise<Result & { blob: Blob }> {
  const sink = await createSink(visit);
  try {
    const result = await work(sink.write);
    return { ...result, blob: await sink.finish() };
  } catch (error) {
    await sink.discard();
    // Its name alone tells it: browsers disagree about its kind.
    if (error instanceof Error && error.name === "QuotaExceededError") throw noRoom(error);
    throw error;
  }
}

function noRoom(cause: Error): VaultError {
  return new VaultError(
    "unusable",
    "Your browser gives this site too little room on the disk for this file. Use a window that is not private, make room on the disk, or open the file with colophon vault decrypt.",
    { cause },
  );
}

/** Encrypts a file to age recipients. The digest of what comes out is computed beside it: there are two, and they take long. */
export async function encryptJob(
  { visit, file, recipients }: Extract<VaultJob, { kind: "encrypt" }>,
  report: Report,
): Promise<Encrypted> {
  const thread = await createHashingThread();
  const tools: VaultTools = {
    ...platformTools,
    hasher: async (of) => (of === "cipher" && thread) || platformTools.hasher(of),
  };
  try {
    return await toSink(visit, (write) =>
      encryptFile({ source: piecesOf(file), recipients, write, onProgress: report, tools }),
    );
  } finally {
    thread?.end();
  }
}

/**
 * Opens an encrypted file and holds it against the record. Throws a VaultError; nothing of a file that is not whole and
 * right is given out.
 */
export async function openJob(
  { visit, source, key, wanted }: Extract<VaultJob, { kind: "open" }>,
  report: Report,
): Promise<Opened> {
  const { size } = wanted.cipher;
  try {
    return await toSink(visit, async (write) => {
      const plain = await decryptFile({ source: piecesFrom(source), keys: [key], write, size, onProgress: report });
      checkOpened(wanted, plain);
      return { plain };
    });
  } catch (error) {
    if (!(error instanceof VaultError) || error.problem === "unusable") throw error;
    const found = await digestOf(source);
    if (found === wanted.cipher.sha256) throw error;
    throw new VaultError(
      error.problem === "another file" ? "changed" : error.problem,
      `${error.shortMessage} It is not the encrypted file of “${visibleLine(wanted.path)}” that is on record, which shows nothing about the creator: get it again.`,
      { cause: error },
    );
  }
}

async function digestOf(source: Ciphertext): Promise<string> {
  const hasher = await platformTools.hasher("cipher");
  for await (const piece of piecesFrom(source)) hasher.update(piece);
  return hasher.digest();
}
