import { FormatError, visibleText } from "@colophon/sdk";
import { isSignedByKey } from "@colophon/sdk/agreements";
import {
  answeredTypedData,
  DisclosureError,
  type DisclosureLedger,
  disclosureDocuments,
  type Handover,
  type HandoverAnswer,
  handoverFragmentOf,
  parseAnswer,
  parseAnswerFragment,
  parseHandover,
  parseHandoverFragment,
} from "@colophon/sdk/disclosures";
import { checkSignature, type ReadClient } from "@colophon/sdk/read";
import { parseRecipient, VaultError } from "@colophon/sdk/vault";
import type { ChosenFile } from "../../../lib/chosenFiles.ts";
import { runVaultJob } from "../../../lib/vault/runVaultJob.ts";
import type { Encrypted } from "../../../lib/vault/vaultJobs.ts";

/** What a link or a file of this kind holds: files for a recipient, or what a recipient answered; or what is wrong with it. */
export type OpenedHandover = { handover: Handover } | { answer: HandoverAnswer } | { problem: string };

function opened(read: () => Handover, readAnswer: () => HandoverAnswer): OpenedHandover {
  try {
    return { answer: readAnswer() };
  } catch {
    try {
      return { handover: read() };
    } catch (error) {
      return { problem: error instanceof FormatError ? error.shortMessage : "It could not be read. Ask for it again." };
    }
  }
}

/** What stands in a link after the “#”. */
export function openHandoverLink(fragment: string): OpenedHandover {
  return opened(
    () => parseHandoverFragment(fragment),
    () => parseAnswerFragment(fragment),
  );
}

/** What is in a file that somebody sent. */
export async function openHandoverFile(file: File): Promise<OpenedHandover> {
  if (file.size > disclosureDocuments.handover.maxBytes)
    return { problem: "This file is too large for this. Choose another." };
  const bytes = new Uint8Array(await file.arrayBuffer());
  return opened(
    () => parseHandover(bytes),
    () => parseAnswer(bytes),
  );
}

/** The address at which a recipient opens a hand-over. What stands after the “#” is not sent to any server. */
export function handoverLinkOf(handover: Handover): string {
  return `${location.origin}/agreement#${handoverFragmentOf(handover)}`;
}

/** One file that was encrypted for a party, and under which name it is saved. */
export type SealedFile = Encrypted & { path: string; name: string };

type SealParameters = {
  files: readonly ChosenFile[];
  key: string;
  /** The number that the hand-over will have. */
  number: number;
  /** From 0 to 1. */
  onProgress: (share: number) => void;
};

/** Encrypts files to a party's key of age, on this device. Throws a VaultError. */
export async function sealFiles({ files, key, number, onProgress }: SealParameters): Promise<SealedFile[]> {
  const recipients = [parseRecipient(key)];
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  const sealed: SealedFile[] = [];
  let before = 0;
  for (const { path, file } of files) {
    const onBytes = (bytes: number) => onProgress((before + bytes) / total);
    const made = await runVaultJob({ kind: "encrypt", file, recipients }, { onProgress: onBytes });
    sealed.push({ ...made, path: path.normalize("NFC"), name: `${number}-${sealed.length + 1}-${file.name}.age` });
    before += file.size;
  }
  return sealed;
}

/** The name under which an opened file is saved. */
const savedName = ({ path }: { path: string }) => visibleText(path.split("/").at(-1) ?? path);

/**
 * Opens every file of a hand-over from the encrypted files that were chosen, and holds it against what the hand-over names.
 * Throws a DisclosureError or a VaultError: then no receipt is due.
 */
export async function openHanded({ entry }: Handover, chosen: readonly File[], key: string) {
  const found: { name: string; blob: Blob }[] = [];
  for (const wanted of entry.files) {
    const candidates = chosen.filter((file) => file.size === wanted.cipher.size);
    let blob: Blob | undefined;
    let problem: unknown = new DisclosureError(
      `Add the encrypted file of “${visibleText(wanted.path)}”. It has ${wanted.cipher.size.toLocaleString("en")} bytes, and its name ends in .age.`,
    );
    for (const file of candidates) {
      try {
        blob ??= (await runVaultJob({ kind: "open", source: { file }, key, wanted })).blob;
      } catch (error) {
        problem = error;
      }
    }
    if (blob === undefined) throw inWords(problem, wanted.path);
    found.push({ name: savedName(wanted), blob });
  }
  return found;
}

function inWords(error: unknown, path: string): unknown {
  if (!(error instanceof VaultError) || error.problem !== "another file") return error;
  return new DisclosureError(
    `What was encrypted is not “${visibleText(path)}” as it was named to you. Do not sign that you received it; tell the one who sent it.`,
    { cause: error },
  );
}

/** An answer that its recipient signed: by their key, or as their contract says. Throws a DisclosureError. */
export async function checkAnswer(client: ReadClient, ledger: DisclosureLedger, answer: HandoverAnswer) {
  const typedData = answeredTypedData(ledger, answer);
  const { recipient: signer, signature } = answer;
  if (await isSignedByKey(typedData, signer, signature)) return answer;
  const check = await checkSignature(client, { signer, typedData, signature });
  if (check.status === "good") return { ...answer, signature: check.signature };
  throw new DisclosureError(`${signer} did not sign this answer. Ask for it again.`);
}
