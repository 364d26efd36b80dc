import { type ContentStore, ipfsUriOf, type Metadata, maxBlockBytes, StoreError } from "@colophon/sdk";
import * as v from "valibot";
import { type Hex, sha256 } from "viem";
import { formatBytes, formatNumber } from "../../../lib/format.ts";
import { mediaOf } from "../../../lib/media.ts";
import { drawPicture } from "./drawing.ts";

const Bytes = v.instance(Uint8Array<ArrayBuffer>);

const Thumbnail = v.object({ type: v.string(), bytes: Bytes, width: v.number(), height: v.number() });

type Thumbnail = v.InferOutput<typeof Thumbnail>;

/** A file that becomes public, with the exact bytes that do. */
export const PublicFile = v.object({
  name: v.string(),
  type: v.string(),
  bytes: Bytes,
  /** Of a picture, in pixels. */
  width: v.exactOptional(v.number()),
  height: v.exactOptional(v.number()),
  /** Of a cover: the same picture, small. */
  thumbnail: v.exactOptional(Thumbnail),
  /** Whether this page drew it anew; false or missing for the bytes of the file itself. */
  drawn: v.exactOptional(v.boolean()),
  /** The words that stand across it. */
  mark: v.exactOptional(v.string()),
  /** Whether the person said that a file of the work itself may be published. */
  agreed: v.exactOptional(v.boolean()),
});

export type PublicFile = v.InferOutput<typeof PublicFile>;

export type PublicFileResult = { ok: true; file: PublicFile } | { ok: false; error: string };

const maxInput = 200 * 1024 * 1024;

/**
 * A cover from a picture: drawn anew, so that it is small enough and carries nothing that the camera hid in it, such
 * as where it was taken. Only still pictures that the browser can show.
 */
export function makeCover(file: File): Promise<PublicFileResult> {
  return drawCopy(file, { edges: [1600, 1200, 900, 600], use: "cover", small: true });
}

type DrawCopyParameters = {
  /** The longest edges to try, in pixels, until the picture is small enough. */
  edges: readonly number[];
  use: "cover" | "preview";
  /** Whether lists need a small one too. */
  small?: boolean;
  mark?: string | undefined;
};

async function drawCopy(file: File, { edges, use, small, mark }: DrawCopyParameters): Promise<PublicFileResult> {
  if (file.size === 0) return refused("This file is empty. Choose a picture.");
  if (file.size > maxInput) return refused("This picture is too large to be opened here. Choose a smaller version.");
  if (await isSvg(file)) {
    return refused(`An SVG can carry programs, so it cannot be a ${use}. Export it as PNG or JPEG and choose that.`);
  }
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return refused("Your browser cannot open this as a picture. Choose a JPEG, PNG or WebP file.");
  }
  try {
    for (const edge of edges) {
      // A photograph has no transparency to lose; a browser that has no WebP answers with PNG.
      const type = file.type === "image/jpeg" ? "image/jpeg" : "image/webp";
      const drawn = await drawPicture(picture, { edge, type, quality: 0.88, mark });
      if (drawn.blob.size > maxBlockBytes) continue;
      const { blob, width, height } = drawn;
      const bytes = new Uint8Array(await blob.arrayBuffer());
      const cover = { name: file.name, type: blob.type, bytes, width, height, drawn: true, ...(mark && { mark }) };
      const thumbnail = small && bytes.length > thumbnailLimit ? await makeThumbnail(picture) : undefined;
      return { ok: true, file: thumbnail ? { ...cover, thumbnail } : cover };
    }
  } catch {
    return refused("Your browser could not draw this picture. Choose a smaller version.");
  } finally {
    picture.close();
  }
  return refused("This picture stays larger than 1 MiB however small it is drawn. Choose a simpler one.");
}

function refused(error: string): PublicFileResult {
  return { ok: false, error };
}

/** The most bytes of a thumbnail; a cover that is no larger needs none. */
const thumbnailLimit = 20_480;

/** What to try, from good to plain, until it is small enough. Edges in pixels. */
const attempts = [
  { edge: 480, quality: 0.8 },
  { edge: 480, quality: 0.6 },
  { edge: 480, quality: 0.4 },
  { edge: 320, quality: 0.6 },
  { edge: 320, quality: 0.3 },
] as const;

/** The same picture, small; undefined if it does not become small enough, and nothing is lost then. */
async function makeThumbnail(picture: ImageBitmap): Promise<Thumbnail | undefined> {
  for (const attempt of attempts) {
    // A browser that cannot write WebP answers with PNG, which is large; all of them can write JPEG.
    const webp = await drawPicture(picture, { ...attempt, type: "image/webp" });
    const drawn =
      webp.blob.type === "image/webp" ? webp : await drawPicture(picture, { ...attempt, type: "image/jpeg" });
    const { blob, width, height } = drawn;
    if (blob.size > thumbnailLimit) continue;
    return { type: blob.type, bytes: new Uint8Array(await blob.arrayBuffer()), width, height };
  }
  return undefined;
}

