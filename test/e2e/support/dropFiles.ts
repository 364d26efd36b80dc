import type { Locator } from "@playwright/test";

/** Drops real files or folders on a part of the page, as a person does from a file manager. */
export async function dropFiles(target: Locator, ...paths: readonly string[]): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error("There is nothing to drop on.");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const page = target.page();
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", { type, x, y, data });
  }
  await session.detach();
}
