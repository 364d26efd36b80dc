import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { ColophonError } from "../model/errors.ts";

/** Why a file could not be opened, for programs; the sentence is for people. */
export type VaultProblem =
  /** It is no file that age encrypted. */
  | "not age"
  /** None of the keys is for it. */
  | "wrong key"
  /** It ends too early. */
  | "cut"
  /** Some bytes are not those that were encrypted. */
  | "changed"
  /** It opened, and what was in it is not what is recorded. */
  | "another file"
  /** A key, a recipient or a file that was given is none. */
  | "unusable";

/** A file, a key or a record of a vault that cannot be used as it is. */
export class VaultError extends ColophonError {
  override name = "VaultError";
  readonly problem: VaultProblem;

  constructor(problem: VaultProblem, sentence: string, options: { cause?: unknown } = {}) {
    super(sentence, options);
    this.problem = problem;
  }
}

/**
 * Who can open a file: what a person gives to others, "age1…". Throws a VaultError that says what it is instead.
 *
 * @param text As it was pasted.
 */
export function parseRecipient(text: string): string {
  const recipient = text.trim();
  if (/^AGE-SECRET-KEY-/i.test(recipient)) {
    throw new VaultError(
      "unusable",
      "This is a secret key, which nobody but its owner may see. Give the line that begins with age1 instead, and make a new key if anybody saw this one.",
    );
  }
  try {
    if (!/^age1[a-z0-9]+$/.test(recipient)) throw new Error("It does not begin with age1.");
    new Encrypter().addRecipient(recipient);
    return recipient;
  } catch (cause) {
    throw new VaultError(
      "unusable",
      `“${recipient.slice(0, 80)}” is not a public key of age. It begins with age1, and is made with colophon vault keygen or age-keygen.`,
      { cause },
    );
  }
}

/** A new secret key, and the public key that goes with it. */
export async function createKey(): Promise<{ key: string; recipient: string }> {
  const key = await generateX25519Identity();
  return { key, recipient: await identityToRecipient(key) };
}

/** The public key that goes with a secret key. Throws a VaultError if that is none. */
export async function recipientOf(key: string): Promise<string> {
  try {
    return await identityToRecipient(key.trim());
  } catch (cause) {
    throw new VaultError("unusable", "This is not a secret key of age. It begins with AGE-SECRET-KEY-1.", { cause });
  }
}

/** What a key file holds, as age-keygen writes it. */
export async function keyFileOf(key: string): Promise<string> {
  return `# public key: ${await recipientOf(key)}\n${key}\n`;
}

const secretLine = /^AGE-SECRET-KEY-[A-Z0-9-]+$/;

/** Whether a key file has to be opened with a passphrase first. */
export function isProtected(file: string): boolean {
  return file.trimStart().startsWith("-----BEGIN AGE ENCRYPTED FILE-----");
}

/** A key file that only a passphrase opens, as `age -p -a` writes it. Throws a VaultError for an empty passphrase. */
export async function protectKeyFile(file: string, passphrase: string): Promise<string> {
  if (passphrase === "")
    throw new VaultError("unusable", "The passphrase is empty. Choose one of at least four words.");
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  return armor.encode(await encrypter.encrypt(file));
}

/**
 * The secret keys in a key file: of age-keygen, or one that a passphrase protects. Throws a VaultError that says what is
 * missing or wrong; the file's content is in no sentence.
 */
export async function keysOfFile(file: string, passphrase?: string): Promise<string[]> {
  let text = file;
  if (isProtected(file)) {
    if (passphrase === undefined || passphrase === "") {
      throw new VaultError("unusable", "The key file is protected by a passphrase. Give it, too.");
    }
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    text = await decrypter.decrypt(armored(file, "The key file"), "text").catch((cause: unknown) => {
      throw new VaultError("wrong key", "The passphrase does not open the key file. Type it again.", { cause });
    });
  }
  const keys = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => secretLine.test(line));
  if (keys.length === 0) {
    throw new VaultError(
      "unusable",
      "The key file has no line that begins with AGE-SECRET-KEY-. Choose the file that was made with your key.",
    );
  }
  for (const key of keys) await recipientOf(key);
  return keys;
}

function armored(text: string, what: string): Uint8Array {
  try {
    return armor.decode(text);
  } catch (cause) {
    throw new VaultError("unusable", `${what} is damaged: it is not an encrypted text of age. Get it again.`, {
      cause,
    });
  }
}

/**
 * The key of a vault, locked for others: an armored file of age that holds it as a key file does, so that the `age` program
 * opens it too. Throws a VaultError for a recipient that is none.
 */
export async function lockKey(key: string, recipients: readonly string[]): Promise<string> {
  return armor.encode(await encrypterFor(recipients).encrypt(await keyFileOf(key)));
}

/** The key of a vault from what was locked for one of these keys. Throws a VaultError if it was not. */
export async function unlockKey(locked: string, keys: readonly string[]): Promise<string> {
  const text = await decrypterOf(keys)
    .decrypt(armored(locked, "The key of the files"), "text")
    .catch((cause: unknown) => {
      throw new VaultError("wrong key", "This key does not open it: it was encrypted to another one.", { cause });
    });
  const [key, ...more] = await keysOfFile(text);
  if (key === undefined || more.length > 0) {
    throw new VaultError("unusable", "What was encrypted to you is not one key, but several. Ask for it again.");
  }
  return key;
}

function encrypterFor(recipients: readonly string[]): Encrypter {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(parseRecipient(recipient));
  return encrypter;
}

function decrypterOf(keys: readonly string[]): Decrypter {
  const decrypter = new Decrypter();
  for (const key of keys) decrypter.addIdentity(key);
  return decrypter;
}

/** The header of a new file for these recipients, and the file's own key, which age draws and we take from it. */
export async function newHeader(recipients: readonly string[]): Promise<{ header: Uint8Array; fileKey: Uint8Array }> {
  if (recipients.length === 0)
    throw new VaultError("unusable", "Nobody could open the file. Name at least one recipient.");
  const encrypter = encrypterFor(recipients);
  let fileKey: Uint8Array | undefined;
  encrypter.addRecipient({
    wrapFileKey(key) {
      fileKey = key.slice();
      return [];
    },
  });
  const empty = await encrypter.encrypt(new Uint8Array(0));
  const end = headerEnd(empty);
  if (fileKey === undefined || end === undefined) throw new Error("age made no header.");
  return { header: empty.slice(0, end), fileKey };
}

/** The key of a file from its header. Throws a VaultError if none of the keys opens it. */
export async function openHeader(header: Uint8Array, keys: readonly string[]): Promise<Uint8Array> {
  try {
    return await decrypterOf(keys).decryptHeader(header);
  } catch (cause) {
    const damaged = cause instanceof Error && !cause.message.includes("no identity matched");
    throw new VaultError(
      damaged ? "changed" : "wrong key",
      damaged
        ? "The beginning of the encrypted file was changed. Get it again from where it is stored."
        : "None of your keys opens this file: it was encrypted to others.",
      { cause },
    );
  }
}

/** Where the header of a file ends: after the line of its authentication; undefined if that has not come yet. */
export function headerEnd(bytes: Uint8Array): number | undefined {
  const text = new TextDecoder("latin1").decode(bytes);
  const line = /\n--- [A-Za-z0-9+/]{43}\n/.exec(text);
  return line === null ? undefined : line.index + line[0].length;
}
