import { join } from "node:path";

/** Where the small cover of a work of the catalogue is: a browser made it, see `makeThumbnails.ts`. */
export function thumbnailFile(slug: string): string {
  return join(import.meta.dirname, "thumbnails", `${slug}.webp`);
}
