import { expect, type Page } from "@playwright/test";
import type { Hex } from "viem";
import { type HostileWork, registerHostileWorks } from "../../support/hostileWorks.ts";
import { deployment, rpcUrl, store, testClient } from "../support/chain.ts";
import { createAuthor } from "../support/createAuthor.ts";
import { expectAccessible, openTab, photograph } from "../support/page.ts";
import { test } from "../support/people.ts";

const missing = /Failed to load resource.*404/;
const refused = (page: Page) => page.getByText("The description of this work is refused");

function pathOf({ id }: Pick<HostileWork, "id">): string {
  return `/work/0x${id.toString(16).padStart(56, "0")}`;
}

/** Goes to another page as a link does, without loading the site again. */
async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate((target) => history.pushState({}, "", target), path);
}

/** Nothing of what strangers wrote has become more than text, and nothing of it ran. */
async function expectHarmless(page: Page, name: string): Promise<void> {
  const found = await page.evaluate(() => ({
    stolen: Reflect.get(window, "stolen") ?? Reflect.get(Object.prototype, "stolen"),
    elements: document.querySelectorAll(
      "main script, main iframe, main object, main embed, main form[action], main foreignObject, main [onerror], main [onload]",
    ).length,
    links: [...document.querySelectorAll("main a[href]")].filter(
      (link) => !/^(\/|#)/.test(link.getAttribute("href") ?? ""),
    ).length,
    overflow: document.documentElement.scrollWidth - innerWidth,
  }));
  expect(found, name).toEqual({ stolen: undefined, elements: 0, links: 0, overflow: 0 });
}

test.describe("hostile descriptions", () => {
  let snapshot: Hex;
  let works: HostileWork[];

  test.beforeAll(async () => {
    snapshot = await testClient.snapshot();
    works = await registerHostileWorks({ rpcUrl, deployment, store });
  });
  test.afterAll(() => testClient.revert({ id: snapshot }));

  test("W05 W06 every page of a hostile work is harmless, and says what is refused", async ({ newPerson }) => {
    const { page, guard } = await newPerson({ ether: "0" });
    guard.allow(missing);
    page.on("dialog", () => expect.soft(false, "a dialog opened").toBe(true));
    await page.goto("/verify");
    for (const work of works) {
      await follow(page, `${pathOf(work)}?tab=proof`);
      await expect(page.getByRole("region", { name: "The record" })).toBeVisible();
      await expect(page.getByRole("region", { name: "Other claims" })).toContainText(/None|Nothing/);
      if (work.outcome === "refused") await expect(refused(page), work.name).toBeVisible();
      else await expect(refused(page), work.name).toBeHidden();
      const text = await page.getByRole("main").textContent();
      for (const hidden of work.neverShown ?? []) expect(text, work.name).not.toContain(hidden);
      expect(await page.title(), work.name).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      await expectHarmless(page, work.name);
      if (/markup|reads backwards|megabyte/.test(work.name)) {
        await photograph(page, `fault-${work.name.replace(/\W+/g, "-")}`);
        await expectAccessible(page);
      }
    }
  });

  test("W05 W06 the catalogue with hostile works among its cards is harmless", async ({ newPerson }) => {
    const { page, guard } = await newPerson({ ether: "0", context: { viewport: { width: 360, height: 740 } } });
    guard.allow(missing);
    await page.goto("/works");
    await expect(page.getByText("Its description was refused").first()).toBeVisible();
    await expectHarmless(page, "catalogue");
    await expectAccessible(page);
  });
});

test("W07 R09 a store that sends other bytes is refused, and the record still stands", async ({ newPerson }) => {
  const { page } = await newPerson({ ether: "0" });
  const author = await createAuthor();
  const work = await author.register({ metadata: { name: "The true title" } });
  await page.route("**/ipfs/**", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace("The true title", "Another title!");
    await route.fulfill({ response, body });
  });
  await page.goto(work.path);
  await expect(refused(page)).toBeVisible();
  await expect(page.getByRole("main")).toContainText("sent other bytes than those asked for, so they were refused.");
  await expect(page.getByRole("main")).not.toContainText("Another title!");
  await openTab(page, "Proof and versions");
  await expect(page.getByRole("region", { name: "The record" })).toContainText(author.account.address.slice(0, 6));
  await expectAccessible(page);
});

