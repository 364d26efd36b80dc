import { createHash } from "node:crypto";
import { appendFile, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseOpening } from "@colophon/sdk";
import { expect, type Locator, type Page } from "@playwright/test";
import { createFile, createFolder, dropFiles, unpackPackage } from "../support/files.ts";
import { expectAccessible } from "../support/page.ts";
import { connectWallet, test } from "../support/people.ts";

const dropZone = (page: Page): Locator => page.getByText("Drop your files or a folder here");
const problem = (page: Page): Locator => page.getByRole("main").getByRole("alert");

test("W03 empty file: there is nothing to prove", async ({ newPerson }) => {
  const { page } = await newPerson();
  await page.goto("/prove");
  await dropFiles(dropZone(page), join(await createFolder("empty", { "nothing.txt": "" }), "nothing.txt"));
  await expect(problem(page)).toContainText("it has no bytes, so there is nothing to hold. Choose files with content.");
  await expect(page.getByRole("button", { name: "Seal it" })).toBeHidden();
  await expectAccessible(page);
});

test("W03 empty folder: there are no files in it", async ({ newPerson }) => {
  const { page } = await newPerson();
  await page.goto("/prove");
  await dropFiles(dropZone(page), await createFolder("empty", {}));
  await expect(problem(page)).toContainText("There are no files in it. Choose files, or a folder that has some.");
});

test("W03 file of one byte: its digest is right", async ({ newPerson }) => {
  const { page } = await newPerson();
  await page.goto("/prove");
  await dropFiles(dropZone(page), join(await createFolder("small", { "a.txt": "a" }), "a.txt"));
  const digest = createHash("sha256").update("a").digest("hex");
  await expect(page.getByRole("main").getByTitle(digest)).toBeVisible();
});

test("W03 strange names: shown as text, kept in the opening, and system files left out", async ({ newPerson }) => {
  const person = await newPerson();
  const { page } = person;
  // Composed and decomposed accents, markup, a name that reads backwards, an emoji, a quote, a leading dash.
  const names = [
    "cafe\u0301.txt",
    "<img src=x onerror=alert(1)>.txt",
    "a\u202Etxt.exe",
    "🌊.txt",
    'it\'s "x".txt',
    "-rf",
  ];
  const files = Object.fromEntries([...names.map((name) => [name, name]), [".DS_Store", "x"], ["Thumbs.db", "x"]]);
  await page.goto("/prove");
  await dropFiles(dropZone(page), await createFolder("strange names", files));
  await expect(page.getByRole("heading", { name: "strange names" })).toBeVisible();
  await expect(page.getByText("Left out, because your system keeps changing it by itself")).toContainText(".DS_Store");
  await page.getByText("6 files").click();
  await expect(page.getByRole("row", { name: "<img src=x onerror=alert(1)>.txt" })).toBeVisible();
  await expectAccessible(page);
  await connectWallet(person);
  await page.getByRole("button", { name: "Seal it" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the proof package" }).click();
  const opening = parseOpening((await unpackPackage(await (await download).path())).get("proof.colophon.json"));
  const paths = opening.manifest.files.map(({ path }) => path);
  expect(paths.sort()).toEqual(names.map((name) => name.normalize("NFC")).sort());
});

/** Holds the page's files back from the workers, so that the disk can change in between. */
async function holdFiles(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage as (this: Worker, message: unknown, transfer?: unknown) => void;
    const held: (() => void)[] = [];
    let open = false;
    Object.assign(window, {
      releaseFiles: () => {
        open = true;
        for (const send of held) send();
      },
    });
    Worker.prototype.postMessage = function (this: Worker, message: { type?: string }, transfer?: unknown) {
      const send = () => post.call(this, message, transfer);
      if (!open && message.type === "file") held.push(send);
      else send();
    } as typeof Worker.prototype.postMessage;
  });
  return () => page.evaluate(() => (window as unknown as { releaseFiles: () => void }).releaseFiles());
}

test("W03 vanishing file: the page says that it is gone, and lets the person choose again", async ({ newPerson }) => {
  const { page } = await newPerson();
  const release = await holdFiles(page);
  await page.goto("/prove");
  const path = await createFile("gone.txt");
  await dropFiles(dropZone(page), path);
  await expect(page.getByText("Reading your file")).toBeVisible();
  await rm(path);
  await release();
  await expect(problem(page)).toContainText("“gone.txt” is no longer where it was.");
  await writeFile(path, "It is back.");
  await dropFiles(page.getByText("Choose again"), path);
  await expect(page.getByText("Read completely")).toBeVisible();
});

