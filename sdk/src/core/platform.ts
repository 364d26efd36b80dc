import { bytesToHex, type Hex } from "viem";

/**
 * What browsers and Node of some years ago do not have, or have only on pages that came over https: the one place that
 * asks for it, with another way for where it is missing. `test/scripts/house.test.ts` keeps it out of everywhere else.
 */

/** A signal that ends after so many milliseconds, or as soon as one of others does. Newer browsers have `AbortSignal.any`. */
export function endingAfter(milliseconds: number, ...others: readonly (AbortSignal | undefined)[]): AbortSignal {
  const ending = new AbortController();
  const given = others.filter((other) => other !== undefined);
  const leave: (() => void)[] = [];
  const end = (reason: unknown) => {
    for (const stop of leave) stop();
    ending.abort(reason);
  };
  const over = () => end(new DOMException(`There was no answer within ${milliseconds / 1000} s.`, "TimeoutError"));
  const timer: unknown = setTimeout(over, milliseconds);
  // In Node a clock that runs keeps the program from ending; in a browser it is a number.
  (timer as { unref?: () => void }).unref?.();
  leave.push(() => clearTimeout(timer as ReturnType<typeof setTimeout>));
  for (const other of given) {
    const follow = () => end(other.reason);
    if (other.aborted) follow();
    else {
      other.addEventListener("abort", follow, { once: true });
      leave.push(() => other.removeEventListener("abort", follow));
    }
  }
  return ending.signal;
}

/** A new name that nothing else has: a UUID of version 4, also where the page did not come over https. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const [versioned = 0, variant = 0] = [bytes[6], bytes[8]];
  bytes[6] = (versioned & 0x0f) | 0x40;
  bytes[8] = (variant & 0x3f) | 0x80;
  const hex = bytesToHex(bytes).slice(2);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The cryptography of the browser, which it gives only to pages that came over https or from this machine. */
function subtleCrypto(): SubtleCrypto | undefined {
  return globalThis.crypto?.subtle as SubtleCrypto | undefined;
}

/**
 * The SHA-256 of bytes in memory. Browsers and Node compute it beside the thread that asks, many times faster than a
 * script; where they refuse, a script does it.
 */
export async function sha256Of(bytes: Uint8Array): Promise<Hex> {
  const subtle = subtleCrypto();
  if (subtle) return bytesToHex(new Uint8Array(await subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>)));
  const { scriptDigest } = await import("./scriptDigests.ts");
  return scriptDigest("SHA-256", bytes);
}

/** The SHA-512 of bytes in memory, computed as {@link sha256Of} does. */
export async function sha512Of(bytes: Uint8Array): Promise<Hex> {
  const subtle = subtleCrypto();
  if (subtle) return bytesToHex(new Uint8Array(await subtle.digest("SHA-512", bytes as Uint8Array<ArrayBuffer>)));
  const { scriptDigest } = await import("./scriptDigests.ts");
  return scriptDigest("SHA-512", bytes);
}

/** ChaCha20-Poly1305 with one key: seals and opens pieces with a nonce of 12 bytes each; `open` rejects what was changed. */
export type PieceCipher = {
  seal: (nonce: Uint8Array, plain: Uint8Array) => Promise<Uint8Array>;
  open: (nonce: Uint8Array, sealed: Uint8Array) => Promise<Uint8Array>;
};

const chacha = "ChaCha20-Poly1305";

/**
 * The cipher of files. Newer browsers compute it beside the thread that asks, several times faster than a script; where
 * they do not have it, a script does it.
 */
export async function pieceCipher(key: Uint8Array): Promise<PieceCipher> {
  const subtle = subtleCrypto();
  const bytes = (given: Uint8Array) => given as Uint8Array<ArrayBuffer>;
  const own = await Promise.resolve()
    // "raw-secret" is its name for a key of bytes; TypeScript's list of names is older.
    .then(() => subtle?.importKey("raw-secret" as "raw", bytes(key), chacha, false, ["encrypt", "decrypt"]))
    .catch(() => undefined);
  if (subtle && own) {
    const of = (nonce: Uint8Array) => ({ name: chacha, iv: bytes(nonce) });
    return {
      seal: async (nonce, plain) => new Uint8Array(await subtle.encrypt(of(nonce), own, bytes(plain))),
      open: async (nonce, sealed) => new Uint8Array(await subtle.decrypt(of(nonce), own, bytes(sealed))),
    };
  }
  const { chacha20poly1305 } = await import("@noble/ciphers/chacha.js");
  return {
    seal: async (nonce, plain) => chacha20poly1305(key, nonce).encrypt(plain),
    open: async (nonce, sealed) => chacha20poly1305(key, nonce).decrypt(sealed),
  };
}

/**
 * What a promise of the browser comes to, or something else if it does not settle within some milliseconds or fails: a
 * question to the person may stand for ever, and nothing that follows may wait for it.
 */
export function answerWithin<Value, Otherwise>(
  milliseconds: number,
  ask: () => PromiseLike<Value> | Value | undefined,
  otherwise: Otherwise,
): Promise<Value | Otherwise> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise), milliseconds);
    const answer = (value: Value | Otherwise) => {
      clearTimeout(timer);
      resolve(value);
    };
    // What a browser does not have or does not allow is thrown at once, before there is a promise.
    Promise.resolve()
      .then(ask)
      .then(
        (value) => answer(value === undefined ? otherwise : value),
        () => answer(otherwise),
      );
  });
}