const kinds =
  /^(?:image\/(?:png|jpeg|webp|gif|avif)|audio\/[a-z0-9.+-]+|video\/[a-z0-9.+-]+|text\/plain|text\/markdown|application\/pdf)$/;

/** Types of files that some systems know no type for, by the end of the name. */
const byEnding: Readonly<Record<string, string>> = { md: "text/markdown", txt: "text/plain", opus: "audio/ogg" };

/** What stands across a marked preview. */
const previewMark = "PREVIEW";

const pictures = /^image\/(?:png|jpeg|webp|gif|avif)$/;

/**
 * A public preview from a file. A picture is drawn anew, smaller and without anything hidden in it, so that the original
 * never leaves by accident; the bytes of everything else stay exactly as they are.
 */
export async function makePreview(file: File, marked: boolean): Promise<PublicFileResult> {
  if (file.size === 0) return { ok: false, error: "This file is empty. Choose another." };
  if (pictures.test(file.type)) {
    return drawCopy(file, { edges: [1200, 900, 600], use: "preview", mark: marked ? previewMark : undefined });
  }
  if (file.size > maxBlockBytes) {
    return {
      ok: false,
      error: `This file has ${formatBytes(file.size)}, and a preview may have at most 1 MiB (${formatNumber(maxBlockBytes)} bytes). Choose a shorter excerpt or a smaller version.`,
    };
  }
  const type = (file.type.split(";")[0] || byEnding[file.name.split(".").at(-1)?.toLowerCase() ?? ""] || "").trim();
  if (await isSvg(file)) {
    return {
      ok: false,
      error: "An SVG can carry programs, so it cannot be a preview. Export it as PNG and choose that.",
    };
  }
  if (!kinds.test(type)) {
    return { ok: false, error: "A preview can be a picture, sound, video, plain text or a PDF. Choose one of these." };
  }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    // What readers would refuse to show is refused here, while it can still be changed.
    const media = mediaOf(bytes, type);
    if (media.kind === "refused") return { ok: false, error: `${media.sentence} Choose another file.` };
    return { ok: true, file: { name: file.name, type, bytes } };
  } catch {
    return { ok: false, error: "This file could not be read. Check that it is still there, then choose it again." };
  }
}

/** Whether a file is an SVG, which is a program as much as a picture, whatever it calls itself. */
async function isSvg(file: File): Promise<boolean> {
  if (file.type.startsWith("image/svg") || /\.svgz?$/i.test(file.name)) return true;
  const start = await file.slice(0, 1024).text();
  return /<svg[\s>]/i.test(start);
}

/** The file of the work that a public file is, byte for byte; undefined if it is none of them. */
export function originalOf<File extends { sha256: Hex }>(
  files: readonly File[],
  published: PublicFile | undefined,
): File | undefined {
  if (!published) return undefined;
  const digest = sha256(published.bytes);
  return files.find((file) => file.sha256 === digest);
}

/** Why a public file cannot be published yet, as a sentence: it is the work itself, and nobody said that it may be. */
export function originalProblem(
  files: readonly { sha256: Hex }[],
  published: PublicFile | undefined,
): string | undefined {
  if (published?.agreed || !originalOf(files, published)) return undefined;
  return "This is a file of the work itself. Say that everybody may have it, or choose another.";
}

/** A public file that goes into the content store. */
export type Upload = { name: string; bytes: Uint8Array };

type PublicMetadata = {
  fields: Pick<Metadata, "image" | "image_details" | "thumbnail" | "preview">;
  uploads: readonly Upload[];
};

/** What metadata says of cover and preview, and the files that it names. */
export function publicMetadata(cover: PublicFile | undefined, preview: PublicFile | undefined): PublicMetadata {
  const uploads: Upload[] = [];
  const fields: PublicMetadata["fields"] = {};
  if (cover) {
    const { bytes, type, width, height, thumbnail } = cover;
    uploads.push({ name: "cover", bytes });
    fields.image = ipfsUriOf(sha256(bytes));
    fields.image_details = { type, size: bytes.length, ...(width && height ? { width, height } : {}) };
    if (thumbnail) {
      const { bytes: small, ...details } = thumbnail;
      uploads.push({ name: "thumbnail", bytes: small });
      fields.thumbnail = { uri: ipfsUriOf(sha256(small)), size: small.length, ...details };
    }
  }
  if (preview) {
    const { bytes, type } = preview;
    uploads.push({ name: "preview", bytes });
    fields.preview = { uri: ipfsUriOf(sha256(bytes)), type, size: bytes.length };
  }
  return { fields, uploads };
}

/** Puts public files into the content store, which must answer with the digest that they have. */
export async function storeUploads(store: ContentStore | undefined, uploads: readonly Upload[]): Promise<void> {
  if (!store) throw new StoreError("No content store to write to is configured. Add one in the settings.");
  for (const { name, bytes } of uploads) await store.put(bytes, { name });
}