test("W03 file changed before it is read: refused", async ({ newPerson }) => {
  const { page } = await newPerson();
  const release = await holdFiles(page);
  await page.goto("/prove");
  const path = await createFile("changed.txt");
  await dropFiles(dropZone(page), path);
  await expect(page.getByText("Reading your file")).toBeVisible();
  await appendFile(path, "One more line.\n");
  await utimes(path, new Date(), new Date(Date.now() + 5_000));
  await release();
  await expect(problem(page)).toContainText("“changed.txt” could not be read. It changed after you chose it");
});

/** Holds what is read on its way from one worker to the other, so that the reading stops in the middle. */
async function holdPieces(page: Page) {
  await page.addInitScript(() => {
    type Post = (this: Worker, message: { type?: string; port?: MessagePort }, transfer?: Transferable[]) => void;
    const post = Worker.prototype.postMessage as Post;
    const held: unknown[] = [];
    const pass = (to: MessagePort, data: unknown) => {
      const { buffer } = data as { buffer?: ArrayBuffer };
      to.postMessage(data, buffer ? [buffer] : []);
    };
    let isConnected = false;
    const connect: Post = function (message, transfer) {
      const { port } = message;
      if (!port || isConnected) return post.call(this, message, transfer);
      isConnected = true;
      const { port1, port2 } = new MessageChannel();
      port.onmessage = ({ data }) => pass(port2, data);
      port2.onmessage = ({ data }) => held.push(data);
      const releasePieces = () => {
        port2.onmessage = ({ data }) => pass(port, data);
        for (const data of held.splice(0)) pass(port, data);
      };
      Object.assign(window, { heldPieces: held, releasePieces });
      post.call(this, { ...message, port: port1 }, [port1]);
    };
    Worker.prototype.postMessage = connect as typeof Worker.prototype.postMessage;
  });
  type Held = { heldPieces?: unknown[]; releasePieces: () => void };
  return {
    count: () => page.evaluate(() => (window as unknown as Held).heldPieces?.length ?? 0),
    release: () => page.evaluate(() => (window as unknown as Held).releasePieces()),
  };
}

test("W03 file changed while it is read: never a digest of something that never was", async ({ newPerson }) => {
  const { page } = await newPerson();
  const pieces = await holdPieces(page);
  await page.goto("/prove");
  const path = await createFile("growing.bin");
  await truncate(path, 300_000_000);
  await dropFiles(dropZone(page), path);
  await expect.poll(pieces.count).toBeGreaterThan(0);
  await writeFile(path, "changed", { flag: "r+" });
  await utimes(path, new Date(), new Date(Date.now() + 5_000));
  await pieces.release();
  await expect(problem(page)).toContainText("“growing.bin” could not be read. It changed after you chose it");
  await expect(page.getByText("Read completely")).toBeHidden();
});

test("W03 hashing can be cancelled, and nothing is left of it", async ({ newPerson }) => {
  const { page } = await newPerson();
  await holdFiles(page);
  await page.goto("/prove");
  await dropFiles(dropZone(page), await createFile("poem.txt"));
  await expectAccessible(page);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(dropZone(page)).toBeVisible();
  expect(page.workers()).toEqual([]);
});

test("W04 worker killed: a clear failure, never a digest", async ({ newPerson }) => {
  const { page } = await newPerson();
  await page.clock.install();
  const release = await holdFiles(page);
  await page.goto("/prove");
  await dropFiles(dropZone(page), await createFile("poem.txt"));
  await expect.poll(() => page.workers().length).toBe(2);
  await Promise.all(page.workers().map((worker) => worker.evaluate(() => self.close())));
  await release();
  await page.clock.fastForward("00:40");
  await page.clock.fastForward("00:40");
  await expect(problem(page)).toContainText("Your browser stopped the work in the background");
  await problem(page).getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Read completely")).toBeVisible();
});

test("W04 no WebAssembly: a sentence, and no digest", async ({ newPerson }) => {
  const { page } = await newPerson();
  await page.addInitScript(() => Reflect.deleteProperty(window, "WebAssembly"));
  await page.goto("/prove");
  await dropFiles(dropZone(page), await createFile("poem.txt"));
  await expect(problem(page)).toContainText("The files could not be read");
  await expect(problem(page)).toContainText(/WebAssembly|browser/);
  await expect(page.getByText("SHA-256")).toBeHidden();
});

test("W04 a hasher that computes something else is refused by its known answer", async ({ newPerson }) => {
  const { page } = await newPerson();
  const answer = "23d862c7d3736eceedff50048396beec3ab3458a2d299ff569020256087953b3";
  await page.route(/sha256\.worker.*\.js/, async (route) => {
    const response = await route.fetch();
    const script = await response.text();
    expect(script).toContain(answer);
    await route.fulfill({ response, body: script.replace(answer, "0".repeat(64)) });
  });
  await page.goto("/prove");
  await dropFiles(dropZone(page), await createFile("poem.txt"));
  await expect(problem(page)).toContainText("The files could not be read");
  await expect(page.getByRole("button", { name: "Seal it" })).toBeHidden();
});
