/** A work and shares of its income change hands under a deed: the seller signs, the buyer reads what changed, and pays. */
import { readFile } from "node:fs/promises";
import { formatId, licenceIdOf, licenceNumberOf } from "@colophon/sdk";
import { buyCall, transferUnitsCall } from "@colophon/sdk/calls";
import { readAssignments, readControllers } from "@colophon/sdk/read";
import { expect } from "@playwright/test";
import { parseEther } from "viem";
import { deployment, readContext } from "./support/chain.ts";
import { createAuthor } from "./support/createAuthor.ts";
import { openTab, phone, step } from "./support/page.ts";
import { connectWallet, test } from "./support/people.ts";

test("a work is sold with its income under a deed that lists what it carries, and not once something changed", async ({
  newPerson,
}) => {
  const [seller, buyer] = [await newPerson(), await newPerson()];
  const author = await createAuthor(seller.account);
  const work = await author.register({ metadata: { name: "Harbour Lights" } });
  const { page } = seller;

  await test.step("the seller says what, to whom and for how much, and signs the deed", async () => {
    await page.goto(work.path);
    await connectWallet(seller);
    await page.getByRole("link", { name: "Sell this work" }).click();
    await page.waitForURL(/\/sell$/);
    await page.getByRole("button", { name: "Claim your units" }).click();
    await expect(page.getByText("Your account holds 100 % of its income.")).toBeVisible();
    await page.getByRole("button", { name: "Show the whole deed" }).click();
    await expect(page.getByText("Type an amount.")).toBeVisible();
    await page.getByRole("textbox", { name: "Shares of its income" }).fill("100");
    await page.getByRole("textbox", { name: "Price for all of it" }).fill("0.05");
    await page.getByRole("textbox", { name: "Buyer" }).fill(buyer.account.address);
    await page.getByLabel("Last day to buy").fill("2099-01-01");
    await step(page, "sales-01-form");
    await page.getByRole("button", { name: "Show the whole deed" }).click();
    await expect(page.getByText(/# Assignment of a work/)).toBeVisible();
    await expect(page.getByText(/No licence is in force/)).toBeVisible();
    await step(page, "sales-02-deed");
    await page.getByRole("button", { name: "Sign this deed" }).click();
    await page.waitForURL(/\/order#/);
    await page.getByRole("button", { name: "Allow it" }).click();
    await expect(page.getByText("It can be taken now.")).toBeVisible();
    await step(page, "sales-03-signed");
    await phone(page, "sales-03-signed-phone");
  });

  const link = page.url();

  await test.step("the buyer opens the link; what changes meanwhile stops the sale by its name", async () => {
    const other = buyer.page;
    await other.goto(link);
    await connectWallet(buyer);
    await expect(other.getByText("Nothing changed since it was made.")).toBeVisible();
    await step(other, "sales-04-buyer");
    await author.send(transferUnitsCall(deployment, { work: work.id, to: buyer.account.address, units: 1 }));
    await expect(other.getByText("Things changed since it was made")).toBeVisible();
    await expect(other.getByText(/The seller holds 99.999999 % of the royalty units/)).toBeVisible();
    await expect(other.getByRole("button", { name: /^Pay/ })).toHaveCount(0);
    await step(other, "sales-05-changed");
  });

  const { offer } = await author.offer(work);
  const licensee = await createAuthor();
  await licensee.send(buyCall(deployment, { offer, recipient: licensee.account.address }));
  const licence = licenceIdOf({ work: work.id, serial: 1 });

  await test.step("the seller signs anew, and the buyer pays and controls the work", async () => {
    await page.goto(`${work.path}/sell`);
    await page.getByRole("textbox", { name: "Shares of its income" }).fill("50");
    await page.getByRole("button", { name: "Show the whole deed" }).click();
    await expect(page.getByText(`Licence ${licenceNumberOf(licence)} of`)).toBeVisible();
    await page.getByRole("button", { name: "Sign this deed" }).click();
    await page.waitForURL(/\/order#/);
    await expect(page.getByText("It can be taken now.")).toBeVisible();
    const other = buyer.page;
    await other.goto(page.url());
    await other.getByRole("button", { name: /^Pay 0\.05/ }).click();
    await expect(other.getByText(/^It was taken/)).toBeVisible();
    const controllers = await readControllers(readContext, [work.id]);
    expect(controllers).toMatchObject({ status: "found" });
    expect(controllers.status === "found" && controllers.value.get(work.id)).toBe(buyer.account.address);
    expect(await readAssignments(readContext, work.id)).toMatchObject({
      value: [{ control: true, units: 50_000_000 }],
    });
    await other.goto(`/work/${formatId(work.id, "work")}`);
    await openTab(other, "History");
    await expect(other.getByText(/The work and 50 % of its income sold for/)).toBeVisible();
    await expect(other.getByText("You control this work.")).toBeVisible();
    await step(other, "sales-06-history");
  });

  await test.step("the licence lives on, and its page says that the licensor is another", async () => {
    await buyer.page.goto(`/licence/${formatId(licence, "licence")}`);
    await expect(buyer.page.getByText("The licensor changed")).toBeVisible();
    await expect(buyer.page.getByText(/The licence stays exactly as it is/)).toBeVisible();
    await step(buyer.page, "sales-07-licensor");
  });

  await test.step("the buyer's statement has the purchase with its whole price, on the page and as a file", async () => {
    const { page: books } = buyer;
    await books.goto("/statements");
    await expect(books.getByText(/^Equal to the contract at block/)).toBeVisible();
    const line = books.getByRole("table", { name: "Movements" }).getByRole("row").filter({ hasText: "Work bought" });
    await expect(line).toHaveCount(1);
    await expect(line).toContainText("0.05");
    const spent = books.getByRole("listitem").filter({ hasText: "Works and shares bought" });
    await expect(spent).toContainText("0.05");
    await step(books, "sales-09-buyers-books");
    const download = books.waitForEvent("download");
    await books.getByRole("button", { name: "Statement: JSON" }).click();
    const { sections } = JSON.parse(await readFile(await (await download).path(), "utf8"));
    const bought = sections.lines.filter(({ ledger }: { ledger: string }) => ledger === "purchases");
    const price = parseEther("0.05").toString();
    expect(bought).toMatchObject([
      {
        ...{ kind: "work-bought", work: formatId(work.id, "work"), counterparty: seller.account.address },
        ...{ amount: price, paid: price, net: "0", unitsMoved: "50000000" },
      },
    ]);
    // What a licensee pays is no purchase of a work.
    await books.getByRole("textbox", { name: "Account" }).fill(licensee.account.address);
    await expect(books.getByText("Paid to others in this period")).toBeVisible();
    await expect(books.getByText("Works and shares bought")).toHaveCount(0);
  });
});

test("a changed link and a file of something else are refused in words", async ({ newPerson }) => {
  const { page } = await newPerson();
  await page.goto("/order");
  await expect(page.getByRole("heading", { name: "Buy a work or shares of its income" })).toBeVisible();
  await step(page, "sales-08-open");
  await page.goto("/order#e30");
  await expect(page.getByText("This is not a sale that can be taken")).toBeVisible();
  await expect(page.getByText(/Choose the file that Colophon gave you/)).toBeVisible();
});
