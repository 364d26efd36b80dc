import { createHash } from "node:crypto";
import { stampCall } from "@colophon/sdk/calls";
import { expect, type Page, type Route } from "@playwright/test";
import { startAnvil } from "../../../scripts/local/chain.ts";
import { deployment, withBlocksHeld } from "../support/chain.ts";
import { createAuthor } from "../support/createAuthor.ts";
import { expectAccessible } from "../support/page.ts";
import { seal, test } from "../support/people.ts";

const rpc = "**/rpc";
const answer = (page: Page) => page.getByRole("region", { name: "Answer" });
const notice = (page: Page) => page.getByRole("alert").filter({ hasText: "Local chain" });
const stampButton = (page: Page) => page.getByRole("button", { name: "Stamp it" });
const stamped = (page: Page) => page.getByText("With the opening file you can show");
/** What a browser itself writes to the console about a request that fails. */
const failedRequest = /Failed to load resource/;

function someDigest(): string {
  return createHash("sha256").update(crypto.randomUUID()).digest("hex");
}

/** Changes the answers to one method, also where it is asked together with others. */
async function forge(page: Page, method: string, result: unknown): Promise<void> {
  await page.route(rpc, async (route) => {
    const asked = [route.request().postDataJSON()].flat() as { id: number; method: string }[];
    if (!asked.some((request) => request.method === method)) return route.fallback();
    const answers = [await (await route.fetch()).json()].flat() as { id: number }[];
    const forged = answers.map((given) => {
      const request = asked.find(({ id }) => id === given.id);
      return request?.method === method ? { jsonrpc: "2.0", id: given.id, result } : given;
    });
    await route.fulfill({ json: forged.length === 1 ? forged[0] : forged });
  });
}

const outages: Record<string, (route: Route) => Promise<void>> = {
  "does not answer": (route) => route.abort(),
  "answers 500": (route) => route.fulfill({ status: 500, body: "Internal error" }),
  "answers 429": (route) => route.fulfill({ status: 429, body: "Too many requests" }),
  "answers half of a JSON": (route) =>
    route.fulfill({ contentType: "application/json", body: '{"jsonrpc":"2.0","id":1,"re' }),
  "answers a web page": (route) => route.fulfill({ contentType: "text/html", body: "<h1>Log in to the café</h1>" }),
};

for (const [fault, answerWith] of Object.entries(outages)) {
  test(`C06 RPC ${fault}: a look-up ends in "cannot know", never in "not found"`, async ({ newPerson }) => {
    const { page, guard } = await newPerson({ ether: "0" });
    guard.allow(failedRequest);
    await page.route(rpc, answerWith);
    await page.goto(`/verify?q=${someDigest()}`);
    await expect(answer(page)).toContainText("Cannot know");
    await expect(answer(page)).not.toContainText("Not found");
    await expect(notice(page)).toContainText("does not answer right now.");
    await page.unroute(rpc);
    await answer(page).getByRole("button", { name: "Try again" }).click();
    await expect(answer(page)).toContainText("Not found");
  });
}

test("C06 RPC down before sending: nothing is sent, and it goes on when it is back", async ({ newPerson }) => {
  const person = await newPerson();
  const { page, wallet, guard } = person;
  guard.allow(failedRequest);
  await seal(person);
  await page.route(rpc, (route) => route.abort());
  await stampButton(page).click();
  await expect(page.getByRole("main").getByText("The node can't be reached.").first()).toBeVisible();
  expect(wallet.count("eth_sendTransaction")).toBe(0);
  await expectAccessible(page);
  await page.unroute(rpc);
  // The cost is asked for again every 20 seconds.
  await stampButton(page).click();
  await expect(stamped(page)).toBeVisible();
  expect(wallet.count("eth_sendTransaction")).toBe(1);
});

test("C06 RPC down between sending and receipt: the page waits, and finishes when it is back", async ({
  newPerson,
}) => {
  const person = await newPerson();
  const { page, wallet, guard } = person;
  guard.allow(failedRequest);
  await seal(person);
  await withBlocksHeld(async () => {
    await stampButton(page).click();
    await expect(page.getByText("Sent, waiting for the network")).toBeVisible();
    await page.route(rpc, (route) => route.abort());
  });
  await page.reload();
  await expect(notice(page)).toContainText("does not answer right now.");
  await expect(page.getByText("Sent, waiting for the network")).toBeVisible();
  await page.unroute(rpc);
  await expect(stamped(page)).toBeVisible();
  expect(wallet.count("eth_sendTransaction")).toBe(1);
});

test("C06 RPC slow: the page says that it is looking, and stays usable", async ({ newPerson }) => {
  const { page } = await newPerson({ ether: "0" });
  const gate = Promise.withResolvers<void>();
  await page.route(rpc, async (route) => {
    await gate.promise;
    await route.continue();
  });
  await page.goto(`/verify?q=${someDigest()}`);
  await expect(answer(page)).toContainText("Looking on Local chain…");
  await page.getByRole("textbox", { name: "Or paste what you have" }).fill("not a digest");
  await page.getByRole("button", { name: "Look it up" }).click();
  await expect(page.getByText("This is neither a digest")).toBeVisible();
  gate.resolve();
  await expect(answer(page)).toContainText("Not found");
});

test("C06 RPC of another chain: nothing is read or sent", async ({ newPerson }) => {
  const { page } = await newPerson({ ether: "0" });
  await forge(page, "eth_chainId", "0x1");
  await page.goto(`/verify?q=${someDigest()}`);
  await expect(notice(page)).toContainText("answers for another chain (number 1).");
  await expect(answer(page)).toContainText("Cannot know");
});

test("C07 no contracts at the address: cannot know", async ({ newPerson }) => {
  const { page } = await newPerson({ ether: "0" });
  await forge(page, "eth_getCode", "0x");
  await page.goto(`/verify?q=${someDigest()}`);
  await expect(notice(page)).toContainText("answers, but Colophon's contracts are not there.");
  await expect(answer(page)).toContainText("Cannot know");
});

test("C08 node restarted empty: what was stamped is not called unknown", async ({ newPerson }) => {
  const { page } = await newPerson({ ether: "0" });
  const author = await createAuthor();
  const commitment = `0x${someDigest()}` as const;
  await author.send(stampCall(deployment, { commitment }));
  await page.goto(`/verify?q=${commitment}`);
  await expect(answer(page)).toContainText("This was stamped by");

  const empty = await startAnvil();
  try {
    await page.route(rpc, async (route) => {
      const body = route.request().postData() ?? "";
      const response = await fetch(empty.rpcUrl, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body,
      });
      await route.fulfill({ contentType: "application/json", body: await response.text() });
    });
    // The page is open all the while: it has asked for the contracts before.
    await page.getByRole("textbox", { name: "Or paste what you have" }).fill(someDigest());
    await page.getByRole("button", { name: "Look it up" }).click();
    await expect(answer(page)).toContainText("Cannot know");
    await page.reload();
    await expect(notice(page)).toContainText("If this is your own local chain, it may have been started anew.");
    await expect(answer(page)).toContainText("Cannot know");
    await expectAccessible(page);
  } finally {
    await empty.stop();
  }
});
