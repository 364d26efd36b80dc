import { zeroAddress } from "viem";
import { describe, expect, it } from "vitest";
import { deploymentFixture } from "../../testing/fixtures.ts";
import { emptySale, readSaleForm, type SaleForm } from "./saleForm.ts";

const seller = `0x${"1".repeat(40)}` as const;
const buyer = `0x${"2".repeat(40)}` as const;
const now = 1_800_000_000;
const ether = { address: zeroAddress, symbol: "ETH", name: "Ether", decimals: 18, listed: true };

const good: SaleForm = { ...emptySale, price: "1.5", buyer, closes: "2030-01-01", share: "12.5", room: "2" };

const read = (change: Partial<SaleForm> = {}, currency: typeof ether | null = ether) =>
  readSaleForm({
    form: { ...good, ...change },
    currency: currency ?? undefined,
    seller,
    place: deploymentFixture,
    now,
  });

describe("the form of a sale", () => {
  it("says what is asked for, through the end of the last day", () => {
    expect(read()).toEqual({
      errors: {},
      asked: {
        ...{ control: true, units: 12_500_000, currency: zeroAddress, price: 1_500_000_000_000_000_000n },
        ...{ buyer, closes: Date.UTC(2030, 0, 2) / 1000, room: 2, resaleRoyalty: false },
      },
    });
    expect(read({ words: "# Ours", resale: true }).asked).toMatchObject({ words: "# Ours", resaleRoyalty: true });
  });

  it("sells shares, and not the work, to anybody", () => {
    expect(read({ control: false, buyer: "" }).asked).toMatchObject({ control: false, units: 12_500_000 });
    expect(read({ control: false, buyer: "" }).asked).not.toHaveProperty("buyer");
    expect(read({ buyer: "" }).errors).toEqual({
      buyer: "A work is sold to somebody named. Paste the address of the buyer.",
    });
  });

  it("says of each field what is wrong with it", () => {
    expect(read({ control: false, share: "" }).errors).toHaveProperty("share");
    expect(read({ control: false, share: "0" }).errors).toHaveProperty("share", "0 % is nothing. Type more.");
    expect(read({ share: "101" }).errors).toHaveProperty("share");
    expect(read({ price: "" }).errors).toEqual({ price: "Type an amount." });
    expect(read({ price: "1.0000000000000000001" }).errors).toHaveProperty("price");
    expect(read({ buyer: seller }).errors).toEqual({ buyer: "This is your own account. Name the buyer's." });
    expect(read({ closes: "" }).errors).toEqual({ closes: "Choose until when it can be bought." });
    expect(read({ closes: "2020-01-01" }).errors).toEqual({ closes: "This day is over. Choose a later one." });
    expect(read({ room: "-1" }).errors).toHaveProperty("room");
    expect(read({ currency: "other", token: "" }, null)).toMatchObject({
      asked: undefined,
      errors: { token: "Enter the address of the token." },
    });
    expect(read({ price: "0" }).asked).toMatchObject({ price: 0n });
  });
});
