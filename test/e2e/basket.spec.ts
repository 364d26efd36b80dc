/** Several licences bought at once, from what a look-up says is missing, with one signature. */
import { formatId } from "@colophon/sdk";
import { readLicencesOf } from "@colophon/sdk/read";
import { endsForBreach } from "@colophon/sdk/terms";
import { expect } from "@playwright/test";
import { formatEther, parseEther } from "viem";
import { dollarsOf, mintDollars, origin, publicClient, readContext, token } from "./support/chain.ts";
import { createAuthor } from "./support/createAuthor.ts";
import { createFolder, dropFiles } from "./support/files.ts";
import { phone, step } from "./support/page.ts";
import { connectWallet, test } from "./support/people.ts";

const price = parseEther("0.02");

/** Waits until the index has read a work with its offer; nothing asks it before. */
async function indexed(work: bigint): Promise<void> {
  const read = async () => {
    const response = await fetch(`${origin}/index/v1/works/${formatId(work, "work")}`);
    return response.ok ? ((await response.json()) as { work: { offers: { open: number } } }).work.offers.open : 0;
  };
  await expect.poll(read, { timeout: 0 }).toBeGreaterThan(0);
}

/** Works with a file and an offer each, and their files in a folder. */
async function shelf(
  names: readonly string[],
  offer: Parameters<Awaited<ReturnType<typeof createAuthor>>["offer"]>[1],
) {
  const author = await createAuthor();
  const files: Record<string, string> = {};
  const offers = [];
  for (const name of names) {
    const content = `${name}, by ${author.account.address}\n`;
    files[`${name}.txt`] = content;
    const work = await author.register({ content, metadata: { name } });
    offers.push(await author.offer(work, offer));
    await indexed(work.id);
  }
  return { folder: await createFolder("wanted", files), offers };
}

test("what is missing for a folder is bought in one transaction, and each licence is the buyer's", async ({
  newPerson,
}) => {
  const buyer = await newPerson();
  const { page, account, wallet } = buyer;
  const names = ["Morning", "Noon", "Night"];
  const { folder } = await shelf(names, { price, terms: { uses: ["print"], purposes: ["editorial"] } });
  await page.goto("/lookup?use=print&purpose=editorial&in=DE");
  await connectWallet(buyer);
  await dropFiles(page.getByText("Drop a picture, a file or a folder"), folder);
  await page.getByRole("link", { name: "Buy them together" }).click();
  await page.waitForURL("**/basket?offers=*");
  for (const name of names) await expect(page.getByRole("checkbox", { name: `Buy it (${name})` })).toBeChecked();
  // One of them is left for another time.
  await page.getByRole("checkbox", { name: "Buy it (Noon)" }).uncheck();
  const buy = page.getByRole("button", { name: `Buy 2 licences for ${formatEther(price * 2n)} ETH` });
  await expect(buy).toBeEnabled();
  await step(page, "basket-01");
  await phone(page, "basket-01-phone");
  const before = await publicClient.getBalance(account);
  await buy.click();
  await expect(page.getByText("You hold it:")).toHaveCount(2);
  expect(wallet.sent).toHaveLength(1);
  const { gasUsed, effectiveGasPrice } = await publicClient.getTransactionReceipt({ hash: wallet.sent[0] ?? "0x" });
  expect(await publicClient.getBalance(account)).toBe(before - price * 2n - gasUsed * effectiveGasPrice);
  const held = await readLicencesOf(readContext, account.address);
  expect(held).toMatchObject({ status: "found", value: [{ seats: 1 }, { seats: 1 }] });
  await expect(page.getByRole("checkbox", { name: "Buy it (Noon)" })).not.toBeChecked();
  await step(page, "basket-02-bought");
});

test("a wallet that does several calls at once allows a token and buys in one prompt, duties read first", async ({
  newPerson,
}) => {
  const buyer = await newPerson({ wallet: { batches: "atomic" } });
  const { page, account, wallet } = buyer;
  await mintDollars(account.address, 100_000_000n);
  const { offers } = await shelf(["Ebb", "Flood"], {
    ...{ price: 5_000_000n, currency: token },
    terms: { uses: ["print"], purposes: ["editorial"], conditions: endsForBreach },
  });
  await page.goto(`/basket?offers=${offers.map(({ path }) => path.slice("/offer/".length))}`);
  await connectWallet(buyer);
  await expect(page.getByText("Nothing is chosen.")).toBeVisible();
  for (const name of ["Ebb", "Flood"]) {
    await page
      .getByRole("checkbox", { name: `I have read its duties below and accept them. Buy it. (${name})` })
      .check();
  }
  const buy = page.getByRole("button", { name: "Buy 2 licences for 10 dUSD" });
  await expect(buy).toBeEnabled();
  await step(page, "basket-03-token");
  await buy.click();
  await expect(page.getByText("All of them are yours")).toBeVisible();
  expect(wallet.prompted().filter((method) => /send/i.test(method))).toEqual(["wallet_sendCalls"]);
  expect(await dollarsOf(account.address)).toBe(90_000_000n);
});
