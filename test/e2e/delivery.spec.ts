/** The licensee gets the file: from the creator's delivery service, and by hand. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatId, licenceIdOf } from "@colophon/sdk";
import { buyCall, surrenderCall } from "@colophon/sdk/calls";
import { createKey, createVaultRecord, type VaultRecord } from "@colophon/sdk/vault";
import { type Download, expect, type Page } from "@playwright/test";
import { createApp } from "../../cli/src/delivery/app.ts";
import { openDesk } from "../../cli/src/delivery/desk.ts";
import { openLog } from "../../cli/src/delivery/log.ts";
import { encryptTo, finishVault, readVaults } from "../../cli/src/vault/vaultFolder.ts";
import { deployment, origin, publicClient, readContext } from "./support/chain.ts";
import { type Author, createAuthor, type RegisteredWork } from "./support/createAuthor.ts";
import { createFolder, dropFiles } from "./support/files.ts";
import { expectAccessible, photographAll } from "./support/page.ts";
import { connectWallet, type Person, test } from "./support/people.ts";

const service = `${origin}/delivery`;
const content = `${crypto.randomUUID()}\nThe tide writes and the tide erases.\n${"Low water. ".repeat(20_000)}`;

type Sold = { author: Author; work: RegisteredWork; licence: bigint; path: string };

async function sell(author: Author, buyer: Person, served: boolean): Promise<Sold> {
  const metadata = { name: "Tide Tables", ...(served && { delivery: { service } }) };
  const work = await author.register({ content: served ? content : `${content}By hand.`, metadata });
  const terms = { uses: ["print"], purposes: ["editorial"], territories: ["AT"] } as const;
  const { offer } = await author.offer(work, { terms: { ...terms, transferable: true } });
  const recipient = buyer.account.address;
  await (await createAuthor(buyer.account)).send(buyCall(deployment, { offer, recipient }));
  const licence = licenceIdOf({ work: work.id, serial: 1 });
  return { author, work, licence, path: `/licence/${formatId(licence, "licence")}?tab=files` };
}

/** The creator's server, at an address of this site: a browser may ask no other. */
async function serve(page: Page, { work }: Sold): Promise<VaultRecord> {
  const folder = await createFolder("vault", {});
  const source = await createFolder("source", { "work.txt": content });
  const [vault, owner] = [await createKey(), await createKey()];
  const sealed = await encryptTo(join(source, "work.txt"), join(folder, "1-work.txt.age"), [vault.recipient]);
  const record = createVaultRecord({
    ...{
      chainId: 31337,
      works: deployment.contracts.works.address,
      work: work.id,
      recipient: vault.recipient,
      service,
    },
    ...{ manifest: work.manifest, files: [{ path: "work.txt", ...sealed }] },
  });
  await finishVault(folder, record, vault.key, [owner.recipient]);
  const vaults = await readVaults([folder]);
  let time = 0;
  const now = () => time;
  const log = await openLog(join(folder, "log"));
  const desk = await openDesk({ vaults, keys: [owner.key], context: readContext, log, rules: {}, now });
  const app = createApp({
    ...{ desk, vaults, context: readContext, client: publicClient, service, origins: [origin], perMinute: 100, now },
    callerOf: () => "a test",
  });
  page.context().on("close", () => void log.close());
  await page.context().route("**/delivery/**", async (route) => {
    time = Number((await publicClient.getBlock()).timestamp);
    const request = route.request();
    const answer = await app.request(request.url().replace("/delivery", ""), {
      method: request.method(),
      headers: { "Content-Type": "application/json", Origin: origin },
      ...(request.method() === "POST" && { body: request.postData() ?? "" }),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body });
  });
  return record;
}

const passphrase = "four words of mine";

/** Makes a key in the page. */
async function makeKey(page: Page): Promise<{ recipient: string; file: Download }> {
  await page.getByLabel("Passphrase of your key file").fill(passphrase);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Make a key and save its file" }).click();
  const file = await saved;
  await expect(page.getByText("Your public key.")).toBeVisible();
  return { recipient: (await page.getByText(/^age1/).textContent()) ?? "", file };
}

const openFile = async (page: Page): Promise<Download> => {
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Open and save" }).click();
  return saved;
};

