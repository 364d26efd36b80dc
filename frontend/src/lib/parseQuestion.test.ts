import { describe, expect, it } from "vitest";
import { parseQuestion } from "./questions.ts";

const digest = "85e7f0433e3f5a2c6a3aa1b7b6e8c02c4d1aa7d0c9d3f1e2b3a4958671257177";
const work = `0x${"a1".repeat(28)}`;
const licence = `${work}00000001`;

const question = (text: string) => {
  const result = parseQuestion(text);
  return result.ok ? result.question : undefined;
};

describe("readQuestion", () => {
  it.each([digest, digest.toUpperCase(), `0x${digest}`, ` ${digest.slice(0, 32)} ${digest.slice(32)}\n`])(
    "takes 64 hexadecimal digits for a digest or a commitment: %j",
    (text) => {
      expect(question(text)).toMatchObject({ kind: "hash", digest: `0x${digest}` });
    },
  );

  it("takes 64 decimal digits for a digest, as sha256sum may print them", () => {
    expect(question("1".repeat(64))).toMatchObject({ kind: "hash", digest: `0x${"1".repeat(64)}` });
  });

  it("looks for a licence too when the digits could be its number", () => {
    expect(question(licence)).toMatchObject({ kind: "hash", licence: BigInt(licence) });
    expect(question(`${work}00000000`)).toMatchObject({ kind: "hash", licence: undefined });
  });

  it("understands the numbers of works and licences, in both spellings", () => {
    expect(question(work)).toEqual({ kind: "work", id: BigInt(work) });
    expect(question(`#${BigInt(work)}`)).toEqual({ kind: "work", id: BigInt(work) });
    expect(question(BigInt(licence).toString())).toEqual({ kind: "licence", id: BigInt(licence) });
  });

  it("understands links to this site", () => {
    expect(question(`https://colophon.test/work/${work}?x=1#y`)).toEqual({ kind: "work", id: BigInt(work) });
    expect(question(`/licence/${licence}`)).toEqual({ kind: "licence", id: BigInt(licence) });
    expect(question(`http://127.0.0.1:4173/offer/0x${digest}`)).toEqual({ kind: "offer", id: `0x${digest}` });
  });

  it("understands ipfs:// links to single blocks", () => {
    const cid = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";
    expect(question(`ipfs://${cid}`)).toMatchObject({ kind: "digest" });
    expect(question(cid)).toEqual(question(`ipfs://${cid}`));
  });

  it.each([
    "",
    "hello",
    "0x",
    "0",
    `0x${digest}ff`,
    digest.slice(1),
    "-5",
    "/work/",
    "javascript:alert(1)",
    "bafkreixx",
  ])("W10 refuses %j with a sentence", (text) => {
    const result = parseQuestion(text);
    expect(result.ok).toBe(false);
    expect(!result.ok && result.error.length).toBeGreaterThan(20);
  });
});
