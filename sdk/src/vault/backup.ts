import { Decrypter, Encrypter, webauthn } from "age-encryption";
import { parseRecipient, VaultError } from "./keys.ts";

/**
 * What locks a file: a passphrase, the public keys of those who can open it, or a passkey of this site, by the name that
 * createPasskey gave. age allows no mixture with a passphrase.
 */
export type BackupLock = { passphrase: string } | { recipients: readonly string[] } | { passkey: string };

/** What opens it again: the passphrase, the secret keys of a key file, or whichever passkey of this site the person takes. */
export type BackupKey = { passphrase: string } | { keys: readonly string[] } | "passkey";

/** What a file is locked with, as its first lines tell. */
export type BackupLockKind = "passphrase" | "key" | "passkey";

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
  } else if ("passkey" in lock) {
    encrypter.addRecipient(new webauthn.WebAuthnRecipient({ identity: lock.passkey }));
    return withPasskey(() => encrypter.encrypt(content));
  } else {
    if (lock.recipients.length === 0)
      throw new VaultError("unusable", "Nobody could open the file. Name at least one public key.");
    for (const recipient of lock.recipients) encrypter.addRecipient(parseRecipient(recipient));
  }
  return encrypter.encrypt(content);
}

/**
 * Has the browser make a passkey of this site that can lock files. It works in a page alone, over https or on this machine.
 * Throws a VaultError if the browser or the device has none that can, or if the person does not want one.
 *
 * @param name What the browser calls it in its list of passkeys.
 * @returns Its name for {@link sealBackup}, which is no secret: without the passkey it opens nothing.
 */
export const createPasskey = (name: string): Promise<string> =>
  withPasskey(() => webauthn.createCredential({ keyName: name }));

const noPasskeys = (cause?: unknown) =>
  new VaultError("unusable", "This browser, device or site has no passkeys that can lock a file. Use a passphrase.", {
    cause,
  });

/** Does what asks the person for a passkey. Throws a VaultError if nothing comes of it. */
async function withPasskey<Result>(work: () => Promise<Result>): Promise<Result> {
  if (!globalThis.navigator?.credentials) throw noPasskeys();
  try {
    return await work();
  } catch (cause) {
    // A page learns no more than this: what was cancelled, ran out of time, or named a passkey that is gone.
    if (cause instanceof Error && cause.name === "NotAllowedError") {
      throw new VaultError(
        "unusable",
        "No passkey was used: you or your browser ended it, or the passkey is no longer on this device. Try again.",
        { cause },
      );
    }
    // A site without a name of its own, such as 127.0.0.1, has no passkeys.
    const refusals = ["NotSupportedError", "SecurityError"];
    if (cause instanceof Error && (/PRF/.test(cause.message) || refusals.includes(cause.name))) {
      throw noPasskeys(cause);
    }
    throw cause;
  }
}

/** What a file of age is locked with, by its first lines; undefined if it is no such file. */
export function backupLockOf(file: Uint8Array): BackupLockKind | undefined {
  const head = new TextDecoder().decode(file.subarray(0, 200)).split("\n");
  if (head[0] !== "age-encryption.org/v1") return undefined;
  if (head[1]?.startsWith("-> scrypt ")) return "passphrase";
  return head[1]?.startsWith("-> age-encryption.org/fido2prf ") ? "passkey" : "key";
}

/**
 * What to say to somebody whose key does not open a file.
 *
 * @param lock What the file is locked with.
 * @param fits Whether the key is of that kind.
 */
function wrongKey(lock: BackupLockKind, fits: boolean, cause: unknown): VaultError {
  if (lock === "passphrase") {
    return fits
      ? new VaultError("wrong key", "The passphrase does not open it. Type it again.", { cause })
      : new VaultError("wrong key", "It is locked with a passphrase. Type the passphrase.", { cause });
  }
  if (lock === "key") {
    return fits
      ? new VaultError("wrong key", "This key does not open it: it was locked for another one.", { cause })
      : new VaultError("wrong key", "It is locked with a key. Choose the key file.", { cause });
  }
  return fits
    ? new VaultError("wrong key", "This passkey does not open it: it was locked with another one. Take that.", {
        cause,
      })
    : new VaultError("wrong key", "It is locked with a passkey. Open it on the site where it was made.", { cause });
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
  const kind = key === "passkey" ? key : "passphrase" in key ? "passphrase" : "key";
  if (key === "passkey") decrypter.addIdentity(new webauthn.WebAuthnIdentity());
  else if ("passphrase" in key) decrypter.addPassphrase(key.passphrase);
  else for (const each of key.keys) decrypter.addIdentity(each);
  try {
    const open = () => decrypter.decrypt(file);
    return await (key === "passkey" ? withPasskey(open) : open());
  } catch (cause) {
    if (cause instanceof VaultError) throw cause;
    // age says this alone when a key does not fit; anything else is the file.
    if (cause instanceof Error && /no identity matched/.test(cause.message)) {
      throw wrongKey(lock, kind === lock, cause);
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
