/** Makes the small covers of the catalogue anew, in a browser, as registering does: `node scripts/demo/makeThumbnails.ts` */
import { readFile, writeFile } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { findBrowser } from "../browser.ts";
import { catalogue } from "./catalogue.ts";
import { publicFile } from "./files.ts";

/** In pixels and bytes: what `frontend/src/features/register/visible/makeThumbnail.ts` says. */
const edge = 480;
const most = 20_480;

const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({ executablePath: findBrowser({ say: console.log }), args });
try {
  const page = await browser.newPage();
  for (const { slug, cover } of catalogue) {
    if (!cover) continue;
    const picture = await readFile(publicFile(slug, "cover.webp"), "base64");
    const small = await page.evaluate(draw, { picture, edge, most });
    await writeFile(publicFile(slug, "thumbnail.webp"), Buffer.from(small, "base64"));
    console.log(slug, Buffer.from(small, "base64").length);
  }
} finally {
  await browser.close();
}

async function draw({ picture: bytes, edge, most }: { picture: string; edge: number; most: number }): Promise<string> {
  const response = await fetch(`data:image/webp;base64,${bytes}`);
  const picture = await createImageBitmap(await response.blob());
  const scale = edge / Math.max(picture.width, picture.height);
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser has no canvas.");
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  for (const quality of [0.8, 0.6, 0.4, 0.3, 0.2]) {
    const blob = await canvas.convertToBlob({ type: "image/webp", quality });
    if (blob.size > most) continue;
    return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
  }
  throw new Error("It stays too large.");
}
