/** Bundles of real files, 2,000 changes of them, and what the SDK says of each: all programs are asked about the same. */
import { canonicalJson, createDigester } from "@colophon/sdk";
import { parseBundle, readExcerpts, verifyBundle } from "@colophon/sdk/evidence";
import {
  getCreate2Address,
  type Hex,
  keccak256,
  padHex,
  sha256,
  stringToBytes,
  toEventSelector,
  toHex,
  toRlp,
  zeroHash,
} from "viem";
import { makeBundle, makeExcerpt } from "../../sdk/src/testing/bundles.ts";
import { makeLicenceBundle } from "../../sdk/src/testing/licenceBundles.ts";
import published from "../../sdk/vectors/bundle.json" with { type: "json" };

export type Bundle = ReturnType<typeof makeBundle>["bundle"];

const deployer = "0x4e59b44847b379578588920ca78fbf26c0b4956c";
export const tide = "The tide comes in.\n";
/** A digest of nothing that is there. */
export const other = `0x${"1".repeat(64)}` as Hex;

const digester = await createDigester();

function digestsOf(bytes: Uint8Array) {
  digester.update(bytes);
  return digester.finish();
}

const blake3Of = (texts: Record<string, string>) =>
  Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, digestsOf(stringToBytes(text)).blake3]));

/** A bundle about real files, whose BLAKE3 is theirs. */
export function bundleOf(files: Record<string, string>, more: Parameters<typeof makeBundle>[0] = {}): Bundle {
  return makeBundle({ ...more, files, blake3: { ...blake3Of(files), ...more?.blake3 } }).bundle;
}

export const hashOf = (bundle: Bundle) => bundle.blocks[0]?.hash as Hex;
/** How the block of a bundle is trusted, for either program. */
export const trusting = (bundle: Bundle) => ["--block-hash", hashOf(bundle), "--chain", "1"];

/** A bundle of one transaction's records, without a stamp: a trie with a single receipt is a single node. */
export function recordsOf(logs: { contract: "works" | "timestamps"; topics: Hex[]; data: Hex }[]): Bundle {
  const code = published.initCodeHashes as Record<string, Hex>;
  const addressOf = (from: Hex, name: string) =>
    getCreate2Address({ from, salt: zeroHash, bytecodeHash: code[name] as Hex }).toLowerCase() as Hex;
  const colophon = addressOf(deployer, "colophon");
  const contract = (name: string, from: Hex) => ({
    name,
    address: addressOf(from, name),
    deployer: from,
    initCodeHash: code[name],
  });
  const contracts = [
    contract("timestamps", deployer),
    contract("colophon", deployer),
    contract("works", colophon),
  ] as Bundle["contracts"];
  const found = (name: string) => contracts.find((known) => known.name === name)?.address as Hex;
  const receipt = `0x02${toRlp(["0x01", "0x5208", padHex("0x", { size: 256 }), logs.map(({ contract, topics, data }) => [found(contract), topics, data])]).slice(2)}`;
  const node = toRlp(["0x2080", receipt as Hex]);
  const fixed = (what: string) => keccak256(stringToBytes(what));
  const header = toRlp([
    ...[fixed("parent"), fixed("uncles"), padHex("0x", { size: 20 }), fixed("state"), fixed("transactions")],
    ...[keccak256(node), padHex("0x", { size: 256 }), "0x", "0x16e3600", "0x01", "0x01", "0x6955b900", "0x"],
    ...[fixed("randao"), padHex("0x", { size: 8 }), "0x07"],
  ] as Hex[]);
  return {
    format: "colophon-bundle/2",
    chainId: 1,
    contracts,
    blocks: [
      {
        number: 0x16e3600,
        time: 0x6955b900,
        hash: keccak256(header),
        header,
        receipts: [{ transaction: 0, proof: [node] }],
      },
    ],
  };
}

export const disclosed = (text: string) => ({
  contract: "works" as const,
  topics: [
    toEventSelector("FileDisclosed(uint256,bytes32,bytes32)"),
    toHex(7, { size: 32 }),
    sha256(stringToBytes(text)),
  ],
  data: other,
});

type Subject = { bundle: Bundle; text: string; file?: Uint8Array };
export type Changed = { name: string; kind?: string; bytes: Uint8Array; file: Uint8Array | undefined; bundle: Bundle };
/** What is changed, and what comes of it: always the same. */
export async function changedBundles(): Promise<{ subjects: Subject[]; changed: Changed[] }> {
  const excerpt = await makeExcerpt();
  const files = { "tide.txt": tide, "notes.txt": "spring\n" };
  const bytes = stringToBytes(tide);
  const range = { path: "book.txt", from: excerpt.range.from, to: excerpt.range.to, nodes: excerpt.nodes };
  const made: [Bundle, Uint8Array?][] = [
    [bundleOf(files, { transactions: 1 }), bytes],
    [bundleOf(files, { others: 4, withAnchor: true, withWitnesses: true }), bytes],
    [bundleOf(files, { disclose: ["tide.txt"], withAnchor: true }), bytes],
    [bundleOf({ "book.txt": excerpt.text, ...files }, { disclose: ["book.txt"], ranges: [range] }), excerpt.shown],
    [recordsOf([disclosed(tide)]), bytes],
    [makeBundle({ withoutStamp: true, withState: true }).bundle],
    [makeLicenceBundle({ after: 10, withTerms: true })],
    [makeLicenceBundle({ after: 60, ended: { second: 50 }, how: "surrendered", ruled: false })],
  ];
  const subjects = made.map(([bundle, file]) => ({ bundle, text: canonicalJson(bundle), ...(file && { file }) }));
  const random = randomOf(20_261_130);
  const changed = Array.from({ length: 2_000 }, (_, i) =>
    change(subjects[i % subjects.length] as Subject, `${i} of bundle ${i % subjects.length}`, random),
  );
  return { subjects, changed };
}

