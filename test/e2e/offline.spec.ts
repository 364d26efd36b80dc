/** The site without a network: installed, opened again, and never answering with what is not so any more. */

import { readFile, writeFile } from "node:fs/promises";
import { request as ask, createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { parseBundle } from "@colophon/sdk/evidence";
import { type Browser, expect, type Page } from "@playwright/test";
import { origin } from "./support/chain.ts";
import { createAuthor } from "./support/createAuthor.ts";
import { createFolder, dropFiles, unpackPackage } from "./support/files.ts";
import { day, sell } from "./support/licences.ts";
import { expectAccessible, phone, step } from "./support/page.ts";
import { seal, test } from "./support/people.ts";

/** Other tests want to see every request of a page, so that the rest of them goes without. */
const context = { serviceWorkers: "allow" } as const;

/** Goes to where the site says whether it is kept, and waits until it is. */
async function keep(page: Page, at = ""): Promise<void> {
  await page.goto(`${at}/browsers`);
  await expect(page.getByText("This device keeps the site: it opens without a network.")).toBeVisible();
}

/** What a browser wants of an app that it installs, as far as it does not mind that this is a private window. */
async function problemsOf(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { errors } = await session.send("Page.getAppManifest");
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  await session.detach();
  const others = installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito");
  return [...errors.map(({ message }) => message), ...others];
}

test("the site is an app that a phone installs, with icons of the size that it says", async ({ newPerson }) => {
  const { page } = await newPerson({ context, ether: "0" });
  await keep(page);
  expect(await problemsOf(page)).toEqual([]);
  const sizes = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
    const manifest = await (await fetch(link?.href ?? "")).json();
    const icons: { src: string; sizes: string; type: string }[] = manifest.icons;
    return Promise.all(
      icons
        .filter(({ type }) => type === "image/png")
        .map(async ({ src, sizes: said }) => {
          const { width, height } = await createImageBitmap(await (await fetch(src)).blob());
          return [said, `${width}x${height}`] as const;
        }),
    );
  });
  expect(sizes.length).toBeGreaterThanOrEqual(3);
  for (const [said, found] of sizes) expect(found).toBe(said);
  await expectAccessible(page);
  await step(page, "offline-01-kept");
});

