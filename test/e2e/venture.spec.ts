/** A work in several hands: partners found a venture, a Safe of theirs controls the work, and each signs by link. */
import { formatId, parseId } from "@colophon/sdk";
import { royaltiesAbi } from "@colophon/sdk/abi";
import { createVenture, ventureSafeOf } from "@colophon/sdk/agreements";
import { payCall } from "@colophon/sdk/calls";
import { readVenture } from "@colophon/sdk/read";
import { expect } from "@playwright/test";
import { type Address, zeroAddress } from "viem";
import { deployment, publicClient, readContext } from "./support/chain.ts";
import { createAuthor } from "./support/createAuthor.ts";
import { createFile, dropFiles } from "./support/files.ts";
import { expectAccessible, photographAll } from "./support/page.ts";
import { connectWallet, type Person, test } from "./support/people.ts";

/** Signs the agreement that is open, and gives the link to send on. */
async function signAgreement({ page }: Person): Promise<string> {
  await page.getByRole("button", { name: "Sign this text" }).click();
  await expect(page.getByText("You signed.").or(page.getByText("Everybody signed."))).toBeVisible();
  const region = page.getByRole("region", { name: "Hand it on", exact: true });
  return (await region.locator("code", { hasText: "/agreement#" }).textContent()) ?? "";
}

test("two partners found a venture, and its page knows after a reload what is done", async ({ newPerson }) => {
  const [founder, partner] = [await newPerson(), await newPerson()];
  const { page } = founder;
  const author = await createAuthor(founder.account);
  const work = await author.register({ metadata: { name: "The Boat" } });

  await page.goto("/agreements#venture");
  await connectWallet(founder);
  await page.getByRole("textbox", { name: "Name" }).first().fill("The Boat");
  await page.getByRole("textbox", { name: "Work" }).fill(formatId(work.id, "work"));
  for (const [i, each] of [founder, partner].entries()) {
    const group = page.getByRole("group", { name: `Partner ${i + 1}` });
    await group.getByRole("textbox", { name: "Name" }).fill(i === 0 ? "Inès Moreau" : "Tomás Vidal");
    await group.getByRole("textbox", { name: "Account" }).fill(each.account.address);
    await group.getByRole("textbox", { name: "Share of the income" }).fill(i === 0 ? "60" : "30");
  }
  await page.getByRole("textbox", { name: "Law that applies" }).fill("the law of France");
  await page.getByRole("textbox", { name: "Who decides disputes" }).fill("the courts of Paris");
  await page.getByLabel("Last day to sign").fill("2100-01-01");
  await page.getByRole("button", { name: "Show the text and the Safe" }).click();
  await expect(page.getByText("The shares add up to 90 %, not 100 %. Give away another 10 %.")).toBeVisible();
  await photographAll(page, "venture-01-form");
  const second = page.getByRole("group", { name: "Partner 2" });
  await second.getByRole("textbox", { name: "Share of the income" }).fill("40");
  await page.getByRole("button", { name: "Show the text and the Safe" }).click();

  const venture = createVenture({
    ...{ name: "The Boat", threshold: 2 },
    partners: [
      { account: founder.account.address, name: "Inès Moreau", units: 60_000_000 },
      { account: partner.account.address, name: "Tomás Vidal", units: 40_000_000 },
    ],
  });
  const { address } = ventureSafeOf(venture);
  await expect(page.getByText(`It is controlled by the Safe ${address.toLowerCase()}`)).toBeVisible();
  await expect(page.getByText("The Safe does nothing unless all 2 partners sign.")).toBeVisible();
  await expectAccessible(page);
  await photographAll(page, "venture-02-text-and-safe");

  // Each partner signs the same text, by link.
  await page.getByRole("link", { name: "Open the agreement" }).click();
  const half = await signAgreement(founder);
  await partner.page.goto(half);
  await connectWallet(partner);
  await signAgreement(partner);
  await expect(partner.page.getByText("Everybody signed.")).toBeVisible();

  // The Safe is created; the page is closed, and knows of it when it is opened again.
  await page.goto("/agreements#venture");
  await expect(page.getByText("It is not there yet")).toBeVisible();
  await page.getByRole("button", { name: "Create the Safe" }).click();
  await expect(page.getByText("It acts when 2 of its 2 owners sign.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("It acts when 2 of its 2 owners sign.")).toBeVisible();
  await expect(page.getByText("Tomás Vidal: 0 % of the income now, 40 % as agreed")).toBeVisible();
  await page.getByRole("button", { name: "Hand over the work and the shares" }).click();
  await expect(page.getByText("The venture is founded")).toBeVisible();
  await expect(page.getByText("Tomás Vidal: 40 % of the income now, 40 % as agreed")).toBeVisible();
  await expectAccessible(page);
  await photographAll(page, "venture-03-founded");

  const state = await readVenture(readContext, { venture, work: work.id, from: partner.account.address });
  expect(state).toMatchObject({ status: "found", value: { founded: true, controller: address, problem: undefined } });
  await author.send(payCall(deployment, { work: work.id, currency: zeroAddress, amount: 1_000n }));
  const owed = (account: Address) =>
    publicClient.readContract({
      ...{ address: deployment.contracts.royalties.address, abi: royaltiesAbi, functionName: "claimable" },
      args: [work.id, zeroAddress, account, 100n],
    });
  expect([await owed(founder.account.address), await owed(partner.account.address)]).toEqual([600n, 400n]);

  // The next work is registered with the same people, and its Safe controls it from the same transaction on.
  await page.getByRole("link", { name: "Register a new work of the venture" }).click();
  const content = await createFile("lanterns.txt", `Lanterns on the boat. ${founder.account.address}`);
  await dropFiles(page.getByText("Drop the files of your work here"), content);
  await expect(page.getByText("lanterns.txt").first()).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("Lanterns");
  await page.getByRole("combobox", { name: "Kind of work" }).selectOption("literary");
  await page.getByRole("button", { name: "Continue" }).click();
  const notice = page.getByText("Registered for the venture “The Boat”");
  await expect(notice).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Share" }).first()).toHaveValue("60");
  await expect(page.getByRole("textbox", { name: "Share" }).last()).toHaveValue("40");
  for (const role of await page.getByRole("combobox", { name: "Role" }).all()) await role.selectOption("author");
  // Other shares than those agreed are not taken for the venture.
  await page.getByRole("textbox", { name: "Share" }).first().fill("70");
  await page.getByRole("textbox", { name: "Share" }).last().fill("30");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText(/are not those of the venture/)).toBeVisible();
  await page.getByRole("textbox", { name: "Share" }).first().fill("60");
  await page.getByRole("textbox", { name: "Share" }).last().fill("40");
  await photographAll(page, "venture-04-next-work");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("checkbox", { name: "Go on without a stamp" }).check();
  await expect(page.getByText("The Safe of “The Boat” controls it, from the same transaction on.")).toBeVisible();
  await page.getByRole("button", { name: "Publish and register" }).click();
  await expect(page.getByText("The Safe of “The Boat” controls it")).toBeVisible();
  const path = await page.getByRole("link", { name: "See the work" }).getAttribute("href");
  const next = parseId(path?.slice("/work/".length) ?? "", "work");
  const registered = await readVenture(readContext, { venture, work: next, from: partner.account.address });
  expect(registered).toMatchObject({ status: "found", value: { founded: true, controller: address, handOver: [] } });
});
