import { maxBlockBytes } from "@colophon/sdk";
import { drawPicture } from "./drawPicture.ts";
import { isSvg } from "./isSvg.ts";
import { makeThumbnail, thumbnailLimit } from "./makeThumbnail.ts";
import type { PublicFileResult } from "./PublicFileResult.ts";

/** The longest edges to try, in pixels, until the picture is small enough. */
const edges = [1600, 1200, 900, 600] as const;
const maxInput = 200 * 1024 * 1024;

/**
 * A cover from a picture: drawn anew, so that it is small enough and carries nothing that the camera hid in it, such
 * as where it was taken. Only still pictures that the browser can show.
 */
export async function makeCover(file: File): Promise<PublicFileResult> {
  if (file.size === 0) return refused("This file is empty. Choose a picture.");
  if (file.size > maxInput) return refused("This picture is too large to be opened here. Choose a smaller version.");
  if (await isSvg(file)) {
    return refused("An SVG can carry programs, so it cannot be a cover. Export it as PNG or JPEG and choose that.");
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
      const drawn = await drawPicture(picture, { edge, type, quality: 0.88 });
      if (drawn.blob.size > maxBlockBytes) continue;
      const { blob, width, height } = drawn;
      const bytes = new Uint8Array(await blob.arrayBuffer());
      const cover = { name: file.name, type: blob.type, bytes, width, height };
      const thumbnail = bytes.length > thumbnailLimit ? await makeThumbnail(picture) : undefined;
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
