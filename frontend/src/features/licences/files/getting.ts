import { documents, explainError, isSameAddress, visibleText } from "@colophon/sdk";
import { checkSameWork, type LicenceDetails, type WorkRecord } from "@colophon/sdk/read";
import {
  asDelivered,
  checkVaultKey,
  ciphertextAddressesOf,
  type Delivery,
  parseDelivery,
  parseVaultRecord,
  unlockKey,
  VaultError,
  type VaultFile,
  type VaultRecord,
  vaultDigestOf,
  vaultUriOf,
} from "@colophon/sdk/vault";
import type { Ciphertext } from "../../../lib/vault/vaultJobs.ts";
import type { OwnKey } from "../../../parts/KeyPanel.tsx";

/** What both sides of a delivery are about. */
export type FilesProps = { licence: LicenceDetails; work: WorkRecord };

/** What was got so far. */
export type Got = {
  record?: VaultRecord | undefined;
  delivery?: Delivery | undefined;
  /** Encrypted files that the person chose. */
  files: readonly File[];
};

/** Whether a record is of what was registered, in a sentence if not: the record comes from somebody. */
export function recordProblem(record: VaultRecord, licence: bigint, work: WorkRecord): string | undefined {
  try {
    checkSameWork(record, licence);
  } catch (error) {
    return error instanceof Error && "shortMessage" in error ? String(error.shortMessage) : String(error);
  }
  if (!work.versions.some(({ contentRoot }) => contentRoot === record.contentRoot)) {
    return "The record does not lead to what was registered for this work. Ask the creator for the right one.";
  }
  const named = deliveryOf(work)?.record;
  if (named !== undefined && named !== vaultUriOf(record)) {
    return "The work's description names another record than this one. Ask the creator for the one that it names.";
  }
  return undefined;
}

/** How the work's description says that its files are got. */
export const deliveryOf = ({ metadata }: WorkRecord) =>
  metadata.status === "found" ? metadata.value.delivery : undefined;

/** A file is read as a document up to this size, in bytes; anything larger is an encrypted file. */
const mostDocument = 16 * 1024 * 1024;

/** Sorts what a person chose, in any order: records, deliveries, encrypted files. */
export async function sortGiven(got: Got, chosen: readonly File[]): Promise<Got> {
  const next = { ...got, files: [...got.files] };
  for (const file of chosen) {
    const begin = await file.slice(0, 64).text();
    if (file.size > mostDocument || !begin.trimStart().startsWith("{")) {
      next.files.push(file);
      continue;
    }
    const text = await file.text();
    if (text.includes(`"${documents.delivery.format}"`)) next.delivery = parseDelivery(text);
    else next.record = parseVaultRecord(text);
  }
  return next;
}

/** What is still missing before anything can be opened, as a sentence; undefined if nothing is. */
export function missingOf({ record, delivery }: Got): string | undefined {
  if (record === undefined) return "Add the record: the file that ends in record.json.";
  if (delivery === undefined) return "Add the key that was sent to you: the file that ends in .colophon-delivery.json.";
  if (delivery.record !== vaultDigestOf(record)) return "The key is for other files than those of the record.";
  try {
    asDelivered(record, delivery);
  } catch (error) {
    return explainError(error).sentence;
  }
  return undefined;
}

/** The key of the files, from what was delivered. Throws a VaultError if it was not delivered to this key. */
export async function filesKeyOf(record: VaultRecord, delivery: Delivery, own: OwnKey): Promise<string> {
  if (delivery.recipient !== own.recipient) {
    throw new VaultError(
      "wrong key",
      `This was delivered to another key (${delivery.recipient.slice(0, 16)}…) than yours (${own.recipient.slice(0, 16)}…). Choose the key file that you asked with.`,
    );
  }
  const key = await unlockKey(delivery.key, [own.key]);
  await checkVaultKey(asDelivered(record, delivery), key);
  return key;
}

/**
 * Where the encrypted bytes of a file come from: the last chosen file of its size or its name, and else the addresses on
 * record. One that is cut has another size, and is found by its name, or because there is no other.
 */
export function sourceOf(record: VaultRecord, file: VaultFile, got: Got, gateways: readonly string[]): Ciphertext {
  const [only, ...others] = got.files;
  const isNamed = ({ name }: File) => name.includes(savedName(file));
  const whole = got.files.filter(({ size }) => size === file.cipher.size);
  const place = record.files.filter(({ cipher }) => cipher.size === file.cipher.size).indexOf(file);
  const lone = record.files.length === 1 && others.length === 0 ? only : undefined;
  const chosen = whole.findLast(isNamed) ?? whole[place] ?? got.files.findLast(isNamed) ?? lone;
  return chosen ? { file: chosen } : { addresses: ciphertextAddressesOf(record, file, gateways) };
}

/** The name under which a file of a record is saved. */
export const savedName = ({ path }: VaultFile) => visibleText(path.split("/").at(-1) ?? path);

/** That a delivery is of this licence and its holder. */
export const isFor = (delivery: Delivery, licence: bigint, holder: string) =>
  delivery.licence === licence && isSameAddress(delivery.account, holder);
