import * as v from "valibot";
import { type Address, type Hex, sha256 } from "viem";
import { contentRootOf, type Disclosure, discloseFile, verifyDisclosure } from "../content/disclosure.ts";
import { entrySchema, type Manifest } from "../content/manifest.ts";
import { digestOf, ipfsUriOf } from "../core/cid.ts";
import {
  addressField,
  amountField,
  canonicalBytes,
  canonicalJson,
  hashField,
  isWebAddress,
  parseDocument,
  proofField,
  serviceField,
  wholeField,
} from "../core/json.ts";
import { FormatError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";
import { visibleLine } from "../model/words.ts";
import { parseRecipient, recipientOf, VaultError } from "./keys.ts";
import type { Sized } from "./sealing.ts";

/** One encrypted file of a work. */
export type VaultFile = {
  /** As the list of files of the work calls it. */
  path: string;
  type: string;
  /** Of the file itself, in bytes. */
  size: number;
  /** Of the file itself. */
  sha256: Hex;
  /** What leads from the file to the content root that is registered. */
  blinding: Hex;
  proof: readonly Hex[];
  /** The encrypted file. */
  cipher: Sized;
  /** Where the encrypted file can be had: https:// or ipfs://. The service of the record has it too, if there is one. */
  addresses: readonly string[];
  /** Of what was delivered for one licence alone, `asDelivered`: the registered file that it is, or was made from. */
  copyOf?: Sized;
};

/**
 * The encrypted files of a work: which they are, how each leads to the registration, and for which key they are encrypted.
 * It is public, and holds no secret; but it tells the names and the digests of the files.
 */
export type VaultRecord = {
  chainId: number;
  /** The Works contract. */
  works: Address;
  work: bigint;
  /** Of the version that the files are of. */
  contentRoot: Hex;
  /** The public half of the key that every file is encrypted to: who has the other half can open them. */
  recipient: string;
  /** Who gives that key to licensees, if a server does: an https address. */
  service?: string | undefined;
  files: readonly VaultFile[];
};

export type CreateVaultRecordParameters = Pick<VaultRecord, "chainId" | "works" | "work" | "recipient" | "service"> & {
  manifest: Manifest;
  /** Of each file that was encrypted, by its path. */
  files: readonly { path: string; plain: Sized; cipher: Sized; addresses?: readonly string[] }[];
};

/**
 * The record of files that were encrypted. Throws a VaultError if one of them is not the file that the list calls by its
 * name, or a FormatError for what cannot stand in a record.
 */
export function createVaultRecord({ manifest, files, ...rest }: CreateVaultRecordParameters): VaultRecord {
  const record = {
    ...rest,
    contentRoot: contentRootOf(manifest),
    files: files.map(({ path, plain, cipher, addresses = [] }): VaultFile => {
      const { blinding, proof } = discloseFile(manifest, path);
      const entry = manifest.files.find((each) => each.path === path);
      if (entry === undefined || entry.sha256 !== plain.sha256 || entry.size !== plain.size) {
        throw new VaultError(
          "another file",
          `“${visibleLine(path)}” is not the file that was registered: it was changed. Take the file as it was.`,
        );
      }
      const { type, size, sha256: digest } = entry;
      return { path, type, size, sha256: digest, blinding, proof, cipher, addresses };
    }),
  };
  return parseVaultRecord(vaultDocumentOf(record));
}

const vaultFormat = documents.vault.format;

/** A record as the canonical JSON of the format colophon-vault/1: what the file holds. */
export function vaultDocumentOf(record: VaultRecord): string {
  return canonicalJson({
    format: vaultFormat,
    ...record,
    works: record.works.toLowerCase(),
    work: record.work.toString(),
  });
}

/** The SHA-256 of the canonical record: what a delivery names, and what a description of a work links to. */
export function vaultDigestOf(record: VaultRecord): Hex {
  return sha256(canonicalBytes(JSON.parse(vaultDocumentOf(record)) as object));
}

/** The address of a record in a content store: what the description of a work names. */
export function vaultUriOf(record: VaultRecord): `ipfs://${string}` {
  return ipfsUriOf(vaultDigestOf(record));
}

export const recipientField = v.pipe(
  v.string(),
  v.maxLength(4_000, "this must be a public key of age."),
  v.check((text) => {
    try {
      return parseRecipient(text) === text;
    } catch {
      return false;
    }
  }, "this must be a public key of age, which begins with age1."),
);

const addressesField = v.pipe(
  v.array(
    v.pipe(
      v.string(),
      v.check((text) => {
        if (isWebAddress(text)) return true;
        try {
          return text.startsWith("ipfs://") && digestOf(text).length > 0;
        } catch {
          return false;
        }
      }, "this must be an https:// or ipfs:// address."),
    ),
  ),
  v.maxLength(16, "there must be at most 16 addresses."),
);

export const sizedField = v.strictObject({ size: wholeField(1), sha256: hashField });

const vaultSchema = v.strictObject({
  format: v.literal(vaultFormat),
  chainId: wholeField(1),
  works: addressField,
  work: amountField,
  contentRoot: hashField,
  recipient: recipientField,
  service: v.optional(serviceField),
  files: v.pipe(
    v.array(
      v.strictObject({
        path: entrySchema.entries.path,
        type: entrySchema.entries.type,
        size: wholeField(1),
        sha256: hashField,
        blinding: hashField,
        proof: proofField,
        cipher: sizedField,
        addresses: addressesField,
      }),
    ),
    v.minLength(1, "there must be a file."),
    v.maxLength(10_000, "there must be at most 10,000 files."),
  ),
});

/**
 * A record from its JSON text, bytes or parsed value, from anyone. Each of its files leads to its content root; whether
 * that is the work's, checkVault says. Throws a FormatError.
 */
export function parseVaultRecord(input: unknown): VaultRecord {
  const { format: _, ...record } = parseDocument(vaultSchema, input, documents.vault);
  const paths = new Set<string>();
  for (const [i, { path, sha256: digest, blinding, proof }] of record.files.entries()) {
    const at = `files.${i}`;
    if (paths.has(path)) throw new FormatError(vaultFormat, "two files have this path.", { path: `${at}.path` });
    paths.add(path);
    if (!verifyDisclosure(record.contentRoot, { digest, blinding, proof })) {
      throw new FormatError(vaultFormat, "the file does not lead to the content root.", { path: `${at}.proof` });
    }
  }
  return record;
}

/** A file of a record by its path; the only one if no path is given. Throws a VaultError that names those there are. */
export function vaultFileOf({ files }: VaultRecord, path?: string): VaultFile {
  const [first, ...more] = files;
  const found = path === undefined ? (more.length === 0 ? first : undefined) : files.find((file) => file.path === path);
  if (found) return found;
  const names = files.slice(0, 10).map((file) => `“${visibleLine(file.path)}”`);
  const shown = `${names.join(", ")}${files.length > 10 ? ` and ${files.length - 10} more` : ""}`;
  throw new VaultError(
    "unusable",
    path === undefined
      ? `Say which file: ${shown}.`
      : `There is no file “${visibleLine(path).slice(0, 200)}” in the record. It has ${shown}.`,
  );
}

/** What a file of a record shows of itself against the registered content root. */
export function disclosureOf({ sha256: digest, blinding, proof }: VaultFile): Disclosure {
  return { digest, blinding, proof };
}

/** That a key is the one that the files of a record are encrypted to. Throws a VaultError if it is another. */
export async function checkVaultKey({ recipient }: VaultRecord, key: string): Promise<void> {
  if ((await recipientOf(key)) === recipient) return;
  throw new VaultError(
    "wrong key",
    "The key that was delivered is not the one that these files are encrypted to. Ask for it again.",
  );
}

/** That what came out of an encrypted file is the file of the record. Throws a VaultError that says what to keep if not. */
export function checkOpened(file: Pick<VaultFile, "path" | "size" | "sha256" | "copyOf">, opened: Sized): void {
  if (opened.sha256 === file.sha256 && opened.size === file.size) return;
  if (file.copyOf) {
    throw new VaultError(
      "another file",
      `What was encrypted is not the copy of “${visibleLine(file.path)}” that the delivery names: its SHA-256 is ${opened.sha256}, and ${file.sha256} was delivered. Keep the encrypted file, the delivery and your key: with them anybody can repeat this and see that it is so.`,
    );
  }
  throw new VaultError(
    "another file",
    `What was encrypted is not “${visibleLine(file.path)}” as it was registered: its SHA-256 is ${opened.sha256}, and ${file.sha256} is on record. Keep the encrypted file, the record and the key of the files: with them anybody can repeat this and see that it is so.`,
  );
}
