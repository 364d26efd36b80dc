/**
 * Draws the icons of the installed app from the mark in public/favicon.svg, after it has changed:
 *   node scripts/icons.ts
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { findBrowser } from "./browser.ts";

const folder = join(import.meta.dirname, "../frontend/public");
const mark = await readFile(join(folder, "favicon.svg"), "utf8");

/** Their width in pixels. Of a maskable one a phone may cut off a tenth at each side, so it has no corners of its own. */
const icons = [
  { name: "192", size: 192, whole: false },
  { name: "512", size: 512, whole: false },
  { name: "maskable", size: 512, whole: true },
  { name: "180", size: 180, whole: true },
];

const browser = await chromium.launch({
  executablePath: findBrowser({ say: console.error }),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
try {
  await mkdir(join(folder, "icons"), { recursive: true });
  for (const { name, size, whole } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const drawn = whole ? mark.replace('viewBox="0 0 32 32"', 'viewBox="-3 -3 38 38"') : mark;
    const ground = /<rect [^>]*fill="(#[0-9a-f]{6})"/.exec(mark)?.[1] ?? "transparent";
    await page.setContent(
      `<style>*{margin:0}svg{display:block;width:100vw;height:100vh;background:${whole ? ground : "transparent"}}</style>${drawn}`,
    );
    await writeFile(join(folder, "icons", `${name}.png`), await page.screenshot({ omitBackground: true }));
    await page.close();
  }
} finally {
  await browser.close();
}
