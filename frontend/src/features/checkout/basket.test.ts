import type { LicenceRecord } from "@colophon/sdk/read";
import type { Hex } from "viem";
import { describe, expect, it } from "vitest";
import {
  blockAt,
  deploymentFixture,
  ines,
  licenceDetails,
  maya,
  noon,
  offerRecord,
  tomas,
  workRecord,
} from "../../testing/fixtures.ts";
import { type BasketItem, basketOf, buysOf, lineOf } from "./basket.ts";

const id = (digit: string): Hex => `0x${digit.repeat(64)}`;

const own = {
  claimant: maya,
  evidence: { kind: "record" as const, at: workRecord().registered },
  gaps: [],
};

function item(change: Partial<NonNullable<BasketItem["offered"]>> = {}): BasketItem {
  const record = offerRecord();
  return {
    id: record.id,
    offered: {
      record,
      work: workRecord({ controller: maya }),
      standing: { own, earlier: [], later: [], compared: 1 },
      conflicts: { enforced: undefined, licences: [], offers: [], until: undefined },
      ...change,
    },
  };
}

const buyer = {
  account: tomas,
  licences: [] as readonly LicenceRecord[],
  accepted: new Set<Hex>(),
  block: blockAt(noon),
  now: noon * 1000,
};

describe("a basket", () => {
  it("takes each offer once that its address names, and nothing else", () => {
    expect(basketOf(`${id("a")},${id("a")},<b>,${id("b")},0x12`)).toEqual([id("a"), id("b")]);
    expect(basketOf("")).toEqual([]);
  });

  it("buys an open offer that nothing has to be read for", () => {
    expect(lineOf(item(), buyer).kind).toBe("buyable");
  });

  it("shows a licence that is held, and does not buy it again", () => {
    const { offered } = item();
    const licence = licenceDetails({ work: offered?.record.offer.work ?? 0n, terms: offered?.record.terms });
    expect(lineOf(item(), { ...buyer, licences: [licence] })).toMatchObject({ kind: "held", licence });
  });

  it("leaves to its own page what has to be read first, or cannot be bought, and says which it is", () => {
    const sentenceOf = (line: ReturnType<typeof lineOf>) => ("sentence" in line ? line.sentence : line.kind);
    const until = { enforced: undefined, licences: [], offers: [], until: noon + 5 };
    expect(sentenceOf(lineOf(item({ conflicts: until }), buyer))).toContain("Somebody has this right already");
    expect(sentenceOf(lineOf(item(), { ...buyer, account: maya }))).toContain("something to read");
    expect(sentenceOf(lineOf({ id: id("a"), offered: undefined }, buyer))).toContain("no such offer");
    const closed = item({ record: { ...offerRecord(), state: "closed" } });
    expect(sentenceOf(lineOf(closed, buyer))).toContain("closed for good");
    const forInes = offerRecord();
    const quoted = item({ record: { ...forInes, offer: { ...forInes.offer, buyer: ines } } });
    expect(sentenceOf(lineOf(quoted, buyer))).toBe("It is for another account.");
  });

  it("buys each for the buyer, one seat, at its price, and for the version that was read", () => {
    const { offered } = item();
    if (!offered) throw new Error("The fixture has an offer.");
    const [buy, ...rest] = buysOf({
      ...{ deployment: deploymentFixture, offered: [offered], recipient: tomas, deadline: noon + 60 },
      priceOf: () => "0.05 ETH",
    });
    expect(rest).toEqual([]);
    expect(buy?.says).toBe("Buy one licence of “The Salt Almanac” for 0.05 ETH.");
    expect(buy?.call).toMatchObject({ functionName: "buy", value: offered.record.offer.price });
    expect(buy?.call.args[1]).toMatchObject({
      seats: 1,
      version: 1,
      recipient: tomas,
      maximum: offered.record.offer.price,
    });
  });
});
