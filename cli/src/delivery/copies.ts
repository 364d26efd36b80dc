import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { promisify } from "node:util";
import { ColophonError } from "@colophon/sdk";
import {
  hexOfMark,
  marksOf,
  mostMarkedBytes,
  openVariants,
  parseVariants,
  programMarksOf,
  type Variants,
  variantsDigestOf,
} from "@colophon/sdk/trace";
import { checkOpened, createKey, type DeliveredFile, recipientOf, type VaultFile } from "@colophon/sdk/vault";
import type { Hex } from "viem";
import { type Arguments, UsageError } from "../Command.ts";
import {
  decryptTo,
  digestOfFile,
  encryptBytesTo,
  encryptTo,
  keyOfVault,
  openedBytes,
  recryptTo,
  type Vault,
} from "../vault/vaultFolder.ts";
import type { LoggedCopies } from "./log.ts";

/** How copies are marked, so that a leaked one leads to the licence that it was delivered for. */
export type Marking = {
  /** The variants of files, by the SHA-256 of the registered file. */
  variants: ReadonlyMap<Hex, Variants>;
  /** A program of the owner's that marks every other file. */
  program?: string | undefined;
};

export const markingOptions = {
  trace: { type: "string", multiple: true },
  "mark-with": { type: "string" },
} as const;

export const markingHelp = `  --trace <variants>     give each licensee a copy of their own, marked in the words of this file (colophon trace plan); may
                         be repeated, for several files
  --mark-with <program>  a program of yours that marks every other file: it is called with a file, the name of the file to be
                         written, and 32 hexadecimal digits`;

/** How copies are to be marked, if they are. The variants must be of files of these works. */
export async function markingOf(given: Arguments, vaults: Iterable<Vault>): Promise<Marking | undefined> {
  const program = given.value("mark-with");
  const files = new Set([...vaults].flatMap(({ record }) => record.files.map(({ sha256 }) => sha256)));
  const variants = new Map<Hex, Variants>();
  for (const path of given.values("trace")) {
    const read = parseVariants(await readNamed(path));
    if (!files.has(read.file.sha256)) {
      throw new UsageError(
        `${path} is of another file than those of the work: of the one with the SHA-256 ${read.file.sha256}.`,
      );
    }
    variants.set(read.file.sha256, read);
  }
  return variants.size > 0 || program !== undefined ? { variants, program } : undefined;
}

/** A file that an option names. */
export function readNamed(path: string): Promise<Buffer> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} can't be read (${error.code}).`);
  });
}

/** Whether a file of a record is marked. */
export const isMarked = (marking: Marking | undefined, { sha256 }: Pick<VaultFile, "sha256">) =>
  marking !== undefined && (marking.variants.has(sha256) || marking.program !== undefined);

/** Whether licensees of this work get copies of their own. */
export const marksAny = (marking: Marking | undefined, { record }: Vault) =>
  record.files.some((file) => isMarked(marking, file));

/** What a server calls an encrypted copy: by the SHA-256 that it is asked for. */
export const copyName = (digest: string) => `${digest.replace(/^0x/, "")}.age`;

/** Where a server has an encrypted copy. */
export const copyLocation = (folder: string, digest: string) => join(folder, copyName(digest));

const runProgram = promisify(execFile);

/** How long a program may take for a file, in milliseconds. */
const patience = 600_000;

/** Has a file marked by the owner's program. It sees nothing but the file and the mark. */
async function runMarking(program: string, source: string, target: string, mark: string): Promise<void> {
  try {
    await runProgram(program, [source, target, mark], { timeout: patience, windowsHide: true });
  } catch (cause) {
    throw new ColophonError(`${program} could not mark ${basename(source)}. Nothing was delivered. Try it by itself.`, {
      cause,
    });
  }
  if (!(await stat(target).catch(() => undefined))?.isFile()) {
    throw new ColophonError(
      `${program} ended without writing ${basename(target)}. Nothing was delivered. Try it by itself.`,
    );
  }
}

