import { Decrypter, Encrypter } from "age-encryption";
import { parseRecipient, VaultError } from "./keys.ts";

/** What locks a file: a passphrase, or the public keys of those who can open it. age allows no mixture. */
export type BackupLock = { passphrase: string } | { recipients: readonly string[] };

/** What opens it again: the passphrase, or the secret keys of a key file. */
export type BackupKey = { passphrase: string } | { keys: readonly string[] };

/** Fewer characters are guessed by whoever has the file. */
const fewestCharacters = 12;

/**
 * A file of age, which the `age` program opens too. Throws a VaultError for a passphrase that is too short, for no
 * recipient, and for one that is none.
 */
export async function sealBackup(content: Uint8Array, lock: BackupLock): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  if ("passphrase" in lock) {
    if ([...lock.passphrase].length < fewestCharacters) {
      throw new VaultError(
        "unusable",
        `The passphrase has fewer than ${fewestCharacters} characters. Choose at least four words that do not belong together.`,
      );
    }
    encrypter.setPassphrase(lock.passphrase);
  } else {
    if (lock.recipients.length === 0)
      throw new VaultError("unusable", "Nobody could open the file. Name at least one public key.");
    for (const recipient of lock.recipients) encrypter.addRecipient(parseRecipient(recipient));
  }
  return encrypter.encrypt(content);
}

/** What a file of age is locked with, by its first lines; undefined if it is no such file. */
export function backupLockOf(file: Uint8Array): "passphrase" | "key" | undefined {
  const head = new TextDecoder().decode(file.subarray(0, 200)).split("\n");
  if (head[0] !== "age-encryption.org/v1") return undefined;
  return head[1]?.startsWith("-> scrypt ") ? "passphrase" : "key";
}

/** What was sealed. Throws a VaultError that says whether the key or the file is wrong. */
export async function openBackup(file: Uint8Array, key: BackupKey): Promise<Uint8Array> {
  const lock = backupLockOf(file);
  if (lock === undefined) {
    throw new VaultError(
      "not age",
      "This is no encrypted copy: it does not begin as one. Choose the file that ends with .age.",
    );
  }
  const decrypter = new Decrypter();
  if ("passphrase" in key) decrypter.addPassphrase(key.passphrase);
  else for (const each of key.keys) decrypter.addIdentity(each);
  try {
    return await decrypter.decrypt(file);
  } catch (cause) {
    // age says this alone when a key does not fit; anything else is the file.
    if (cause instanceof Error && /no identity matched/.test(cause.message)) {
      throw new VaultError(
        "wrong key",
        "passphrase" in key
          ? lock === "passphrase"
            ? "The passphrase does not open it. Type it again."
            : "It is locked with a key, not with a passphrase. Choose the key file."
          : lock === "key"
            ? "This key does not open it: it was locked for another one."
            : "It is locked with a passphrase, not with a key. Type the passphrase.",
        { cause },
      );
    }
    throw new VaultError(
      "changed",
      "The encrypted copy is damaged, so nothing was read. Use another copy of the file.",
      {
        cause,
      },
    );
  }
}
