import { maxBlockBytes } from "@colophon/sdk";
import { formatBytes } from "../../../lib/files/formatBytes.ts";
import { mediaOf } from "../../../lib/media/mediaOf.ts";
import { isSvg } from "./isSvg.ts";
import type { PublicFileResult } from "./PublicFileResult.ts";

const kinds =
  /^(?:image\/(?:png|jpeg|webp|gif|avif)|audio\/[a-z0-9.+-]+|video\/[a-z0-9.+-]+|text\/plain|text\/markdown|application\/pdf)$/;

/** Types of files that some systems know no type for, by the end of the name. */
const byEnding: Readonly<Record<string, string>> = { md: "text/markdown", txt: "text/plain", opus: "audio/ogg" };

/** A public preview from a file, whose bytes stay exactly as they are. */
export async function makePreview(file: File): Promise<PublicFileResult> {
  if (file.size === 0) return { ok: false, error: "This file is empty. Choose another." };
  if (file.size > maxBlockBytes) {
    return {
      ok: false,
      error: `This file has ${formatBytes(file.size)}, and a preview may have at most 1 MiB (${maxBlockBytes.toLocaleString("en-GB")} bytes). Choose a shorter excerpt or a smaller version.`,
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