test("W07 store offline: the proof still verifies", async ({ newPerson }) => {
  const { page, guard } = await newPerson({ ether: "0" });
  guard.allow(/Failed to load resource/);
  const author = await createAuthor();
  const content = crypto.randomUUID();
  const work = await author.register({ content, stamped: true });
  await page.route("**/ipfs/**", (route) => route.abort());
  await page.goto(work.path);
  await expect(page.getByText("The description of this work cannot be read now")).toBeVisible();
  await page.goto(`/verify?q=${work.manifest.files[0]?.sha256}`);
  const answer = page.getByRole("region", { name: "Answer" });
  await expect(answer).toContainText("A file with this digest belongs to one registered work.");
  await expect(answer).toContainText("by a sealed stamp, opened at registration");
});

test("W08 the site cannot be framed, and answers with its policy everywhere", async ({ newPerson }) => {
  const { page } = await newPerson({ ether: "0" });
  for (const path of ["/", "/work/0x1", "/config.json", "/nowhere.js"]) {
    const response = await page.request.get(path);
    expect(response.headers()["x-frame-options"], path).toBe("DENY");
    expect(response.headers()["content-security-policy"], path).toContain("frame-ancestors 'none'");
  }
});

for (const [what, path, sentence] of [
  ["work", `/work/0x${"7".repeat(56)}`, "There is no work with this number"],
  ["work", "/work/seven", "This is not the number of a work"],
  ["licence", `/licence/0x${"7".repeat(56)}00000001`, "There is no licence with this number"],
  ["licence", "/licence/0", "This is not the number of a licence"],
  ["offer", `/offer/0x${"7".repeat(64)}`, "There is no such offer"],
  ["offer", "/offer/<b>", "This is not the number of an offer"],
  ["page", "/no/such/page", "The address may be mistyped"],
] as const) {
  test(`unknown ${what} ${path.slice(0, 16)}: a sentence, and a way on`, async ({ newPerson }) => {
    const { page } = await newPerson({ ether: "0" });
    await page.goto(path);
    await expect(page.getByRole("main")).toContainText(sentence);
    await expectAccessible(page);
  });
}

test("W11 an opening that was changed by one character does not open, and says which part differs", async ({
  newPerson,
}) => {
  const { page } = await newPerson({ ether: "0" });
  const { opening } = await (await createAuthor()).register({ stamped: true });
  const other = (hex: string) => `${hex.slice(0, -1)}${hex.endsWith("0") ? "1" : "0"}`;
  const file = opening.manifest.files[0];
  if (!file) throw new Error("The manifest is empty.");
  const changed = {
    salt: { ...opening, salt: other(opening.salt) },
    claimant: { ...opening, claimant: other(opening.claimant) },
    commitment: { ...opening, commitment: other(opening.commitment) },
    contentRoot: { ...opening, contentRoot: other(opening.contentRoot) },
    digest: { ...opening, manifest: { ...opening.manifest, files: [{ ...file, sha256: other(file.sha256) }] } },
  };
  const answer = page.getByRole("region", { name: "Answer" });
  await page.goto("/verify");
  for (const [part, document] of Object.entries(changed)) {
    await page.getByTestId("choose-files").setInputFiles({
      name: `${part}.colophon.json`,
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify(document)),
    });
    await expect(answer, part).toContainText(`${part}.colophon.json`);
    await expect(answer, part).toContainText("Does not fit");
    await expect(answer, part).not.toContainText("The claimant held");
  }
  await page.getByTestId("choose-files").setInputFiles({
    name: "cut.colophon.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(opening).slice(0, -2)),
  });
  await expect(answer).toContainText("This opening file is damaged.");
  await expectAccessible(page);
});
