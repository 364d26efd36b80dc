import { type Address, BaseError, encodeAbiParameters, type Hex, RpcRequestError, stringToHex } from "viem";
import { describe, expect, it } from "vitest";
import { readCurrency } from "./currency.ts";
import type { ReadClient } from "./finding.ts";

const address: Address = "0x1234567890123456789012345678901234567890";

const text = (word: string) => encodeAbiParameters([{ type: "string" }], [word]);
const number = (value: bigint) => encodeAbiParameters([{ type: "uint256" }], [value]);

/** A token that answers so; undefined is a token that does not know the question. */
function token(answers: { symbol?: Hex; name?: Hex; decimals?: Hex }) {
  const bySelector: Record<string, Hex | undefined> = {
    "0x95d89b41": answers.symbol,
    "0x06fdde03": answers.name,
    "0x313ce567": answers.decimals,
  };
  const call = async ({ data }: { data: Hex }) => {
    const answer = bySelector[data];
    if (answer === undefined) throw new BaseError("execution reverted");
    return { data: answer === "0x" ? undefined : answer };
  };
  return readCurrency({ call } as unknown as ReadClient, address);
}

describe("what a token says of itself", () => {
  it("is read as strings, and as the 32 bytes of the first tokens", async () => {
    const decimals = number(6n);
    const words = { symbol: "USDX", name: "Dollar X", decimals: 6 };
    expect(await token({ symbol: text("USDX"), name: text("Dollar X"), decimals })).toEqual({ address, ...words });
    const bytes = { symbol: stringToHex("USDX", { size: 32 }), name: stringToHex("Dollar X", { size: 32 }) };
    expect(await token({ ...bytes, decimals })).toEqual({ address, ...words });
  });

  it.each([
    ["no name", { decimals: number(18n) }],
    ["an empty name", { symbol: text(""), name: text(""), decimals: number(18n) }],
    ["blanks", { symbol: text(" \t "), name: text("\u00a0"), decimals: number(18n) }],
    ["what nobody sees", { symbol: text("\u200b\u2060\u3164"), name: text("\u{1d159}\u200d"), decimals: number(18n) }],
    ["nothing in 32 bytes", { symbol: `0x${"00".repeat(32)}` as Hex, name: "0x" as Hex, decimals: number(18n) }],
  ])("is its address where it says %s", async (_, answers) => {
    const found = await token(answers);
    expect(found?.decimals).toBe(18);
    expect(found?.symbol).toMatch(/^token 0x123456…7890$/);
    expect(found?.name).toMatch(/0x123456…7890/);
  });

  it("is the other word where one is missing", async () => {
    expect(await token({ name: text("Only A Name"), decimals: number(0n) })).toMatchObject({
      symbol: "Only A Name",
      name: "Only A Name",
      decimals: 0,
    });
    expect(await token({ symbol: text("SYM"), decimals: number(77n) })).toMatchObject({ symbol: "SYM", name: "SYM" });
  });

  it.each([
    ["has none", undefined],
    ["answers nothing", "0x" as Hex],
    ["has more than an amount can use", number(78n)],
    ["has nonsense", number(2n ** 255n)],
    ["answers one byte", "0x06" as Hex],
  ])("has amounts in the smallest unit alone if it %s for decimals", async (_, decimals) => {
    const answers = { symbol: text("USDX"), name: text("Dollar X") };
    expect(await token(decimals === undefined ? answers : { ...answers, decimals })).toBeUndefined();
  });

  it("does no harm: it is cut, on one line, with what is hidden in it shown", async () => {
    const found = await token({
      symbol: text("ETH\u202e\n1000000"),
      name: text("🦊".repeat(60)),
      decimals: number(18n),
    });
    expect(found?.symbol).toBe("ETH⟦U+202E⟧ …");
    expect(found?.name).toBe(`${"🦊".repeat(40)}…`);
  });

  it.each([
    ["US\u200bDC", "US⟦U+200B⟧DC"],
    ["USD\u00adC", "USD⟦U+00AD⟧C"],
    [`U${"\u0301".repeat(60)}SDC`, "U\u0301\u0301\u0301SDC"],
    ["\u2764\ufe0f", "\u2764\ufe0f"],
    ["می\u200cخواهم", "می\u200cخواهم"],
  ])("shows what is hidden in %j, cuts what piles up, and leaves what its script needs", async (symbol, shown) => {
    expect((await token({ symbol: text(symbol), decimals: number(6n) }))?.symbol).toBe(shown);
  });

  it("takes bytes that are no text for no name", async () => {
    const decimals = number(6n);
    const broken = `0x${"00".repeat(31)}20${"00".repeat(31)}02fffe${"00".repeat(30)}` as Hex;
    for (const symbol of [broken, `0x${"ff".repeat(64)}` as Hex, `0x${"fe".repeat(32)}` as Hex]) {
      expect((await token({ symbol, decimals }))?.symbol).toMatch(/^token 0x123456…7890$/);
    }
  });

  it("is not known while the node is busy, and no less is made of it", async () => {
    const error = new RpcRequestError({ body: {}, url: "http://x", error: { code: 429, message: "slow down" } });
    const call = async () => {
      throw error;
    };
    await expect(readCurrency({ call } as unknown as ReadClient, address)).rejects.toBe(error);
  });
});
