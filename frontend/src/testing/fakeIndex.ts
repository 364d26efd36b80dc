import { forever, formatId, licenceIdOf } from "@colophon/sdk";
import { zeroAddress } from "viem";
import { vi } from "vitest";
import { ines, maya, noon } from "./fixtures.ts";

type Answer = (url: URL, body: unknown) => unknown;

/** The block that the index of the tests has read; the chain of the tests is at block 7. */
export const indexedAt = { block: 5, time: noon };

/**
 * Stands in for an index: answers by the path after "/index". An answer may be a Response, for what goes wrong. Returns
 * what was asked.
 */
export function fakeIndex(answers: Record<string, Answer>): { asked: { path: string; body: unknown }[] } {
  const asked: { path: string; body: unknown }[] = [];
  vi.stubGlobal(
    "fetch",
    vi.fn(async (input: string, init: RequestInit = {}) => {
      const url = new URL(input, "http://index.test");
      const path = url.pathname.replace(/^\/index/, "");
      const body = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
      asked.push({ path: `${path}${url.search}`, body });
      init.signal?.throwIfAborted();
      const answer = answers[path];
      const given = answer
        ? await answer(url, body)
        : Response.json({ error: { code: "NotFound", message: `There is no ${path}.` } }, { status: 404 });
      return given instanceof Response ? given : Response.json(given);
    }),
  );
  return { asked };
}

/** A work as the index answers with it. */
export function indexedWork(changes: Record<string, unknown> = {}) {
  return {
    id: formatId(5n, "work"),
    claimant: ines,
    controller: ines,
    category: "literary",
    name: "The Salt Almanac",
    description: "A novella in twelve tides.",
    image: null,
    thumbnail: null,
    language: "en",
    credits: [{ name: "Ines Okafor", role: "author", account: ines }],
    registeredAt: { block: 2, time: noon },
    provenTime: noon,
    revisions: 0,
    offers: { open: 0, cheapest: null },
    licencesSold: 0,
    parents: 0,
    derivatives: 0,
    ...changes,
  };
}

/** A licence as the index answers with it: for a year, editorial, worldwide. */
export function indexedLicence(changes: Record<string, unknown> = {}) {
  return {
    id: formatId(licenceIdOf({ work: 5n, serial: 1 }), "licence"),
    work: formatId(5n, "work"),
    workName: "The Salt Almanac",
    parent: null,
    offer: `0x${"0f".repeat(32)}`,
    terms: {
      id: `0x${"7e".repeat(24)}`,
      uses: ["editorial"],
      territories: "worldwide",
      exclusivity: "non-exclusive",
      duration: 31_536_000,
    },
    licensor: ines,
    holder: maya,
    seats: 1,
    start: noon,
    end: noon + 31_536_000,
    terminatedAt: null,
    state: "live",
    pricePaid: "50000000000000000",
    currency: zeroAddress,
    renewals: 0,
    soldAt: { block: 4, time: noon },
    ...changes,
  };
}

/** An offer as the index answers with it: the one that the licence above was sold by. */
export function indexedOffer(changes: Record<string, unknown> = {}) {
  const { terms, work, workName, offer } = indexedLicence();
  return {
    id: offer,
    work,
    workName,
    parent: null,
    licensor: ines,
    buyer: null,
    terms,
    currency: zeroAddress,
    price: "50000000000000000",
    supply: null,
    sold: 1,
    opens: 0,
    closes: forever,
    state: "open",
    publishedAt: { block: 3, time: noon },
    ...changes,
  };
}
