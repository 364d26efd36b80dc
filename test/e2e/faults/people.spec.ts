import { readStamp } from "@colophon/sdk/read";
import { expect, type Locator, type Page } from "@playwright/test";
import type { Hex } from "viem";
import { readContext } from "../support/chain.ts";
import { createAuthor } from "../support/createAuthor.ts";
import { createFile } from "../support/files.ts";
import { expectAccessible, photograph } from "../support/page.ts";
import { seal, test } from "../support/people.ts";

/** Goes on with the Tab key until the element has the focus, which must be seen. */
async function tabTo(target: Locator): Promise<void> {
  const page = target.page();
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      const outline = await target.evaluate((element) => getComputedStyle(element).outlineStyle);
      expect(outline, "the outline of what has the focus").not.toBe("none");
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`${target} is not reached by Tab.`);
}

async function press(target: Locator): Promise<void> {
  await expect(target).toBeEnabled();
  await tabTo(target);
  await target.page().keyboard.press("Enter");
}

test("W12 keyboard only: from the first page to a stamp", async ({ newPerson }) => {
  const { page } = await newPerson();
  await page.goto("/");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  await skip.waitFor({ state: "attached" });
  await page.keyboard.press("Tab");
  await expect(skip).toBeFocused();
  await page.keyboard.press("Enter");
  const chooser = page.waitForEvent("filechooser");
  await press(page.getByRole("button", { name: "Choose files" }));
  await (await chooser).setFiles(await createFile("poem.txt"));
  await press(page.getByRole("main").getByRole("button", { name: "Connect a wallet" }));
  const dialog = page.getByRole("dialog");
  await press(dialog.getByRole("button", { name: "Quill Wallet" }));
  await expect(dialog).toBeHidden();
  await press(page.getByRole("button", { name: "Seal it" }));
  await page.waitForURL(/\/prove\/0x[0-9a-f]{64}$/);
  const download = page.waitForEvent("download");
  await press(page.getByRole("button", { name: "Save the proof package" }));
  await download;
  await press(page.getByRole("button", { name: "Stamp it" }));
  await expect(page.getByText("With the opening file you can show")).toBeVisible();
  expect(await readStamp(readContext, page.url().slice(-66) as Hex)).toMatchObject({ status: "found" });
});

test("W12 a dialog keeps the focus, closes with Escape and gives the focus back", async ({ newPerson }) => {
  const { page } = await newPerson();
  await page.goto("/");
  const button = page.getByRole("button", { name: "Connect wallet" });
  await tabTo(button);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press("Tab");
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

async function pagesToRead(): Promise<string[]> {
  const author = await createAuthor();
  const work = await author.register({ metadata: { name: "Notes on a harbour in winter" } });
  const { path } = await author.offer(work);
  return [
    "/",
    "/prove",
    "/register",
    "/works",
    work.path,
    path,
    "/licences",
    "/earn",
    "/search",
    "/search/registered",
    "/clearance",
    "/portfolio",
    "/trends",
    "/browsers",
    `/verify?q=${work.path.slice(6)}`,
  ];
}

/** Everything is within the width of the page: nobody has to scroll sideways to read. */
async function expectNothingCut(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, `what sticks out of ${page.url()}`).toBeLessThanOrEqual(0);
}

for (const [name, viewport, deviceScaleFactor] of [
  ["200 % zoom", { width: 640, height: 360 }, 2],
  ["small phone", { width: 320, height: 568 }, 2],
] as const) {
  test(`W12 ${name}: nothing is cut off, and everything stays in reach`, async ({ newPerson }) => {
    const { page, guard } = await newPerson({ ether: "0", context: { viewport, deviceScaleFactor } });
    // An index that is still reading the chain says so; the pages say it too.
    guard.allow(/503 .*\/index\//);
    for (const path of await pagesToRead()) {
      await page.goto(path);
      await expectNothingCut(page);
      await expectAccessible(page);
    }
    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Prove" }).click();
    await expect(page).toHaveURL("/prove");
    await photograph(page, `fault-${name.replace(/\W+/g, "-")}`);
  });
}

test("W12 reduced motion: nothing moves that need not", async ({ newPerson }) => {
  const person = await newPerson({ context: { reducedMotion: "reduce" } });
  const { page } = person;
  await seal(person);
  await page.getByRole("button", { name: /^Wallet:/ }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  const lasting = await page.evaluate(
    () => document.getAnimations().filter((one) => Number(one.effect?.getComputedTiming().activeDuration) > 1).length,
  );
  expect(lasting).toBe(0);
});

test("W12 no colour: what is chosen, wrong or done is said in words too", async ({ newPerson }) => {
  const { page } = await newPerson({ ether: "0", context: { forcedColors: "active" } });
  await page.goto("/register");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Choose the files of your work first." })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Files" }).first()).toHaveAttribute("aria-current", "step");
});
