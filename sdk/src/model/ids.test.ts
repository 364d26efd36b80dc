import type { Address, Hex } from "viem";
import { describe, expect, it } from "vitest";
import vectors from "../../vectors/ids.json" with { type: "json" };
import { formatId, licenceIdOf, parseId, splitLicenceId, workIdOf } from "./ids.ts";
import { type Offer, offerIdOf } from "./offer.ts";

const work = BigInt(vectors.work.id);
const licence = BigInt(vectors.licence.id);

describe("published vectors", () => {
  it("numbers a work, a licence and an offer", () => {
    const { claimant, contentRoot } = vectors.work;
    expect(workIdOf({ claimant: claimant as Address, contentRoot: contentRoot as Hex })).toBe(work);
    expect(licenceIdOf({ work, serial: vectors.licence.serial })).toBe(licence);
    const { id, ...offer } = vectors.offer;
    const { work: of, parent, price } = offer;
    expect(offerIdOf({ ...offer, work: BigInt(of), parent: BigInt(parent), price: BigInt(price) } as Offer)).toBe(id);
  });
});

describe("numbers", () => {
  it("are read as they are written", () => {
    expect(splitLicenceId(licence)).toEqual({ work, serial: 7 });
    expect(formatId(work, "work")).toBe(vectors.work.hex);
    expect(parseId(vectors.work.hex, "work")).toBe(work);
    expect(parseId(` #${vectors.work.id} `, "work")).toBe(work);
    expect(parseId(formatId(licence, "licence"), "licence")).toBe(licence);
  });

  it.each(["", "0", "0x", "-1", "1.5", "abc", `0x1${"0".repeat(56)}`, "9".repeat(78), "1e5", "12 34"])(
    "refuse %j as a work",
    (text) => {
      expect(() => parseId(text, "work")).toThrow("is not the number of a work");
    },
  );

  it("refuse a work's first 32 zero bits as a licence's serial", () => {
    expect(() => parseId(String(work << 32n), "licence")).toThrow("is not the number of a licence");
  });
});