test("without a network a bundle is verified, and licences stand as they were last seen, with their block", async ({
  newPerson,
}) => {
  const person = await newPerson({ context });
  const { page, guard } = person;
  const author = await createAuthor();
  await sell(author, person.account, { duration: 30 * day });
  await seal(person);
  await page.getByRole("button", { name: "Stamp it" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the complete package" }).click();
  const saved = await download;
  const packed = await unpackPackage(await saved.path());
  const bundle = join(await createFolder("kept", {}), "proof.colophon-bundle.json");
  await writeFile(bundle, packed.get("proof.colophon-bundle.json") ?? "");
  const hash = parseBundle(await readFile(bundle)).blocks[0]?.hash ?? "";

  await keep(page);
  await page.goto("/licences");
  const licences = page.getByRole("main");
  await expect(licences.getByRole("link", { name: "Tide Tables" })).toBeVisible();
  const block = /Read at block ([\d,]+)/.exec((await licences.textContent()) ?? "")?.[1];
  expect(block).toBeDefined();

  guard.allow(/Failed to load resource|ERR_INTERNET_DISCONNECTED/);
  await person.context.setOffline(true);
  await page.reload();
  await expect(page.getByText("You are offline, or this site does not answer")).toBeVisible();
  const sight = page.getByRole("region", { name: "As last seen" });
  await expect(sight.getByRole("link", { name: "Tide Tables" })).toBeVisible();
  await expect(sight).toContainText(`block ${block}`);
  await expect(sight).toContainText("What happened since is missing here");
  await expectAccessible(page);
  await step(page, "offline-02-licences");
  await phone(page, "offline-02-licences-phone");

  await page.goto("/verify");
  await page.reload();
  await dropFiles(page.getByRole("button", { name: "Choose files" }), bundle);
  const answer = page.getByRole("region", { name: "Answer" });
  await page.getByRole("checkbox", { name: /^Tell what was recorded alone/ }).check();
  await page.getByRole("textbox", { name: "Block hashes" }).fill(hash);
  await page.getByRole("textbox", { name: "Number of their chain" }).fill("31337");
  await page.getByRole("button", { name: "Check with these hashes" }).click();
  await expect(answer.getByText("Proved", { exact: true }).first()).toBeVisible();
  await step(page, "offline-03-verified");

  await person.context.setOffline(false);
  await page.goto("/licences");
  await expect(licences.getByRole("link", { name: "Tide Tables" })).toBeVisible();
  await expect(page.getByText("You are offline, or this site does not answer")).toHaveCount(0);
  await expect(sight).toHaveCount(0);
});

type Front = {
  url: string;
  /** What is served in place of the stack's own, by its path. */
  changes: Map<string, (body: string) => string>;
  close(): Promise<void>;
};

/** The stack under test with files changed on the way, as after a deployment. */
async function startFront(): Promise<Front> {
  const changes: Front["changes"] = new Map();
  const stack = new URL(origin);
  const server: Server = createServer((incoming, outgoing) => {
    const { origin: _, "accept-encoding": __, ...headers } = incoming.headers;
    const change = changes.get(incoming.url ?? "");
    // What is changed has another length than its header says, and another tag.
    if (change) delete headers["if-none-match"];
    const options = { host: stack.hostname, port: stack.port, path: incoming.url, method: incoming.method };
    const passed = ask({ ...options, headers: { ...headers, host: stack.host } }, async (answer) => {
      const { "content-length": ___, ...kept } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, kept);
      if (!change) return answer.pipe(outgoing);
      const body = Buffer.concat(await Array.fromAsync(answer)).toString();
      return outgoing.end(change(body));
    });
    passed.on("error", () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    changes,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Where the page has the register of works from, and whether that was kept. */
const settingsOf = (page: Page) =>
  page.evaluate(async () => {
    const response = await fetch("/config.json");
    const { chains } = await response.json();
    const address: string = chains[0].deployment.contracts.works.address;
    return { address, kept: response.headers.has("x-colophon-kept") };
  });

async function withFront(browser: Browser, action: (page: Page, front: Front) => Promise<void>): Promise<void> {
  const front = await startFront();
  const visitor = await browser.newContext(context);
  try {
    await action(await visitor.newPage(), front);
  } finally {
    await visitor.close();
    await front.close();
  }
}

const elsewhere = (digit: string) => `0x${digit.repeat(40)}`;

test("another deployment is taken as soon as there is a network, whatever is kept", async ({ browser }) => {
  await withFront(browser, async (page, front) => {
    await keep(page, front.url);
    await page.goto(`${front.url}/verify`);
    const first = await settingsOf(page);
    expect(first.kept).toBe(false);
    const deployAt = (address: string) =>
      front.changes.set("/config.json", (body) => body.replaceAll(first.address, address));

    deployAt(elsewhere("1"));
    await page.reload();
    await expect(page.getByRole("alert")).toContainText("Colophon's contracts are not there");
    expect(await settingsOf(page)).toEqual({ address: elsewhere("1"), kept: false });

    await page.context().setOffline(true);
    await page.reload();
    await expect(page.getByText("You are offline, or this site does not answer")).toBeVisible();
    expect(await settingsOf(page)).toEqual({ address: elsewhere("1"), kept: true });

    deployAt(elsewhere("2"));
    await page.context().setOffline(false);
    await page.reload();
    expect(await settingsOf(page)).toEqual({ address: elsewhere("2"), kept: false });
    await expect(page.getByText("You are offline, or this site does not answer")).toHaveCount(0);
  });
});

test("a newer version says that it is there", async ({ browser }) => {
  await withFront(browser, async (page, front) => {
    await keep(page, front.url);
    // Another version: its pages begin with another script, and its list says so.
    const newer = "assets/index-newer.js";
    front.changes.set("/", (body) => `${body}<!-- ${newer} -->`);
    front.changes.set("/sw.js", (body) => body.replace(/entry:`[^`]+`/, `entry:\`${newer}\``));
    // It stands there for a few seconds only.
    const said = page.getByText("A newer version of this site is there. It comes when you reload the page.").waitFor();
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await said;
    await expect(page.getByText(/^This device keeps the site. A newer version is there/)).toBeVisible();
  });
});
