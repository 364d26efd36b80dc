/** Being told on the device of what newly waits: allowed, refused, and with a question that nobody answers. */

import { expect, type Page } from "@playwright/test";
import { parseEther } from "viem";
import { createAuthor } from "./support/createAuthor.ts";
import { day, hour, hourly, pass, pathOf, sell } from "./support/licences.ts";
import { expectAccessible, phone, step } from "./support/page.ts";
import { connectWallet, type Person, test } from "./support/people.ts";

/** What the device shows just now, by what answers for the site without a network. */
const shown = (page: Page) =>
  page.evaluate(async () => {
    const notifications = await (await navigator.serviceWorker.ready).getNotifications();
    return notifications.map(({ title, data }) => ({ title, path: String(data.path) }));
  });

/** The person comes back to a tab, which then looks if it is time. */
const comeBack = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));

/**
 * A click on what the device shows, which no driver can make. The browser brings a tab to the front after a real one only,
 * so that part is left out here.
 */
async function clickNotification({ context }: Person): Promise<void> {
  const [worker] = context.serviceWorkers();
  if (!worker) throw new Error("Nothing answers for the site.");
  await worker.evaluate(async () => {
    const { registration, WindowClient } = self as unknown as {
      registration: ServiceWorkerRegistration;
      WindowClient: { prototype: { focus: () => Promise<unknown> } };
    };
    const [notification] = await registration.getNotifications();
    WindowClient.prototype.focus = async function focus() {
      return this;
    };
    const click = new Event("notificationclick");
    self.dispatchEvent(Object.assign(click, { notification, waitUntil: () => undefined }));
  });
}

const theSwitch = (page: Page) => page.getByRole("switch", { name: /^Tell me on this device/ });
const said = (page: Page) => page.getByRole("region", { name: "Notifications" }).getByRole("status");
const kept = (page: Page) => page.evaluate(() => localStorage.getItem("colophon.telling"));

async function openDesk(person: Person): Promise<void> {
  await person.page.goto("/");
  await connectWallet(person);
  await expect(theSwitch(person.page)).toBeVisible();
}

test("what newly waits is told once on the device, and leads to its page in the tab that is open", async ({
  newPerson,
}) => {
  const person = await newPerson({ context: { serviceWorkers: "allow", permissions: ["notifications"] } });
  const { page, context } = person;
  await openDesk(person);
  await theSwitch(page).check();
  await expect.poll(() => kept(page)).toContain('"known":[]');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expectAccessible(page);
  await step(page, "telling-01-on");
  await phone(page, "telling-01-on-phone");

  const author = await createAuthor();
  const terms = { duration: 30 * day, conditions: { ...hourly, minimum: parseEther("0.002") } };
  const { licence } = await sell(author, person.account, terms);
  await pass(2 * hour);
  const other = await context.newPage();
  await other.goto("/browsers");
  const title = "Report under licence 1 of “Tide Tables”";
  await expect(async () => {
    await Promise.all([comeBack(page), comeBack(other)]);
    expect((await shown(page)).map((each) => each.title)).toContain(title);
  }).toPass();
  const path = `${pathOf(licence)}?tab=reports`;
  expect((await shown(page)).filter((each) => each.title === title)).toEqual([{ title, path }]);
  await other.close();

  // What stands in the list already is told no second time.
  await page.evaluate(async () => {
    for (const each of await (await navigator.serviceWorker.ready).getNotifications()) {
      if (!String(each.data.path).includes("?tab=reports")) each.close();
    }
    Object.assign(window, { same: true });
  });
  await clickNotification(person);
  await expect(page).toHaveURL(path);
  await expect(page.getByRole("region", { name: "Reports and payments" })).toContainText("missing");
  expect(await page.evaluate(() => "same" in window)).toBe(true);
  expect(await shown(page)).toEqual([]);
  await pass(hour);
  await comeBack(page);
  await page.goto("/");
  await expect(theSwitch(page)).toBeChecked();
  expect((await shown(page)).map((each) => each.title)).not.toContain(title);
  await theSwitch(page).uncheck();
  expect(await kept(page)).toBeNull();
});

test("a browser that refuses says so, and the desk goes on", async ({ newPerson }) => {
  const person = await newPerson();
  const { page } = person;
  await page.addInitScript(() => {
    Object.defineProperty(Notification, "permission", { get: () => "denied" });
    Notification.requestPermission = async () => "denied";
  });
  await openDesk(person);
  await expect(said(page)).toBeEmpty();
  await theSwitch(page).click();
  await expect(said(page)).toContainText("This browser does not let the site tell you anything");
  await expect(theSwitch(page)).not.toBeChecked();
  await expect(page.getByText("Nothing waits for you")).toBeVisible();
  await step(page, "telling-02-refused");
});

test("a question that nobody answers holds nothing up", async ({ newPerson }) => {
  const person = await newPerson();
  const { page } = person;
  await page.addInitScript(() => {
    Object.defineProperty(Notification, "permission", { get: () => "default" });
    Notification.requestPermission = () => new Promise(() => undefined);
  });
  await openDesk(person);
  await theSwitch(page).check();
  await expect(said(page)).toContainText("Your browser asks whether this site may tell you");
  await expect(page.getByText("Nothing waits for you")).toBeVisible();
  await theSwitch(page).uncheck();
  await expect(said(page)).toBeEmpty();
  expect(await kept(page)).toBeNull();
});