function change({ bundle, text, file }: Subject, which: string, random: (limit: number) => number): Changed {
  const whole = new TextEncoder().encode(text);
  const kind = file && random(5) === 0 ? "the file" : random(4) === 0 ? "a field" : "a byte";
  for (;;) {
    const bytes =
      kind === "a byte" ? changeBytes(whole, random) : kind === "a field" ? changeField(text, random) : whole;
    const held = kind === "the file" && file ? changeBytes(file, random) : file;
    const same = Buffer.compare(bytes, whole) === 0 && (!file || Buffer.compare(held as Uint8Array, file) === 0);
    if (!same) return { name: `change ${which}, ${kind}`, kind, bytes, file: held, bundle };
  }
}

/** The block's hash; also its chain where no stamp names one. */
export const trustOf = (bundle: Bundle) => ({ hash: hashOf(bundle), ...(!bundle.stamp && { chainId: 1 }) });
export const argumentsOf = (bundle: Bundle) => (bundle.stamp ? ["--block-hash", hashOf(bundle)] : trusting(bundle));

/** A generator of numbers below a limit, the same from the same seed (mulberry32). */
function randomOf(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

function changeBytes(bytes: Uint8Array, random: (limit: number) => number): Uint8Array {
  const place = random(bytes.length);
  const [head, tail] = [bytes.subarray(0, place), bytes.subarray(place)];
  const byte = bytes[place] as number;
  const join_ = (...parts: (Uint8Array | number[])[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
  switch (random(6)) {
    case 0:
      return join_(head, [byte ^ (1 << random(8))], tail.subarray(1));
    case 1:
      return join_(head, [random(256)], tail);
    case 2:
      return join_(head, tail.subarray(1 + random(3)));
    case 3:
      return join_(head, tail.subarray(0, 40), tail);
    case 4:
      return join_(head, [tail[1] ?? byte, byte], tail.subarray(2));
    default: {
      // Another digit where digits are: so it stays in canonical form, and what is said is wrong.
      const digit = "0123456789abcdef".charCodeAt(random(16));
      const next = bytes.findIndex(
        (found, i) => i >= place && found !== digit && /[0-9a-f]/.test(String.fromCharCode(found)),
      );
      return bytes.with(next === -1 ? 0 : next, digit);
    }
  }
}

/** Another value somewhere in the document, which is canonical again. */
function changeField(text: string, random: (limit: number) => number): Uint8Array {
  const document = JSON.parse(text);
  const places: [Record<string, unknown>, string][] = [];
  const visit = (value: unknown) => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      places.push([value as Record<string, unknown>, key]);
      visit(inner);
    }
  };
  visit(document);
  const [parent, key] = places[random(places.length)] as [Record<string, unknown>, string];
  const value = parent[key];
  if (random(4) === 0) delete parent[key];
  else if (typeof value === "number") parent[key] = value + 1 + random(3);
  else if (typeof value === "string")
    parent[key] = value.length > 4 ? value.slice(0, -2) + (value.endsWith("0a") ? "0b" : "0a") : `${value}x`;
  else if (Array.isArray(value)) parent[key] = random(2) === 0 ? [...value, value[0]] : value.toReversed();
  else parent.extra = 1;
  // What was removed from a list leaves a hole behind, which is null there and in no document.
  return new TextEncoder().encode(canonicalJson(JSON.parse(JSON.stringify(document))));
}

/** What the SDK says of it, and of which files it was asked. */
export async function judge({ bytes, file, bundle }: Changed) {
  let excerpts: unknown;
  try {
    const read = async function* () {
      if (file) yield file;
    };
    excerpts = file && (await readExcerpts(parseBundle(bytes), { size: file.length, read }));
  } catch {
    // It can't be read: the verdict will say so.
  }
  const files = file && [{ path: "file", ...digestsOf(file), ...(excerpts ? { excerpts: excerpts as never } : {}) }];
  const verdict = verifyBundle({
    bundle: bytes,
    files,
    trusted: [{ ...trustOf(bundle), source: "you" }],
    expected: bundle.stamp ? {} : { chainId: 1 },
  });
  return { files, verdict };
}