type MakeCopiesParameters = {
  vault: Vault;
  licence: bigint;
  /** The owner's keys of age: the marks are made with the first of them. */
  keys: readonly string[];
  marking: Marking;
  /** Where the encrypted copies go. */
  folder: string;
  /** What an encrypted copy is called, by its place in the record. */
  nameOf: (at: number, path: string, cipher: Hex) => string;
};

type MadeCopies = { key: string; recipient: string; files: DeliveredFile[]; logged: LoggedCopies };

/**
 * The copies for one licence: each file of the work, marked where it can be, and encrypted to a key of its own. The key of
 * the vault opens none of them, and it does not leave: with it the files could be had without a mark.
 */
export async function makeCopies(parameters: MakeCopiesParameters): Promise<MadeCopies> {
  const { vault, keys, folder, nameOf } = parameters;
  const [secret] = keys;
  if (secret === undefined) throw new UsageError("Marks are made with your key of age: name it with --age-key <file>.");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const vaultKey = await keyOfVault(vault, keys);
  const { key, recipient } = await createKey();
  const files: DeliveredFile[] = [];
  for (const [at, file] of vault.record.files.entries()) {
    const part = join(folder, `${randomUUID()}.age.part`);
    try {
      const made = await makeCopy({ ...parameters, secret, vaultKey, recipient, file, target: part });
      await rename(part, join(folder, nameOf(at, file.path, made.cipher.sha256)));
      files.push({ path: file.path, ...made });
    } finally {
      await rm(part, { force: true });
    }
  }
  const registered = new Map(vault.record.files.map(({ path, sha256 }) => [path, sha256]));
  const copies = files.flatMap(({ path, sha256: copy, variants }) => {
    const file = registered.get(path);
    return file === undefined || file === copy ? [] : [{ path, file, copy, ...(variants && { variants }) }];
  });
  return { key, recipient, files, logged: { by: await recipientOf(secret), files: copies } };
}

type MakeCopyParameters = Pick<MakeCopiesParameters, "vault" | "licence" | "marking"> & {
  secret: string;
  vaultKey: string;
  recipient: string;
  file: VaultFile;
  target: string;
};

async function makeCopy(parameters: MakeCopyParameters): Promise<Omit<DeliveredFile, "path">> {
  const { vault, licence, marking, secret, vaultKey, recipient, file, target } = parameters;
  const source = vault.locationOf(file);
  const opening = {
    keys: [vaultKey],
    size: file.cipher.size,
    check: (opened: { size: number; sha256: Hex }) => checkOpened(file, opened),
  };
  const variants = marking.variants.get(file.sha256);
  if (variants) {
    if (file.size > mostMarkedBytes) throw new ColophonError(`“${file.path}” is too large to be marked. Divide it.`);
    const mark = marksOf(variants, secret).markOf(licence);
    const copy = openVariants(await openedBytes(source, opening), variants).copyOf(mark);
    const { plain, cipher } = await encryptBytesTo(copy, target, [recipient]);
    return { ...plain, cipher, variants: variantsDigestOf(variants) };
  }
  if (marking.program !== undefined) {
    const work = await mkdtemp(join(tmpdir(), "colophon-mark-"));
    try {
      const [given, made] = ["given", "made"].map((name) => join(work, `${name}${extname(file.path)}`)) as [
        string,
        string,
      ];
      await decryptTo(source, given, opening);
      await runMarking(marking.program, given, made, hexOfMark(programMarksOf(file.sha256, secret).markOf(licence)));
      const { sha256 } = await digestOfFile(made);
      if (sha256 === file.sha256) {
        throw new ColophonError(
          `${marking.program} gave “${file.path}” back unchanged. Nothing was delivered. Try it by itself.`,
        );
      }
      const { plain, cipher } = await encryptTo(made, target, [recipient]);
      return { ...plain, cipher };
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  const { plain, cipher } = await recryptTo(source, target, { ...opening, recipients: [recipient] });
  return { ...plain, cipher };
}
