/** A copy that leaked: two licensees get a text with marks, and the page says for whose licence a found copy was delivered. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatId, licenceIdOf } from "@colophon/sdk";
import { buyCall } from "@colophon/sdk/calls";
import { findVariants, variantsDocumentOf } from "@colophon/sdk/trace";
import { type Download, expect, type Page } from "@playwright/test";
import { novelOf, randomFrom } from "../../sdk/src/testing/novel.ts";
import { deployment } from "./support/chain.ts";
import { createAuthor } from "./support/createAuthor.ts";
import { createFolder, dropFiles } from "./support/files.ts";
import { expectAccessible, photograph } from "./support/page.ts";
import { connectWallet, type Person, test } from "./support/people.ts";

const passphrase = "four words of mine";
const novel = novelOf(240, randomFrom(7));
const text = new TextDecoder().decode(novel.bytes);

/** Makes a key in the page, and keeps its file. */
async function makeKey(page: Page, path: string): Promise<string> {
  await page.getByLabel("Passphrase of your key file").fill(passphrase);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Make a key and save its file" }).click();
  await (await saved).saveAs(path);
  await expect(page.getByText("Your public key.")).toBeVisible();
  return (await page.getByText(/^age1/).textContent()) ?? "";
}

/** Opens the creator's own key anew: no page remembers it. */
async function openKey(page: Page, zone: string, path: string): Promise<void> {
  await dropFiles(page.getByText(zone), path);
  await page.getByLabel("Passphrase of your key file").fill(passphrase);
  await page.getByRole("button", { name: "Open the key file" }).click();
  await expect(page.getByText("Your public key.")).toBeVisible();
}

test("a found copy names the licence that it was delivered for, and an innocent text names nobody", async ({
  newPerson,
}) => {
  test.slow();
  const [creator, one, two] = [await newPerson(), await newPerson(), await newPerson()];
  const author = await createAuthor(creator.account);
  const work = await author.register({ content: text, metadata: { name: "The Long Tide" } });
  const terms = { uses: ["print"], purposes: ["editorial"], territories: ["AT"] } as const;
  const { offer } = await author.offer(work, { terms: { ...terms, transferable: true } });
  for (const buyer of [one, two]) {
    const recipient = buyer.account.address;
    await (await createAuthor(buyer.account)).send(buyCall(deployment, { offer, recipient }));
  }
  const variants = findVariants({ bytes: novel.bytes, kind: "text", colluders: 2, pairs: novel.pairs });
  const folder = await createFolder("source", {
    "work.txt": text,
    "work.colophon.json": JSON.stringify(work.opening),
    "work.colophon-variants.json": variantsDocumentOf(variants),
  });
  const [file, opening, places] = ["work.txt", "work.colophon.json", "work.colophon-variants.json"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const ownKey = join(folder, "creator.age-key.txt");
  const pathOf = (serial: number) =>
    `/licence/${formatId(licenceIdOf({ work: work.id, serial }), "licence")}?tab=files`;
  await creator.page.goto(pathOf(1));
  await connectWallet(creator);

  /** Delivers to a licensee, who opens what was sent. Returns where their copy is. */
  const deliverTo = async (buyer: Person, serial: number): Promise<string> => {
    const post = await createFolder(`sent-${serial}`, {});
    await buyer.page.goto(pathOf(serial));
    await connectWallet(buyer);
    const recipient = await makeKey(buyer.page, join(post, "licensee.age-key.txt"));

    const { page } = creator;
    await page.goto(pathOf(serial));
    await page.getByRole("heading", { name: "Deliver by hand" }).waitFor();
    await dropFiles(page.getByText("Drop the files of the work and its opening here"), file, opening, places);
    await page.getByLabel("The licensee's public key").fill(recipient);
    await expect(page.getByText(/^The copy differs from your file in up to \d+ places/)).toBeVisible();
    if (serial === 1) await makeKey(page, ownKey);
    else await openKey(page, "Or choose the key file that you have", ownKey);
    const downloads: Download[] = [];
    page.on("download", (download) => downloads.push(download));
    await page.getByRole("button", { name: "Encrypt and save" }).click();
    await expect(page.getByText("The copies carry the mark of this licence.")).toBeVisible();
    await expect.poll(() => downloads.length).toBe(3);
    page.removeAllListeners("download");
    const sent = await Promise.all(
      downloads.map(async (download) => {
        const path = join(post, download.suggestedFilename());
        await download.saveAs(path);
        return path;
      }),
    );
    const give = buyer.page.getByText("Add what was sent to you");
    await dropFiles(give, ...sent.filter((path) => path.endsWith("record.json")));
    await expect(buyer.page.getByText("Add the key that was sent to you")).toBeVisible();
    await dropFiles(give, ...sent.filter((path) => !path.endsWith("record.json")));
    const saved = buyer.page.waitForEvent("download");
    await buyer.page.getByRole("button", { name: "Open and save" }).click();
    const copy = join(post, "copy.txt");
    await (await saved).saveAs(copy);
    return copy;
  };

  const copies = [await deliverTo(one, 1), await deliverTo(two, 2)] as const;
  const [first, second] = [await readFile(copies[0], "utf8"), await readFile(copies[1], "utf8")];
  expect(new Set([first, second, text]).size).toBe(3);

  // A copy is found: without its beginning and its end, as somebody passed it on.
  const { page } = creator;
  const leak = join(folder, "found.txt");
  await writeFile(leak, second.slice(Math.floor(second.length / 20), -Math.floor(second.length / 20)));
  await page.goto(`/work/${formatId(work.id, "work")}/trace`);
  const drop = page.getByText("Drop the leaked text here");
  await dropFiles(drop, leak);
  await dropFiles(page.getByText("Drop the registered file and its variants here"), file, places);
  await openKey(page, "Choose the key file that the copies were marked with", ownKey);
  await page.getByRole("button", { name: "Find the licence" }).click();
  const answer = page.getByRole("alert");
  const number = formatId(licenceIdOf({ work: work.id, serial: 2 }), "licence");
  await expect(answer).toContainText("This was made from the copy that was delivered for licence");
  await expect(answer.getByRole("link")).toHaveAttribute("href", `/licence/${number}`);
  await expect(answer).toContainText("That anybody is named whose copy had no part in it: at most 1 in 1,000,000.");
  await expect(answer).toContainText("It does not say who passed it on");
  await expectAccessible(page);
  await photograph(page, "trace-01-named");

  // The registered text itself carries no mark, and is told as that.
  await dropFiles(drop, file);
  await page.getByRole("button", { name: "Find the licence" }).click();
  await expect(answer).toContainText("This is the registered file itself, which carries no mark.");

  // The whole text, in the spelling of somebody who got no copy: nobody is named.
  const innocent = join(folder, "innocent.txt");
  const [spelled, ...others] = novel.pairs;
  await writeFile(
    innocent,
    [spelled, others[2]].reduce((said, pair) => said.replaceAll(...(pair ?? ["", ""])), text),
  );
  await dropFiles(drop, innocent);
  await page.getByRole("button", { name: "Find the licence" }).click();
  await expect(answer).toContainText(/No copy agrees well enough to be named|Too little of the mark can be read/);
  await expect(answer).not.toContainText("This was made from");
  await expect(answer.getByRole("link")).toHaveCount(0);
  await photograph(page, "trace-02-nobody");
});
