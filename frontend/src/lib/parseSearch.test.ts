import { describe, expect, it } from "vitest";
import { parseSearch } from "./questions.ts";

const digest = "ab".repeat(32);
const work = `0x${"1f".repeat(28)}`;
const address = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

describe("readSearch", () => {
  it.each([
    ["", { kind: "nothing" }],
    ["  \n ", { kind: "nothing" }],
    ["salt almanac", { kind: "words", words: "salt almanac" }],
    ["  salt \n almanac ", { kind: "words", words: "salt almanac" }],
    ["1984", { kind: "words", words: "1984" }],
    ["0xdead", { kind: "words", words: "0xdead" }],
    [digest, { kind: "hash", digest: `0x${digest}` }],
    [work, { kind: "work", id: BigInt(work) }],
    [BigInt(work).toString(), { kind: "work", id: BigInt(work) }],
    [`https://example.org/work/${work}?x=1`, { kind: "work", id: BigInt(work) }],
    [`/offer/0x${digest}`, { kind: "offer", id: `0x${digest}` }],
    [address, { kind: "account", address: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266" }],
    [`https://example.org/portfolio?account=${address}`, { kind: "account" }],
  ])("reads %j", (text, question) => {
    expect(parseSearch(text)).toMatchObject(question);
  });

  it("takes an attempt at a pattern or a query for words", () => {
    for (const text of ["%' OR 1=1 --", ".*", "<script>", "0xzz"]) expect(parseSearch(text).kind).toBe("words");
  });
});
