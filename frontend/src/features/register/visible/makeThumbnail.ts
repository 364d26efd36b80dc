import { drawPicture } from "./drawPicture.ts";
import type { Thumbnail } from "./PublicFile.ts";

/** The most bytes of a thumbnail; a cover that is no larger needs none. */
export const thumbnailLimit = 20_480;

/** What to try, from good to plain, until it is small enough. Edges in pixels. */
const attempts = [
  { edge: 480, quality: 0.8 },
  { edge: 480, quality: 0.6 },
  { edge: 480, quality: 0.4 },
  { edge: 320, quality: 0.6 },
  { edge: 320, quality: 0.3 },
] as const;

/** The same picture, small; undefined if it does not become small enough, and nothing is lost then. */
export async function makeThumbnail(picture: ImageBitmap): Promise<Thumbnail | undefined> {
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
