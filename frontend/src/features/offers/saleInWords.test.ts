import { forever, unlimitedSupply } from "@colophon/sdk";
import { describe, expect, it } from "vitest";
import { saleInWords } from "./offerForm.ts";

const now = 1_800_000_000;

describe("saleInWords", () => {
  it("says that there is no limit", () => {
    expect(saleInWords({ supply: unlimitedSupply, opens: 0, closes: forever, starts: 0 }, now)).toBe(
      "Any number of licences, from the moment it is published until you close it.",
    );
  });

  it("L01 says the first second on sale and the first one that is not, in UTC", () => {
    expect(saleInWords({ supply: 25, opens: 1_893_456_000, closes: 1_896_134_400, starts: 0 }, now)).toBe(
      "Up to 25 licences, from 1 January 2030, 00:00:00 UTC and before 1 February 2030, 00:00:00 UTC.",
    );
    expect(saleInWords({ supply: 25, opens: 0, closes: forever, starts: 1_893_456_000 }, now)).toMatch(
      /until you close it\. They start on 1 January 2030, 00:00:00 UTC, or when they are sold if that is later\.$/,
    );
    expect(saleInWords({ supply: 1, opens: now, closes: forever, starts: 0 }, now)).toMatch(
      /^One licence, from the moment/,
    );
  });
});
