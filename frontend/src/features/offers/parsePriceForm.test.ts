import { forever, unlimitedSupply } from "@colophon/sdk";
import { zeroAddress } from "viem";
import { describe, expect, it } from "vitest";
import type { CurrencyInfo } from "../../lib/currency.ts";
import { parseLocalTime } from "../../lib/typedTime.ts";
import { type PriceForm, parsePriceForm } from "./offerForm.ts";

const eth: CurrencyInfo = { address: zeroAddress, symbol: "ETH", name: "Ether", decimals: 18, listed: true };
const token = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
const dollar: CurrencyInfo = { address: token, symbol: "dUSD", name: "Demo Dollar", decimals: 6, listed: true };
const now = 1_800_000_000;

function form(changes: Partial<PriceForm> = {}): PriceForm {
  return {
    currency: zeroAddress,
    token: "",
    price: "0.25",
    free: false,
    limited: false,
    supply: "",
    timed: false,
    opens: "",
    closes: "",
    later: false,
    starts: "",
    ...changes,
  };
}

const read = (changes: Partial<PriceForm>, currency: CurrencyInfo | undefined = eth) =>
  parsePriceForm({ form: form(changes), currency, now });

describe("readPrice", () => {
  it("reads a price in ETH to the last wei, without limits", () => {
    expect(read({ price: "0.250000000000000001" })).toEqual({
      errors: {},
      sale: {
        currency: zeroAddress,
        price: 250_000_000_000_000_001n,
        supply: unlimitedSupply,
        opens: 0,
        closes: forever,
        starts: 0,
      },
    });
  });

  it("reads a price in a token with its own decimals", () => {
    expect(read({ currency: token, price: "49.99" }, dollar).sale?.price).toBe(49_990_000n);
  });

  it("W10 refuses more decimals than the currency has; nothing is rounded", () => {
    expect(read({ currency: token, price: "49.9999999" }, dollar).errors.price).toBe(
      "dUSD has 6 decimals, and this price has more. Nothing is rounded: shorten it.",
    );
    expect(read({ price: "0.5" }, { ...dollar, symbol: "PTS", decimals: 0 }).errors.price).toContain("no decimals");
    expect(read({ price: "0.0000000000000000001" }).errors.price).toContain("18 decimals");
  });

  it.each(["1,250", "1.250", "-1", "+1", "1e3", "0x10", "1 00", "½2", "1.2.3", ".", "Infinity"])(
    "W10 refuses %j instead of guessing",
    (price) => {
      const { errors, sale } = read({ price });
      expect(errors.price).toBeTruthy();
      expect(sale).toBeUndefined();
    },
  );

  it("asks for a price, and for a plain yes to giving it away", () => {
    expect(read({ price: "" }).errors.price).toBe("Type a price, or 0 to give it away.");
    expect(read({ price: "0" })).toEqual({
      errors: { free: expect.stringContaining("give it away") },
      sale: undefined,
    });
    expect(read({ price: "0.00", free: true }).sale?.price).toBe(0n);
  });

  it("L07 refuses a price that no work can be paid, even in a token of 77 decimals", () => {
    const odd = { ...dollar, symbol: "ODD", decimals: 77 };
    expect(read({ price: "1" }, odd).errors.price).toContain("more than a work");
    expect(read({ price: `0.${"0".repeat(76)}1` }, odd).sale?.price).toBe(1n);
  });

  it("explains what is wrong with another token", () => {
    const problem = (text: string) =>
      parsePriceForm({ form: form({ currency: "other", token: text }), currency: undefined, now });
    expect(problem("").errors.token).toContain("Enter the address");
    expect(problem("USDC").errors.token).toContain("not an address");
    expect(problem(token.replace("FbD", "fbD")).errors.token).toContain("mistyped");
    expect(problem(zeroAddress).errors.token).toContain("choose ETH");
    expect(problem(token).errors.token).toContain("cannot be understood");
  });

  it.each(["0", "", "1.5", "-2", "ten"])("L04 refuses %j licences", (supply) => {
    expect(read({ limited: true, supply }).errors.supply).toContain("whole number above 0");
  });

  it("takes a limit, but not one that means no limit on chain", () => {
    expect(read({ limited: true, supply: "25" }).sale?.supply).toBe(25);
    expect(read({ limited: true, supply: String(unlimitedSupply) }).errors.supply).toContain("No limit");
  });

  it("L01 reads a window from the person's own clock", () => {
    const { errors, sale } = read({ timed: true, opens: "2027-03-01T09:30", closes: "2027-04-01T09:30" });
    expect(errors).toEqual({});
    expect(sale?.opens).toBe(new Date(2027, 2, 1, 9, 30).getTime() / 1000);
    expect(sale?.closes).toBe(new Date(2027, 3, 1, 9, 30).getTime() / 1000);
  });

  it("refuses a window that nobody could buy in", () => {
    const sameMinute = { timed: true, opens: "2027-03-01T09:30", closes: "2027-03-01T09:30" };
    expect(read(sameMinute).errors.closes).toContain("after it opens");
    expect(read({ timed: true, closes: "2020-01-01T00:00" }).errors.closes).toContain("in the past");
    expect(read({ timed: true }).errors.opens).toContain("turn this off");
    expect(read({ timed: true, opens: "2027-02-30T10:00" }).errors.opens).toContain("no such moment");
  });
});

describe("localTime", () => {
  it.each(["2027-02-30T10:00", "2027-13-01T10:00", "tomorrow", "", "2027-01-01"])("W10 refuses %j", (text) => {
    expect(parseLocalTime(text)).toBeUndefined();
  });

  it("reads a later start", () => {
    const { sale } = read({ later: true, starts: "2031-03-12T14:05" });
    expect(sale).toMatchObject({ starts: parseLocalTime("2031-03-12T14:05") });
    expect(read({ later: false, starts: "2031-03-12T14:05" }).sale?.starts).toBe(0);
  });

  it("R10 refuses a start that is missing, past, or later than can be recorded", () => {
    expect(read({ later: true }).errors.starts).toContain("Choose when");
    expect(read({ later: true, starts: "2001-01-01T00:00" }).errors.starts).toContain("in the past");
    expect(read({ later: true, starts: "2600-01-01T00:00" }).errors.starts).toContain("before the year 2514");
  });
});
