/** Everything that a browser keeps, saved as one encrypted file and put back on a new device. */
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { createFolder, dropFiles, sessionOf } from "./support/files.ts";
import { expectAccessible, photograph } from "./support/page.ts";
import { type Person, seal, test } from "./support/people.ts";
import { stackUrl } from "./support/stackUrl.ts";

const fold = (page: Page) => page.getByText("Everything in this browser as one file");
const save = (page: Page) => page.getByRole("button", { name: "Save the copy" });

/** A device that has passkeys, whose owner says yes. */
async function givePasskeys({ page }: Person) {
  const devtools = await sessionOf(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      ...{ protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal" },
      ...{ hasResidentKey: true, hasUserVerification: true, hasPrf: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  return {
    forget: () => devtools.send("WebAuthn.clearCredentials", { authenticatorId }),
    count: async () => (await devtools.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length,
  };
}

/** As on a new device: the browser keeps nothing. */
async function forgetAll(page: Page) {
  await page.evaluate(async () => {
    localStorage.clear();
    for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
  });
  await page.reload();
}

async function saved(page: Page): Promise<string> {
  const download = page.waitForEvent("download");
  await save(page).click();
  const file = await download;
  const path = join(await createFolder("copies", {}), file.suggestedFilename());
  await file.saveAs(path);
  await expect(page.getByText("Saved. Keep it apart from this device.")).toBeVisible();
  return path;
}

/** Opens the part of the page again that a reload folds. */
async function visit(page: Page) {
  await page.goto("/prove");
  await fold(page).click();
}

const site = stackUrl().replace("127.0.0.1", "localhost");

test("a copy is locked with a passkey, and put back on a new device with it alone", async ({ newPerson }) => {
  const person = await newPerson({ context: { baseURL: site } });
  const { page } = person;
  const commitment = await seal(person);
  await visit(page);
  const passkeys = await givePasskeys(person);
  await page.getByLabel("A passkey").check();
  await expectAccessible(page);
  const first = await saved(page);
  expect(await passkeys.count()).toBe(1);
  // The next copy takes the same one.
  const second = await saved(page);
  expect(await passkeys.count()).toBe(1);

  await forgetAll(page);
  await visit(page);
  await expect(page.getByText("This browser keeps nothing of yours yet.")).toBeVisible();
  for (const path of [first, second]) {
    await dropFiles(page.getByText("Drop the copy here"), path);
    await page.getByRole("button", { name: "Put it back" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "The copy was put back" })).toContainText(
      path === first ? "New in this browser: 1 proof" : "It holds nothing that was missing here",
    );
  }
  await photograph(page, "backup-passkey");
  await page.goto(`/prove/${commitment}`);
  await expect(page.getByRole("button", { name: "Stamp it" })).toBeVisible();

  // A passkey that is gone opens nothing, and another one does not either.
  await passkeys.forget();
  await visit(page);
  await dropFiles(page.getByText("Drop the copy here"), first);
  await page.getByRole("button", { name: "Put it back" }).click();
  await expect(page.getByText("No passkey was used")).toBeVisible();
  await page.getByLabel("A passkey").check();
  await saved(page);
  await page.getByRole("button", { name: "Put it back" }).click();
  await expect(page.getByText("This passkey does not open it")).toBeVisible();
});

test("a site without a name has no passkeys: it says so, and a passphrase does", async ({ newPerson }) => {
  const person = await newPerson();
  const { page } = person;
  await seal(person);
  await visit(page);
  await page.getByLabel("A passkey").check();
  await save(page).click();
  await expect(page.getByText("This browser, device or site has no passkeys that can lock a file")).toBeVisible();
  await page.getByLabel("A passphrase").check();
  await page.getByLabel("Passphrase", { exact: true }).fill("harbour salt almanac tide");
  await page.getByLabel("The same passphrase again").fill("harbour salt almanac tide");
  const path = await saved(page);
  await forgetAll(page);
  await visit(page);
  await dropFiles(page.getByText("Drop the copy here"), path);
  await page.getByLabel("Its passphrase").fill("harbour salt almanac tide");
  await page.getByRole("button", { name: "Put it back" }).click();
  await expect(page.getByText("New in this browser: 1 proof")).toBeVisible();
});
