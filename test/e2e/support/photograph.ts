import { join } from "node:path";
import type { Page } from "@playwright/test";
import { settle } from "./settle.ts";

const folder = join(import.meta.dirname, "../../../test-results/screenshots");

/** Keeps a picture of the whole page in test-results/screenshots/. */
export async function photograph(page: Page, name: string): Promise<void> {
  await settle(page);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: "disabled" });
}
