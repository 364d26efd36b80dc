import { nameDocumentOf, nameTypedData } from "@colophon/sdk/read";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { Address } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { expect, it, vi } from "vitest";
import { fakeChain } from "../../testing/fakeChain.ts";
import { indexedWork } from "../../testing/fakeIndex.ts";
import { renderPage, testAccount } from "../../testing/renderPage.tsx";
import { PersonSeries, seriesIn } from "./PersonWorks.tsx";
import { SiteName } from "./SiteName.tsx";

const person = privateKeyToAccount(`0x${"11".repeat(32)}`);
const chain = () => fakeChain({ eth_getCode: () => "0x" });

async function served(domain = "ines.example"): Promise<string> {
  const statement = { domain, account: person.address, chainId: 31337, since: 1_773_324_309 };
  return nameDocumentOf([{ ...statement, signature: await person.signTypedData(nameTypedData(statement)) }]);
}

/** Opens the part of a person's page that checks a domain, on a browser that answers what the site serves. */
function open(answer: () => Promise<Response>, account: Address = person.address) {
  const ask = vi.fn(answer);
  vi.stubGlobal("fetch", ask);
  renderPage(<SiteName account={account} />, { chain: chain() });
  return ask;
}

const check = async (domain: string) => {
  const field = await screen.findByRole("textbox", { name: /Check a domain/ });
  await userEvent.clear(field);
  await userEvent.type(field, domain);
  await userEvent.click(screen.getByRole("button", { name: "Check now" }));
};

it("asks a site only when the reader says so, and keeps what it found with its time", async () => {
  const text = await served();
  const ask = open(async () => new Response(text));
  const field = await screen.findByRole("textbox", { name: /Check a domain/ });
  await userEvent.type(field, "Ines.Example");
  expect(screen.getByText("https://ines.example/.well-known/colophon.json")).toBeDefined();
  expect(ask).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Check now" }));
  expect((await screen.findByRole("link", { name: "ines.example" })).getAttribute("href")).toBe("https://ines.example");
  expect(ask).toHaveBeenCalledWith(
    "https://ines.example/.well-known/colophon.json",
    expect.objectContaining({ redirect: "error", credentials: "omit", referrerPolicy: "no-referrer" }),
  );
  expect(screen.getByText(/the domain said the same when this browser asked it/)).toBeDefined();
});

it("forgets the name when the domain serves it no more", async () => {
  open(async () => new Response(null, { status: 404 }));
  // What the test before kept.
  expect(await screen.findByRole("link", { name: "ines.example" })).toBeDefined();
  const other = await served("other.example");
  vi.stubGlobal("fetch", async () => new Response(other));
  await check("ines.example");
  expect(await screen.findByText(/but about other.example. It was copied from there/)).toBeDefined();
  expect(screen.queryByRole("link", { name: "ines.example" })).toBeNull();
});

it("takes what the reader brings where pages may not ask, and says so", async () => {
  open(async () => {
    throw new TypeError("Failed to fetch");
  });
  await check("ines.example");
  expect(await screen.findByText("The site could not be asked from here")).toBeDefined();
  await userEvent.click(screen.getByRole("textbox", { name: "What it shows" }));
  await userEvent.paste(await served());
  await userEvent.click(screen.getByRole("button", { name: "Check what I pasted" }));
  expect(await screen.findByText(/the domain said the same when you brought what it serves/)).toBeDefined();
});

it("refuses what is no public domain before anything is asked", async () => {
  const ask = open(async () => new Response(""), testAccount);
  await userEvent.type(await screen.findByRole("textbox", { name: /Check a domain/ }), "localhost");
  expect(screen.getByText(/is no public domain/)).toBeDefined();
  expect(screen.getByRole("button", { name: "Check now" }).getAttribute("aria-disabled")).toBe("true");
  expect(ask).not.toHaveBeenCalled();
});

it("shows works that were registered together as a series, and none that came alone", async () => {
  const block = (number: number) => ({ block: number, time: 1_773_324_309 });
  const works = [10, 2, 1].map((n) =>
    indexedWork({ id: `0x${String(n).padStart(64, "0")}`, name: `Tide ${n}`, registeredAt: block(4) }),
  );
  const alone = indexedWork({ id: `0x${"9".repeat(64)}`, registeredAt: block(5) });
  const series = seriesIn([alone, ...works] as never);
  expect(series.map((each) => each.length)).toEqual([3]);
  renderPage(<PersonSeries series={series} />, { chain: chain() });
  const item = within((await screen.findAllByRole("listitem"))[0] as HTMLElement);
  expect(item.getByText("Tide 1, Tide 2, Tide 10")).toBeDefined();
  expect(item.getByText(/^3 works, registered together on 12 March 2026/)).toBeDefined();
});
