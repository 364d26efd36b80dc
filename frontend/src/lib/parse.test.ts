import { shareFromPercent, unitsFromPercent } from "@colophon/sdk";
import { describe, expect, it } from "vitest";
import { deploymentFixture as deployment, ines, tomas } from "../testing/fixtures.ts";
import { parseAddress, parseAmount, parsePercent, parseRecipient, parseWhole } from "./parse.ts";

describe("parseAmount", () => {
  it.each([
    ["1", 1_000_000n],
    ["1.5", 1_500_000n],
    [".5", 500_000n],
    ["2.", 2_000_000n],
    [" 0.000001 ", 1n],
    ["1.5000000000", 1_500_000n],
    ["0", 0n],
    ["0001", 1_000_000n],
    ["1,5", 1_500_000n],
    ["1.000,50", 1_000_500_000n],
    ["1 000", 1_000_000_000n],
  ])("W10 reads %j exactly", (text, amount) => {
    expect(parseAmount(text, 6)).toEqual({ ok: true, amount });
  });

  it.each(["", " ", "-1", "+1", "1e3", "0x10", "1,500", "1.500", "½", "1..2", ".", "NaN", "0.0000001", "1".repeat(61)])(
    "W10 refuses %j instead of guessing",
    (text) => {
      expect(parseAmount(text, 6).ok).toBe(false);
    },
  );

  it("W10 reads currencies with 0 and 77 decimals", () => {
    expect(parseAmount("7", 0)).toEqual({ ok: true, amount: 7n });
    expect(parseAmount("7.1", 0).ok).toBe(false);
    expect(parseAmount("1", 77)).toEqual({ ok: true, amount: 10n ** 77n });
  });
});

describe("one rule for whatever number is typed", () => {
  const ways: [string, (text: string) => { ok: boolean }][] = [
    ["a price", (text) => parseAmount(text, 18)],
    ["a share of units", (text) => parsePercent(text, unitsFromPercent)],
    ["a share of revenue", (text) => parsePercent(text, shareFromPercent)],
  ];
  it.each(ways)("%s takes and refuses the same as the others", (_, parse) => {
    for (const text of ["0", "5", "0.5", "1,5", "12.50", " 7 ", "٥", "５"]) {
      expect({ text, ...parse(text) }).toMatchObject({ text, ok: true });
    }
    for (const text of ["1e1", "-1", "+1", "²", "½", "1 0", "1.234", ""]) {
      expect({ text, ...parse(text) }).toMatchObject({ text, ok: false, error: expect.stringMatching(/\.$/) });
    }
  });

  it("takes the sign of a percentage as people write it", () => {
    expect(parsePercent("12.5 %", unitsFromPercent)).toEqual({ ok: true, part: 12_500_000 });
  });
});

describe("parseWhole", () => {
  const parse = (text: string) =>
    parseWhole(text, { ask: "Type how many.", most: 4_095, over: "It has room for 4,095." });

  it("reads whole numbers, and says what to type for anything else", () => {
    expect(parse(" 12 ")).toEqual({ ok: true, value: 12n });
    for (const text of ["", "0", "1.5", "-1", "1e3", "½", "0x1"]) {
      expect(parse(text)).toEqual({ ok: false, error: "Type how many." });
    }
  });

  it("does not guess what could mean two numbers", () => {
    expect(parse("1,000")).toEqual({ ok: false, error: expect.stringContaining("can mean two numbers") });
  });

  it("says that a number is too large, however many digits it has, and not that it is none", () => {
    for (const text of ["4096", "999999", "9".repeat(61)]) {
      expect(parse(text)).toEqual({ ok: false, error: "It has room for 4,095." });
    }
  });

  it("loses no digit of a large one", () => {
    expect(parseWhole("340282366920938463463374607431768211455", { ask: "" })).toEqual({
      ok: true,
      value: 2n ** 128n - 1n,
    });
  });
});

describe("parseAddress", () => {
  it.each([
    (address: string) => `https://explorer.example/address/${address}#code`,
    (address: string) => `eip155:31337:${address}`,
    (address: string) => `ethereum:${address}@31337?value=1`,
    (address: string) => `0X${address.slice(2).toUpperCase()}`,
    (address: string) => `\u200b(${address})`,
  ])("takes it from what people paste: %s", (form) => {
    expect(parseAddress(form(ines), [], deployment)).toEqual({ ok: true, address: ines });
  });

  it("says what else was pasted, and of what chain an account is", () => {
    expect(parseAddress(`0x${"a1".repeat(28)}`)).toMatchObject({ error: expect.stringMatching(/number of a work/) });
    expect(parseAddress(`0x${"a1".repeat(32)}`)).toMatchObject({ error: expect.stringMatching(/digest, a key or/) });
    expect(parseAddress(`eth:${ines}`, [], deployment)).toMatchObject({ error: expect.stringMatching(/Ethereum/) });
    expect(parseAddress("ines.eth")).toMatchObject({ error: expect.stringMatching(/can change hands/) });
    expect(parseAddress("ines.example")).toMatchObject({ error: expect.stringMatching(/can change hands/) });
  });

  it("takes an address with its checksum, or all in lower case", () => {
    expect(parseAddress(`  ${ines} `)).toEqual({ ok: true, address: ines });
    expect(parseAddress(ines.toLowerCase())).toEqual({ ok: true, address: ines });
  });

  it("W10 refuses anything else with a sentence", () => {
    const wrong = ines.replace("f39F", "f39f");
    for (const text of ["", "0x12", "ines.eth", `${ines}0`, wrong, `0x${"0".repeat(40)}`, `javascript:${ines}`]) {
      expect(parseAddress(text)).toEqual({ ok: false, error: expect.stringMatching(/\.$/) });
    }
    expect(parseAddress(wrong)).toMatchObject({ error: expect.stringMatching(/mistyped/) });
    expect(parseAddress("ines.eth")).toMatchObject({ error: expect.stringMatching(/name/) });
  });

  it("N03 refuses the accounts it is told to, with the reason", () => {
    const forbidden = [{ address: tomas, why: "This is your own account." }];
    expect(parseAddress(tomas.toLowerCase(), forbidden)).toEqual({ ok: false, error: "This is your own account." });
  });
});

describe("parseRecipient", () => {
  it("refuses every contract of ours, because what is sent there is lost", () => {
    for (const { address } of Object.values(deployment.contracts)) {
      expect(parseRecipient(address, deployment, "A licence")).toEqual({
        ok: false,
        error: "This is one of Colophon's own contracts. A licence sent there would be lost.",
      });
    }
    expect(parseRecipient(tomas, deployment, "A licence")).toEqual({ ok: true, address: tomas });
  });
});
