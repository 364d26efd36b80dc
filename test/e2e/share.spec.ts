/** A work passed on: its address, a code for cameras, and a card for the pages of others. */
import { expect } from "@playwright/test";
import { origin } from "./support/chain.ts";
import { createAuthor } from "./support/createAuthor.ts";
import { phone, step } from "./support/page.ts";
import { test } from "./support/people.ts";

// A title that would be somebody's script on the page of whoever puts the card there.
const title = `Tide <img src=x onerror="document.title='owned'"> & "Ebb"`;

test("a work is shared by its address, a code and a card in which no title runs", async ({ newPerson }) => {
  const { page, context } = await newPerson({ ether: "0" });
  const author = await createAuthor();
  const credits = [{ name: "<b>Ines</b>", role: "author" }];
  const work = await author.register({ metadata: { name: title, description: "A year of tides.", credits } });
  await page.goto(work.path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await page.getByRole("button", { name: "Share this work" }).click();
  const dialog = page.getByRole("dialog", { name: "Share this work" });
  await expect(dialog.getByText(`${origin}${work.path}`, { exact: true })).toBeVisible();
  await expect(dialog.getByRole("img", { name: "QR code of this work's address" })).toBeVisible();
  const card = await dialog.getByRole("textbox", { name: "HTML of the card" }).inputValue();
  await step(page, "share-01");
  await phone(page, "share-01-phone");

  const other = await context.newPage();
  const asked: string[] = [];
  other.on("request", (request) => asked.push(request.url()));
  await other.setContent(`<title>Their page</title>${card}`);
  await expect(other.getByRole("link", { name: title })).toHaveAttribute("href", `${origin}${work.path}`);
  await expect(other.getByText("<b>Ines</b>")).toBeVisible();
  expect(await other.title()).toBe("Their page");
  expect(asked.filter((url) => !url.startsWith("data:"))).toEqual([]);
});
