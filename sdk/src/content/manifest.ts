import * as v from "valibot";
import { bytesToHex, type Hex } from "viem";
import { hashField, parseDocument, wholeField } from "../core/json.ts";
import { ColophonError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";
import { wordFor } from "../model/numbers.ts";
import { visibleLine } from "../model/words.ts";

/** A recent block, which shows that the manifest was not made before it. */
export type Anchor = { chainId: number; number: number; hash: Hex };

export type ManifestEntry = {
  /** Relative, with `/` between the parts; a single file has its name. */
  path: string;
  /** In bytes. */
  size: number;
  /** The media type, or "application/octet-stream". */
  type: string;
  sha256: Hex;
  blake3: Hex;
  /** 32 random bytes, so that nobody can guess an entry from its hash. */
  salt: Hex;
};

/** What a manifest may call itself: the format of new ones first. */
export const manifestFormats = [documents.manifest.format, ...documents.manifest.older] as const;

/** The files of a work. It stays with its author: only its content root is published. */
export type Manifest = {
  /** New ones are /2, of which ranges of a file can be shown without its name; /1 stays valid. */
  format: (typeof manifestFormats)[number];
  anchor?: Anchor | undefined;
  files: readonly ManifestEntry[];
};

/** Some paths, as a sentence names them. */
function shownPaths(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).map((path) => `“${visibleLine(path)}”`);
  return paths.length > shown.length ? `${shown.join(", ")} and ${paths.length - shown.length} more` : shown.join(", ");
}

/** Files, or names of files, that cannot be recorded or shown as they were given. */
export class ContentError extends ColophonError {
  override name = "ContentError";
}

function emptyContent(paths: readonly string[]): ContentError {
  if (paths.length === 0) return new ContentError("There are no files. Choose at least one file that is not empty.");
  const files = wordFor(paths.length, "The file is", `All ${paths.length} files are`);
  return new ContentError(
    `${files} empty, so there is nothing to prove: ${shownPaths(paths)}. Choose files with content.`,
  );
}

export type HashedFile = {
  path: string;
  size: number;
  type?: string;
  sha256: Hex;
  blake3: Hex;
  /** Random when missing. */
  salt?: Hex;
};

export type CreateManifestParameters = { files: readonly HashedFile[]; anchor?: Anchor | undefined };

/** The manifest of files that were hashed; their order doesn't matter. */
export function createManifest({ files, anchor }: CreateManifestParameters): Manifest {
  if (!files.some((file) => file.size > 0)) throw emptyContent(files.map(({ path }) => path));
  const entries = files.map((file): ManifestEntry => {
    const path = file.path.normalize("NFC");
    const problem = pathProblem(path);
    if (problem) {
      throw new ContentError(
        `The file name “${file.path.slice(0, 120)}” can't be recorded: ${problem} Rename the file and choose it again.`,
      );
    }
    const { size, sha256, blake3, salt = randomSalt() } = file;
    return { path, size, type: mediaTypeOf(file.type), sha256, blake3, salt };
  });
  entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  entries.forEach((entry, i) => {
    if (entries[i + 1]?.path === entry.path) {
      throw new ContentError(`Two files are called “${entry.path}”. Rename one of them and choose the files again.`);
    }
  });
  return { format: documents.manifest.format, ...(anchor && { anchor }), files: entries };
}

/** 32 bytes from the machine's source of secrets. */
export function randomSalt(): Hex {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
}

/** A manifest from its JSON text, bytes or parsed value, from anyone. Throws a FormatError. */
export function parseManifest(input: unknown): Manifest {
  return parseDocument(manifestSchema, input, documents.manifest);
}

export const entrySchema = v.strictObject({
  path: v.pipe(
    v.string(),
    v.rawCheck(({ dataset, addIssue }) => {
      const problem = dataset.typed ? pathProblem(dataset.value) : undefined;
      if (problem) addIssue({ message: `the path can't be used: ${problem}` });
    }),
  ),
  size: wholeField(0),
  type: v.pipe(
    v.string(),
    v.check((type) => type === mediaTypeOf(type), "this must be a media type in lower case, such as image/png."),
  ),
  sha256: hashField,
  blake3: hashField,
  salt: hashField,
});

type Entry = v.InferOutput<typeof entrySchema>;

/** The manifest as it stands in files. Unknown fields are refused: they would be hashed without being shown. */
export const manifestSchema = v.strictObject({
  format: v.picklist(manifestFormats),
  anchor: v.optional(v.strictObject({ chainId: wholeField(1), number: wholeField(0), hash: hashField })),
  files: v.pipe(
    v.array(entrySchema),
    v.check((files) => files.some((file) => file.size > 0), "there must be a file that is not empty."),
    v.check(
      (files) => files.every((file, i) => i === 0 || (files[i - 1] as Entry).path < file.path),
      "the files must be sorted by path, each path once.",
    ),
  ),
});

const mediaTypePattern = /^[a-z0-9!#$&^_.+-]{1,127}\/[a-z0-9!#$&^_.+-]{1,127}$/;

/** A media type without its parameters and in lower case; "application/octet-stream" for anything else. */
export function mediaTypeOf(type: string | undefined): string {
  const essence = type?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return mediaTypePattern.test(essence) ? essence : "application/octet-stream";
}

const maxPathLength = 1024;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const controlCharacter = /[\u0000-\u001f\u007f-\u009f]/;

/** What is wrong with a manifest path, as a sentence, or undefined. */
function pathProblem(path: string): string | undefined {
  if (path.length === 0) return "it is empty.";
  if (path.length > maxPathLength) return `it is longer than ${maxPathLength} characters.`;
  if (!path.isWellFormed()) return "it holds half a character (a lone surrogate).";
  if (path !== path.normalize("NFC")) return "its accents are not in composed form (Unicode NFC).";
  if (controlCharacter.test(path)) return "it holds an invisible control character.";
  if (path.startsWith("/")) return "it starts at the root of a disk.";
  for (const part of path.split("/")) {
    if (part === "") return "a part between two slashes is empty.";
    if (part === "." || part === "..") return `it holds “${part}”, which points elsewhere.`;
  }
  return undefined;
}
