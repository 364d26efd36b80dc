import * as v from "valibot";
import { bytesToHex, hexToBytes, stringToBytes } from "viem";
import { canonicalEntry, createFastKeccak, type Keccak, leafMaker, plainKeccak } from "../content/leaves.ts";
import { entrySchema, type Manifest, type ManifestEntry, manifestFormats } from "../content/manifest.ts";
import { canonicalJson, parseDocument } from "../core/json.ts";
import { merkleTreeOfBytes } from "../core/merkle.ts";
import { takeTurns } from "../core/patience.ts";
import { FormatError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";
import { type Bundle, bundleRestSchema, type FileTable, type OpenedBundle, parseBundle } from "./bundle.ts";

/** Pieces of a bundle's file in their order; called anew for each reading. */
export type BundleSource = () => AsyncIterable<Uint8Array>;

type Format = Manifest["format"];

/** How long reading goes on before whatever else waits gets its turn, in milliseconds. */
const turn = 40;

/** In canonical form the files stand before the format of their list, so it is guessed and, if need be, read again. */
const formats: readonly Format[] = manifestFormats;

/**
 * A bundle for its verification, from text, bytes or a parsed value of anyone: checked as {@link parseBundle} does, with
 * the files of its manifest as a table. Throws a FormatError.
 */
export function openBundle(input: unknown): OpenedBundle {
  if (typeof input !== "string" && !(input instanceof Uint8Array)) return openParsed(parseBundle(input));
  if (input.length <= documents.bundle.maxBytes) {
    for (const format of formats) {
      const reader = bundleReader(format, plainKeccak);
      const decode = decoder();
      const step = 1 << 20;
      for (let at = 0; at < input.length; at += step) {
        reader.read(
          typeof input === "string" ? input.slice(at, at + step) : (decode(input.subarray(at, at + step)) ?? ""),
        );
      }
      const opened = decode() === undefined ? undefined : reader.end();
      if (opened !== "other format") {
        if (opened) return opened;
        break;
      }
    }
  }
  // What is wrong with it, its reading as a whole says.
  return openParsed(parseBundle(input));
}

/**
 * The same of a file piece by piece, in memory that grows only with the table, and with a breath for whatever else waits,
 * such as a page that is to be drawn. `onRead` gets the bytes of each piece.
 */
export async function openBundleFile(
  source: BundleSource,
  onRead: (bytes: number) => void = () => {},
): Promise<OpenedBundle> {
  const keccak = await createFastKeccak();
  for (const format of formats) {
    const reader = bundleReader(format, keccak);
    const decode = decoder();
    let bytes = 0;
    const others = takeTurns(turn);
    for await (const piece of source()) {
      bytes += piece.length;
      if (bytes > documents.bundle.maxBytes) break;
      reader.read(decode(piece) ?? "");
      onRead(piece.length);
      // What a stream holds ready comes without the event loop ever going round.
      await others();
    }
    const opened = bytes > documents.bundle.maxBytes || decode() === undefined ? undefined : reader.end();
    if (opened === "other format") continue;
    if (opened) return opened;
    break;
  }
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of source()) {
    pieces.push(piece.slice());
    bytes += piece.length;
    if (bytes > documents.bundle.maxBytes) break;
  }
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return openParsed(parseBundle(whole));
}

function openParsed({ stamp, ...rest }: Bundle): OpenedBundle {
  if (stamp?.manifest === undefined) return { ...rest, ...(stamp && { stamp }) };
  const { manifest, ...parts } = stamp;
  const { files, ...head } = manifest;
  const table = createTable(manifest.format, plainKeccak);
  for (const entry of files) table.add(entry);
  return { ...rest, stamp: { ...parts, head, list: table.end() } };
}

/** Decodes UTF-8 strictly, piece by piece; without a piece, the end. Undefined once anything was wrong. */
function decoder(): (piece?: Uint8Array) => string | undefined {
  const decode = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let broken = false;
  return (piece) => {
    if (broken) return undefined;
    try {
      return decode.decode(piece, { stream: piece !== undefined });
    } catch {
      broken = true;
      return undefined;
    }
  };
}

