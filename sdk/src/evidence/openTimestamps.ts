import { bytesToHex, concat, type Hex, hexToBytes, keccak256, ripemd160, sha256, stringToBytes } from "viem";
import { EvidenceError } from "./rlp.ts";

/** What an OpenTimestamps proof leads to. */
export type OpenTimestampsAttestation =
  | {
      type: "bitcoin";
      height: number;
      /** The Merkle root that the block must have, as explorers write it; missing if the way there can't be computed. */
      merkleRoot?: Hex | undefined;
    }
  /** Not in a chain yet: a calendar server has promised it. */
  | { type: "pending"; uri: string }
  | { type: "unknown"; tag: Hex };

export type OpenTimestampsProof = {
  /** The SHA-256 of what was stamped. */
  digest: Hex;
  attestations: OpenTimestampsAttestation[];
};

const magic = bytesToHex(
  Uint8Array.from([
    0,
    ...stringToBytes("OpenTimestamps"),
    0,
    0,
    ...stringToBytes("Proof"),
    0,
    0xbf,
    0x89,
    0xe2,
    0xe8,
    0x84,
    0xe8,
    0x92,
    0x94,
  ]),
);
const bitcoin = "0x0588960d73d71901";
const pending = "0x83dfe30d2ef90c8e";

const maxDepth = 256;
/** As the reference has it: of messages and of what is put before or behind them, and of attestations. */
const maxMessage = 4096;
const maxAttestation = 8192;
const maxAttestations = 64;

function refuse(problem: string): never {
  throw new EvidenceError(`This is not an OpenTimestamps proof of a SHA-256: ${problem}`);
}

/** Reads bytes in order. */
function reader(bytes: Uint8Array) {
  let at = 0;
  const take = (count: number): Uint8Array => {
    if (at + count > bytes.length) refuse("it ends too early.");
    at += count;
    return bytes.subarray(at - count, at);
  };
  const byte = () => take(1)[0] as number;
  /** Seven bits at a time, the lowest first. */
  const whole = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const next = byte();
      value += (next & 0x7f) * 2 ** shift;
      if (next < 0x80) return value;
      if (shift > 42) refuse("a number is too large.");
    }
  };
  const payload = (most: number): Uint8Array => {
    const length = whole();
    if (length > most) refuse("a part is too long.");
    return take(length);
  };
  return { take, byte, whole, payload, ended: () => at === bytes.length };
}

type Reader = ReturnType<typeof reader>;
type Message = Uint8Array | undefined;

function operate(operation: number, source: Reader, message: Message): Message {
  const unary: Record<number, (input: Uint8Array) => Message> = {
    // SHA-1 is only ever on ways that we don't need to compute.
    2: () => undefined,
    3: (input) => ripemd160(input, "bytes"),
    8: (input) => sha256(input, "bytes"),
    103: (input) => keccak256(input, "bytes"),
    242: (input) => input.toReversed(),
    243: (input) => stringToBytes(bytesToHex(input).slice(2)),
  };
  if (operation === 0xf0 || operation === 0xf1) {
    const other = source.payload(maxMessage);
    if (other.length === 0) refuse("an operation adds nothing.");
    if (message === undefined) return undefined;
    const result = concat(operation === 0xf0 ? [message, other] : [other, message]);
    return result.length > maxMessage ? refuse("a message is too long.") : result;
  }
  const run = unary[operation];
  if (!run) refuse(`it has an operation ${operation} that this program does not know.`);
  if (operation === 243 && message && message.length > maxMessage / 2) refuse("a message is too long.");
  return message && run(message);
}

function attestation(source: Reader, message: Message): OpenTimestampsAttestation {
  const tag = bytesToHex(source.take(8));
  const inner = reader(source.payload(maxAttestation));
  if (tag === bitcoin) {
    const height = inner.whole();
    // Explorers write hashes with the last byte first.
    return { type: "bitcoin", height, ...(message?.length === 32 && { merkleRoot: bytesToHex(message.toReversed()) }) };
  }
  if (tag === pending) {
    const uri = new TextDecoder().decode(inner.payload(1000));
    return { type: "pending", uri: /^[\w.\-/:]+$/.test(uri) ? uri : refuse("the address of a calendar is malformed.") };
  }
  return { type: "unknown", tag };
}

function walk(source: Reader, message: Message, found: OpenTimestampsAttestation[], depth: number): void {
  if (depth > maxDepth) refuse(`it nests deeper than ${maxDepth} levels.`);
  const step = (tag: number) => {
    if (tag !== 0) walk(source, operate(tag, source, message), found, depth + 1);
    else if (found.push(attestation(source, message)) > maxAttestations) refuse("it has too many ends.");
  };
  let tag = source.byte();
  for (; tag === 0xff; tag = source.byte()) step(source.byte());
  step(tag);
}

/** Whether a proof still waits for Bitcoin: calendars have promised it, and nothing is shown yet. */
export function isPending({ attestations }: OpenTimestampsProof): boolean {
  return !attestations.some(({ type }) => type === "bitcoin");
}

/**
 * Reads a detached OpenTimestamps proof (an .ots file, version 1) and computes where its ways lead. Whether Bitcoin has
 * such a block is not looked up. Throws an EvidenceError.
 */
export function readOpenTimestamps(proof: Hex): OpenTimestampsProof {
  const source = reader(hexToBytes(proof));
  if (bytesToHex(source.take(31)) !== magic) refuse("it does not begin like one.");
  const version = source.whole();
  if (version !== 1) refuse(`its version is ${version}, and 1 is known.`);
  if (source.byte() !== 8) refuse("it is about another kind of digest.");
  const digest = source.take(32);
  const attestations: OpenTimestampsAttestation[] = [];
  walk(source, digest, attestations, 0);
  if (!source.ended()) refuse("bytes follow the end.");
  return { digest: bytesToHex(digest), attestations };
}
