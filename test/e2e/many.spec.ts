/** Three hundred photographs, each sealed on its own: read, stamped, saved, read back, registered, offered. */
import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { createFolder, dropFiles } from "./support/files.ts";
import { expectAccessible, goOnToSign } from "./support/page.ts";
import { connectWallet, test } from "./support/people.ts";

const all = 300;
const nameOf = (i: number) => `IMG_${String(i).padStart(4, "0")}.jpg`;

test("what can be done with one file can be done with 300", async ({ newPerson }) => {
  const person = await newPerson();
  const { page } = person;
  const folder = await createFolder(
    "shoot",
    Object.fromEntries(Array.from({ length: all }, (_, i) => [nameOf(i), randomBytes(20_000)])),
  );

  await page.goto("/prove");
  await connectWallet(person);
  await dropFiles(page.getByText("Drop your files or a folder here"), folder);
  await expect(page.getByText(/^Read completely/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "shoot" })).toBeFocused();
  await page.getByRole("radio", { name: "Each file on its own" }).check();
  await page.getByRole("button", { name: "Seal it" }).click();
  await page.waitForURL(/\/prove\/0x[0-9a-f]{64}$/);
  await expect(page.getByRole("heading", { level: 1, name: `shoot, ${all} files` })).toBeVisible();
  await page.getByRole("button", { name: "Stamp it" }).click();
  await expect(page.getByRole("heading", { name: /you can show that you held exactly these files/ })).toBeFocused();
  await expect(page.getByText(`${all} bundles captured`)).toBeVisible();

  await page.getByRole("textbox", { name: /Look for a name/ }).fill("0299");
  await expect(page.getByRole("link", { name: `Certificate of ${nameOf(299)}` })).toBeVisible();
  await page.getByRole("textbox", { name: /Look for a name/ }).fill("");
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(page.getByRole("link", { name: /^Certificate of/ })).toHaveCount(all);
  await expectAccessible(page);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the complete package" }).click();
  const saved = await download;
  const archive = join(await createFolder("saved", {}), saved.suggestedFilename());
  await writeFile(archive, await readFile(await saved.path()));

  // Read back by somebody who has the archive and the folder, and no wallet.
  const auditor = await newPerson({ ether: "0" });
  await auditor.page.goto("/verify");
  const zone = auditor.page.getByText("Drop a file, a folder or a proof package");
  await dropFiles(zone, archive);
  await expect(auditor.page.getByRole("heading", { name: `${all} bundles` })).toBeVisible();
  await expect(auditor.page.getByText(`Cannot know: ${all}`)).toBeVisible();
  await auditor.page.getByRole("checkbox", { name: /^Tell what was recorded alone/ }).check();
  await auditor.page.getByRole("button", { name: /^Ask the node of/ }).click();
  await expect(auditor.page.getByText(`Proved: ${all}`)).toBeVisible();
  await expectAccessible(auditor.page);

  await page.getByRole("link", { name: `Register all ${all} as a series` }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("Harbour");
  await page.getByRole("combobox", { name: "Kind of work" }).selectOption("photographic");
  await page.getByRole("textbox", { name: "Name" }).first().fill("Ada Quill");
  await page.getByRole("combobox", { name: "Role" }).first().selectOption("photographer");
  await expect(page.getByText("“Harbour, 1 of 300”")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Publish and register 60" }).click();
  await expect(page.getByText(`60 of ${all} works registered`)).toBeVisible();
  await page.reload();
  await expect(page.getByText(`60 of ${all} works registered`)).toBeVisible();
  await page.getByRole("button", { name: "Publish and register 60" }).click();
  await expect(page.getByText(`120 of ${all} works registered`)).toBeVisible();

  await page.goto("/works");
  await page
    .getByRole("link", { name: /^Harbour, \d+ of 300$/ })
    .first()
    .click();
  await page.getByRole("link", { name: "Make an offer" }).click();
  await page.getByRole("radio", { name: /^Editorial/ }).check();
  await page.getByRole("textbox", { name: "Price of one seat" }).fill("0.01");
  await goOnToSign(page);
  await page.getByRole("button", { name: "Publish the offer" }).click();
  await expect(page.getByRole("heading", { name: "Your offer is open" })).toBeFocused();
  await expect(page.getByText(/119 more works of yours/)).toBeVisible();
  await page.getByRole("button", { name: "Publish 60 offers" }).click();
  await page.getByRole("button", { name: "Publish 59 offers" }).click();
  await expect(page.getByText("All 119 are offered so")).toBeVisible();
});