test("the holder of a licence gets the file from the creator's server, and no further key once it was given back", async ({
  newPerson,
}) => {
  const buyer = await newPerson();
  const { page } = buyer;
  const sold = await sell(await createAuthor(), buyer, true);
  await serve(page, sold);
  await page.goto(sold.path);
  await connectWallet(buyer);
  await page.getByRole("heading", { name: "Get the files" }).waitFor();
  await expectAccessible(page);
  await photographAll(page, "delivery-01-begin");
  await makeKey(page);
  await page.getByRole("button", { name: /^Ask .* for the key$/ }).click();
  await expect(page.getByText("It is encrypted to your key")).toBeVisible();
  const file = await openFile(page);
  expect(file.suggestedFilename()).toBe("work.txt");
  expect(await readFile(await file.path(), "utf8")).toBe(content);
  await expect(page.getByText(/It is the file that was registered in block/)).toBeVisible();
  await expectAccessible(page);
  await photographAll(page, "delivery-02-opened");

  buyer.guard.allow(/Failed to load resource: the server responded with a status of 403/);
  await (await createAuthor(buyer.account)).send(surrenderCall(deployment, { licence: sold.licence }));
  await page.getByRole("button", { name: /^Ask .* for the key$/ }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The key did not come" })).toContainText(
    "The licence was given back, and an ended licence gets no further key.",
  );
});

test("a creator delivers by hand, from browser to browser, and what is cut on the way is never taken for whole", async ({
  newPerson,
}) => {
  const [creator, buyer] = [await newPerson(), await newPerson()];
  const author = await createAuthor(creator.account);
  const sold = await sell(author, buyer, false);
  const { page } = buyer;
  await page.goto(sold.path);
  await connectWallet(buyer);
  await expect(page.getByText("names no delivery service")).toBeVisible();
  await page.getByLabel("Address of the service").fill("files.example");
  await expect(page.getByText("An address begins with https://")).toBeVisible();
  await page.getByLabel("Address of the service").fill("");
  const { recipient, file: keyFile } = await makeKey(page);
  expect(recipient).toMatch(/^age1/);

  const sent = `${content}By hand.`;
  const source = await createFolder("source", {
    "work.txt": sent,
    "work.colophon.json": JSON.stringify(sold.work.opening),
  });
  await creator.page.goto(sold.path);
  await connectWallet(creator);
  await creator.page.getByRole("heading", { name: "Deliver by hand" }).waitFor();
  const field = creator.page.getByLabel("The licensee's public key");
  const zone = creator.page.getByText("Drop the files of the work and its opening here");
  await dropFiles(zone, join(source, "work.txt"), join(source, "work.colophon.json"));
  await expect(creator.page.getByText("1 file to be encrypted")).toBeVisible();
  await field.fill(creator.account.address);
  await creator.page.getByRole("button", { name: "Encrypt and save" }).click();
  await expect(creator.page.getByRole("alert")).toContainText("is not a public key of age");
  await field.fill(recipient);
  const downloads: Download[] = [];
  creator.page.on("download", (download) => downloads.push(download));
  await creator.page.getByRole("button", { name: "Encrypt and save" }).click();
  await expect(creator.page.getByText("Ready to be sent")).toBeVisible();
  await expect.poll(() => downloads.length).toBe(3);
  await expectAccessible(creator.page);
  await photographAll(creator.page, "delivery-03-by-hand");
  const post = await createFolder("sent", {});
  for (const download of downloads) await download.saveAs(join(post, download.suggestedFilename()));
  const [encrypted, record, note] = ["1-work.txt.age", "record.json", "licence-1.colophon-delivery.json"].map((name) =>
    join(post, name),
  ) as [string, string, string];

  const give = page.getByText("Add what was sent to you");
  await dropFiles(give, record);
  await expect(page.getByText("Add the key that was sent to you")).toBeVisible();
  const whole = await readFile(encrypted);
  await dropFiles(give, note, encrypted);
  const file = await openFile(page);
  expect(await readFile(await file.path(), "utf8")).toBe(sent);
  await expect(page.getByText(/It is the file that was registered in block/)).toBeVisible();

  // What was cut or changed on the way: nothing is saved, and the creator is not blamed. The key comes from its file.
  const key = join(post, "me.age-key.txt");
  await keyFile.saveAs(key);
  const [cut, changed] = [whole.subarray(0, 100_000), Buffer.from(whole)];
  changed[100_000] = (changed[100_000] ?? 0) ^ 1;
  for (const [bytes, sentence] of [
    [cut, /cut at byte 100,000 of \d{3},\d{3}/],
    [changed, "changed between bytes"],
  ] as const) {
    await writeFile(encrypted, bytes);
    await page.reload();
    await dropFiles(page.getByText("Or choose the key file that you have"), key);
    await page.getByLabel("Passphrase of your key file").fill(passphrase);
    await page.getByRole("button", { name: "Open the key file" }).click();
    await expect(page.getByText(recipient)).toBeVisible();
    await dropFiles(give, record, note, encrypted);
    await page.getByRole("button", { name: "Open and save" }).click();
    const said = page.getByRole("alert").filter({ hasText: "It was not opened" });
    await expect(said).toContainText(sentence);
    await expect(said).toContainText("which shows nothing about the creator");
  }
});