const [quote, backslash] = [0x22, 0x5c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** How deep the list of a manifest's files lies: in the bundle, its stamp, and the manifest. */
const listDepth = 3;

/**
 * Reads the text of a bundle as it comes. The files of a manifest are taken out of it one by one, each checked and
 * hashed and then forgotten; the rest is a document of a few pages. Whatever is unusual ends in undefined.
 */
function bundleReader(format: Format, keccak: Keccak) {
  const table = createTable(format, keccak);
  const rest: string[] = [];
  /** The end of `rest`, to know what a list is called. */
  let tail = "";
  let depth = 0;
  let inString = false;
  let escaped = false;
  let inList = false;
  let entry = "";
  let between = "";
  let sound = true;

  const keep = (text: string) => {
    if (text === "") return;
    rest.push(text);
    tail = (tail + text).slice(-8);
  };
  const addEntry = (text: string) => {
    sound &&= between === (table.count() === 0 ? "" : ",") && isEntry(text);
    between = "";
  };
  const isEntry = (text: string): boolean => {
    const parsed = v.safeParse(entrySchema, JSON.parse(text), { abortEarly: true });
    return parsed.success && canonicalEntry(parsed.output) === text && table.add(parsed.output);
  };

  return {
    read(piece: string): void {
      if (!sound) return;
      let from = 0;
      for (let i = 0; i < piece.length; i++) {
        const code = piece.charCodeAt(i);
        if (inString) {
          if (escaped) escaped = false;
          else if (code === backslash) escaped = true;
          else if (code === quote) inString = false;
        } else if (code === quote) inString = true;
        else if (code === openBrace || code === openBracket) {
          if (inList && depth === listDepth + 1 && code === openBrace) {
            between += piece.slice(from, i);
            from = i;
          } else if (!inList && depth === listDepth && code === openBracket) {
            if ((tail + piece.slice(Math.max(from, i - 8), i)).endsWith('"files":')) {
              keep(piece.slice(from, i + 1));
              from = i + 1;
              inList = true;
            }
          }
          depth++;
        } else if (code === closeBrace || code === closeBracket) {
          depth--;
          if (inList && depth === listDepth + 1 && code === closeBrace) {
            try {
              addEntry(entry + piece.slice(from, i + 1));
            } catch {
              sound = false;
            }
            if (!sound) return;
            entry = "";
            from = i + 1;
          } else if (inList && depth === listDepth) {
            between += piece.slice(from, i);
            sound &&= between === "";
            from = i;
            inList = false;
          }
        }
      }
      const left = piece.slice(from);
      if (!inList) keep(left);
      else if (depth > listDepth + 1) entry += left;
      else between += left;
    },
    end(): OpenedBundle | "other format" | undefined {
      if (!sound || inList || inString) return undefined;
      const text = rest.join("");
      const count = table.count();
      if (count === 0) {
        const whole = attempt(() => parseBundle(text));
        return whole && openParsed(whole);
      }
      const parsed = attempt(() => parseDocument(bundleRestSchema, text, documents.bundle));
      if (!parsed?.stamp?.manifest || canonicalJson(parsed) !== text) return undefined;
      const { stamp, ...others } = parsed;
      const { manifest, ...parts } = stamp as typeof stamp & { manifest: { format: Format } };
      if (manifest.format !== format) return "other format";
      const list = attempt(() => table.end());
      const { files: _, ...head } = manifest as typeof manifest & { files: unknown };
      return list && { ...others, stamp: { ...parts, head, list } };
    },
  };
}

function attempt<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/** Collects entries in the order of their paths. */
function createTable(format: Format, keccak: Keccak) {
  const leafOf = leafMaker(keccak, format);
  let count = 0;
  let room = 64;
  let [leaves, sha256, blake3] = [new Uint8Array(32 * room), new Uint8Array(32 * room), new Uint8Array(32 * room)];
  let sizes = new Float64Array(room);
  let ends = new Uint32Array(room);
  let names = new Uint8Array(64 * room);
  let last: string | undefined;
  let filled = false;
  const larger = <Numbers extends Uint8Array | Float64Array | Uint32Array>(array: Numbers, length: number): Numbers => {
    const made = new (array.constructor as new (length: number) => Numbers)(length);
    made.set(array);
    return made;
  };
  const grow = () => {
    room *= 2;
    [leaves, sha256, blake3] = [larger(leaves, 32 * room), larger(sha256, 32 * room), larger(blake3, 32 * room)];
    [sizes, ends] = [larger(sizes, room), larger(ends, room)];
  };
  return {
    count: () => count,
    /** Whether the entry may stand behind those before it. */
    add(entry: ManifestEntry): boolean {
      if (last !== undefined && !(last < entry.path)) return false;
      if (count === room) grow();
      const name = stringToBytes(entry.path);
      const from = count === 0 ? 0 : (ends[count - 1] as number);
      while (from + name.length > names.length) names = larger(names, 2 * names.length);
      names.set(name, from);
      ends[count] = from + name.length;
      sha256.set(hexToBytes(entry.sha256), 32 * count);
      blake3.set(hexToBytes(entry.blake3), 32 * count);
      leaves.set(leafOf(entry), 32 * count);
      sizes[count] = entry.size;
      filled ||= entry.size > 0;
      last = entry.path;
      count++;
      return true;
    },
    end(): FileTable {
      if (!filled) throw new FormatError(documents.bundle.format, "there must be a file that is not empty.");
      const { root } = merkleTreeOfBytes(leaves.subarray(0, 32 * count), keccak);
      return {
        count,
        root,
        sha256: sha256.slice(0, 32 * count),
        blake3: blake3.slice(0, 32 * count),
        sizes: sizes.slice(0, count),
        names: names.slice(0, ends[count - 1]),
        ends: ends.slice(0, count),
      };
    },
  };
}

/** An entry of the table, by its place. */
export function entryOf({ sha256, blake3, sizes, names, ends }: FileTable, place: number) {
  const from = place === 0 ? 0 : (ends[place - 1] as number);
  return {
    path: new TextDecoder().decode(names.subarray(from, ends[place])),
    size: sizes[place] as number,
    sha256: bytesToHex(sha256.subarray(32 * place, 32 * place + 32)),
    blake3: bytesToHex(blake3.subarray(32 * place, 32 * place + 32)),
  };
}
