import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readZip } from "@colophon/sdk";
import type { Browser, CDPSession, Locator, Page } from "@playwright/test";

const root = await mkdtemp(join(tmpdir(), "colophon-files-"));

type FileContents = Record<string, string | Uint8Array>;

/** A new folder with these files, by their paths in it. Returns where it is. */
export async function createFolder(name: string, contents: FileContents): Promise<string> {
  const folder = join(root, randomUUID(), name);
  await mkdir(folder, { recursive: true });
  for (const [path, content] of Object.entries(contents)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** A new file that nobody ever had: its last line says so. Returns where it is. */
export async function createFile(name: string, content = "Low water, and the boats asleep.\n"): Promise<string> {
  const folder = await createFolder("files", { [name]: `${content}${randomUUID()}\n` });
  return join(folder, name);
}

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/**
 * The one session with a page's developer tools. It stays as long as the page: when any session ends, Chromium takes away
 * the page's device with passkeys, whoever gave it.
 */
export function sessionOf(page: Page): Promise<CDPSession> {
  const session = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, session);
  return session;
}

/**
 * Drops real files or folders on a part of the page, as a person does from a file manager: who sees that the part moved
 * away under the pointer drops them once more.
 */
export async function dropFiles(target: Locator, ...paths: readonly string[]): Promise<void> {
  for (let tries = 0; tries < 5; tries++) if (await dropOnce(target, paths)) return;
  throw new Error(`The page took no drop of ${paths.join(", ")}.`);
}

/** Drops files in the middle of a part that holds still. Returns whether it was that part that got them. */
async function dropOnce(target: Locator, paths: readonly string[]): Promise<boolean> {
  const page = target.page();
  const session = await sessionOf(page);
  await target.hover({ trial: true });
  const drop = await target.evaluateHandle((part) => {
    // Wrapped, so that it is not waited for here.
    const taken = new Promise<boolean>((resolve) => {
      const look = (event: Event) => resolve(event.composedPath().includes(part));
      document.addEventListener("drop", look, { capture: true, once: true });
    });
    return { taken };
  });
  const box = await target.boundingBox();
  if (!box) throw new Error("There is nothing to drop on.");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", { type, x, y, data });
  }
  return drop.evaluate(async ({ taken }) => {
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 5_000));
    return Promise.race([taken, late]);
  });
}

/** A picture that nobody has seen before, as a PNG file: an evening at low water. */
export async function drawPicture(browser: Browser, width = 900, height = 1200): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width, height }, baseURL: undefined });
  const hue = Math.floor(Math.random() * 360);
  await page.setContent(`<body style="margin:0;height:100vh;background:linear-gradient(
    hsl(${hue} 45% 82%), hsl(${hue + 30} 50% 60%) 55%, hsl(${hue + 60} 35% 30%) 55%, hsl(${hue + 60} 40% 14%))">
    <svg viewBox="0 0 90 120" width="100%" height="100%">
      <circle cx="62" cy="38" r="9" fill="hsl(${hue} 80% 94%)"/>
      <path d="M20 78h34l-6 8H27z" fill="#1c1612"/><path d="M37 77V50l14 25z" fill="hsl(${hue} 40% 92%)"/>
    </svg>`);
  const picture = await page.screenshot();
  await page.close();
  return picture;
}

/** What stands in a proof package that a page saved, as text by name. */
export async function unpackPackage(path: string): Promise<ReadonlyMap<string, string>> {
  const entries = (await readZip(new Blob([new Uint8Array(await readFile(path))]))) ?? [];
  return new Map(
    await Promise.all(entries.map(async ({ name, unpack }) => [name, await (await unpack()).text()] as const)),
  );
}
