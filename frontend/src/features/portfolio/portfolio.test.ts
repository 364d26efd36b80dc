import { forever } from "@colophon/sdk";
import { IndexedLicence, IndexedWork } from "@colophon/sdk/index-api";
import * as v from "valibot";
import { zeroAddress } from "viem";
import { describe, expect, it } from "vitest";
import { indexedLicence, indexedWork } from "../../testing/fakeIndex.ts";
import { ines, noon } from "../../testing/fixtures.ts";
import { remainingLife, salesByMonth, stageOf, sumByCurrency } from "./figures.ts";

const work = (changes: Parameters<typeof indexedWork>[0]) => v.parse(IndexedWork, indexedWork(changes));
const licence = (changes: Parameters<typeof indexedLicence>[0]) => v.parse(IndexedLicence, indexedLicence(changes));
const day = 86_400;

describe("stageOf", () => {
  it("names the furthest stage", () => {
    const open = { offers: { open: 2, cheapest: null } };
    const income = (received: string) => ({ income: [{ currency: zeroAddress, received }] });
    expect(stageOf(work({}))).toBe("registered");
    expect(stageOf(work(open))).toBe("offered");
    expect(stageOf(work({ ...open, licencesSold: 1, ...income("0") }))).toBe("licensed");
    expect(stageOf(work({ ...income("1") }))).toBe("earning");
  });
});

describe("remainingLife", () => {
  it.each<[string, Parameters<typeof indexedLicence>[0], string]>([
    ["the moment before the end", { endsAt: noon + 1 }, "month"],
    ["the end itself", { endsAt: noon }, "over"],
    ["30 days", { endsAt: noon + 30 * day }, "month"],
    ["a second more", { endsAt: noon + 30 * day + 1 }, "year"],
    ["365 days", { endsAt: noon + 365 * day }, "year"],
    ["a second more than a year", { endsAt: noon + 365 * day + 1 }, "longer"],
    ["no end", { endsAt: forever }, "forever"],
    ["ended for a breach", { endsAt: forever, ended: "terminated", state: "terminated" }, "over"],
  ])("L01 at %s", (_, changes, life) => {
    expect(remainingLife(licence(changes), noon)).toBe(life);
  });
});

describe("sums", () => {
  it("add up each currency for itself, to the last digit", () => {
    const one = 10n ** 40n + 1n;
    expect(
      sumByCurrency([
        { currency: zeroAddress, amount: one },
        { currency: ines, amount: 0n },
        { currency: zeroAddress, amount: 2n },
      ]),
    ).toEqual([{ currency: zeroAddress, amount: one + 2n }]);
  });

  it("stand in the month of the sale, with every month until now", () => {
    const at = (text: string) => Date.parse(text) / 1000;
    const sold = (time: string, pricePaid: string, currency: string = zeroAddress) =>
      licence({ soldAt: { block: 1, time: at(time) }, pricePaid, currency });
    const months = salesByMonth(
      [
        sold("2026-01-31T23:59:59Z", "5"),
        sold("2026-01-01T00:00:00Z", "7"),
        sold("2026-03-02Z", "1"),
        sold("2025-01-01Z", "9", ines),
        sold("2024-01-01Z", "0"),
      ],
      zeroAddress,
      at("2026-04-10Z"),
    );
    expect(months).toEqual([
      { start: at("2026-01-01Z"), amount: 12n },
      { start: at("2026-02-01Z"), amount: 0n },
      { start: at("2026-03-01Z"), amount: 1n },
      { start: at("2026-04-01Z"), amount: 0n },
    ]);
    expect(salesByMonth([], zeroAddress, 0)).toEqual([]);
  });
});
