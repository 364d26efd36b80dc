import { forever, formatId, licenceIdOf } from "@colophon/sdk";
import type { IndexedLicence, IndexedOffer, IndexedWork, IndexHealth } from "@colophon/sdk/index-api";
import type * as v from "valibot";
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

/** Something as an index writes it: a field that it does not have does not compile. */
type Written<Schema extends v.GenericSchema> = v.InferInput<Schema>;

/** A work as the index answers with it. */
export function indexedWork(changes: Partial<Written<typeof IndexedWork>> = {}): Written<typeof IndexedWork> {
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
    income: [],
    ...changes,
  };
}

/** A licence as the index answers with it: to print, for editorial purposes, worldwide, for a year. */
export function indexedLicence(changes: Partial<Written<typeof IndexedLicence>> = {}): Written<typeof IndexedLicence> {
  return {
    id: formatId(licenceIdOf({ work: 5n, serial: 1 }), "licence"),
    work: formatId(5n, "work"),
    workName: "The Salt Almanac",
    parent: null,
    offer: `0x${"0f".repeat(32)}`,
    terms: {
      id: `0x${"7e".repeat(24)}`,
      uses: ["print"],
      purposes: ["editorial"],
      territories: "worldwide",
      field: null,
      exclusivity: "non-exclusive",
      duration: 31_536_000,
      duties: false,
    },
    licensor: ines,
    holder: maya,
    seats: 1,
    version: 1,
    start: noon,
    end: noon + 31_536_000,
    endsAt: noon + 31_536_000,
    ended: null,
    state: "running",
    pricePaid: "50000000000000000",
    currency: zeroAddress,
    renewals: 0,
    soldAt: { block: 4, time: noon },
    ...changes,
  };
}

/** An offer as the index answers with it: the one that the licence above was sold by. */
export function indexedOffer(changes: Partial<Written<typeof IndexedOffer>> = {}): Written<typeof IndexedOffer> {
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
    starts: 0,
    schedule: null,
    state: "open",
    publishedAt: { block: 3, time: noon },
    ...changes,
  };
}

/** The health of an index that is to be relied on, unless something is wrong with it. */
export function indexHealth(changes: Partial<Written<typeof IndexHealth>> = {}): Written<typeof IndexHealth> {
  return {
    chainId: 31337,
    deployment: `0x${"de".repeat(32)}`,
    ready: true,
    state: "ready",
    sentence: "The index is up to date.",
    indexed: { ...indexedAt, hash: `0x${"b5".repeat(32)}` },
    chainHead: indexedAt,
    lagBlocks: 0,
    lagSeconds: 0,
    finalized: 0,
    diverged: null,
    rpc: "ok",
    content: { known: 1, fetched: 1, waiting: 0, failed: 0 },
    ...changes,
  };
}
