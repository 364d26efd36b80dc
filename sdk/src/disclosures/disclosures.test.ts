import { sha256, stringToBytes, zeroAddress } from "viem";
import { describe, expect, it } from "vitest";
import { isSignedByKey } from "../agreements/index.ts";
import { discloser, handedTexts, makeLedger, makeNda, other, reader } from "../testing/ledgers.ts";
import { testAccount } from "../testing/world.ts";
import {
  answerDocumentOf,
  answeredTypedData,
  answerFragmentOf,
  answerOf,
  checkHanded,
  disclosuresOf,
  handedFileOf,
  handoverDocumentOf,
  handoverFragmentOf,
  handoverIn,
  handoverTypedData,
  lastStamped,
  ledgerDocumentOf,
  ledgerUntil,
  openLedger,
  parseAnswer,
  parseAnswerFragment,
  parseHandover,
  parseHandoverFragment,
  parseLedger,
  takeAnswer,
  withHandover,
} from "./index.ts";

const { ledger } = await makeLedger();
const first = handoverIn(ledger, 1);
const key = first.entry.key;
const file = { path: "a.txt", size: 1, sha256: sha256("0x01"), cipher: { size: 201, sha256: sha256("0x02") } };

describe("a hand-over", () => {
  it("goes by file and by link, with the agreement and nothing of the other entries", () => {
    const document = handoverDocumentOf(first);
    expect(handoverDocumentOf(parseHandover(document))).toBe(document);
    expect(handoverDocumentOf(parseHandoverFragment(handoverFragmentOf(first)))).toBe(document);
    expect(document).toContain("What we show each other stays between us.");
    expect(document).not.toContain("recipe.txt");
  });

  it("tells an encrypted file by its digest, and refuses another", () => {
    const [draft] = first.entry.files;
    if (!draft) throw new Error("no file");
    expect(handedFileOf(first, draft.cipher, "x.age")).toBe(draft);
    expect(() => handedFileOf(first, { size: 3, sha256: sha256("0x03") }, "x.age")).toThrow(/“x.age” is not what/);
  });

  it("is not to be receipted if something else was encrypted", () => {
    const [draft] = first.entry.files;
    if (!draft) throw new Error("no file");
    const bytes = stringToBytes(handedTexts["draft.txt"]);
    expect(() => checkHanded(draft, { size: bytes.length, sha256: sha256(bytes) })).not.toThrow();
    expect(() => checkHanded(draft, { size: bytes.length, sha256: sha256("0x03") })).toThrow(/Do not sign/);
  });

  it.each([
    ["a stranger", { recipient: testAccount(5).address }, /is no party to the agreement/],
    ["the discloser", { recipient: discloser.address }, /who has them/],
    ["a key that is none", { key: "age1x" }, /public key of age/],
    ["no file", { files: [] }, /there must be a file/],
    ["an empty file", { files: [{ ...file, size: 0 }] }, /“a.txt” can't be handed over/],
    ["a file twice", { files: [file, file] }, /two files have one path/],
    ["too many files", { files: Array.from({ length: 65 }, (_, n) => ({ ...file, path: `${n}` })) }, /at most 64/],
  ])("is refused for %s", (_, changes, sentence) => {
    const given = { time: 1, recipient: reader.address, key, files: [file], ...changes };
    expect(() => withHandover(ledger, given)).toThrow(sentence);
  });

  it("is only a party's to make", async () => {
    const nda = await makeNda();
    expect(() => openLedger(nda, zeroAddress)).toThrow(/Only a party can disclose/);
  });
});

describe("an answer", () => {
  it("is signed by the recipient's key, goes by file and by link, and is taken once", async () => {
    const before = ledgerUntil(ledger, 1);
    const signature = await reader.signTypedData(handoverTypedData(first, "received", 7));
    const answer = answerOf(first, "received", 7, signature);
    expect(parseAnswer(answerDocumentOf(answer))).toEqual({ ...answer, recipient: reader.address.toLowerCase() });
    expect(parseAnswerFragment(answerFragmentOf(answer)).signature).toBe(signature);
    const message = answeredTypedData(before, answer);
    expect(await isSignedByKey(message, reader.address, answer.signature)).toBe(true);
    expect(await isSignedByKey(message, other.address, answer.signature)).toBe(false);
    const after = takeAnswer(before, answer);
    expect(disclosuresOf(after)[0]?.answers.map(({ kind }) => kind)).toEqual(["received"]);
    expect(() => takeAnswer(after, answer)).toThrow(/what another entry said before/);
  });

  it("says one thing of one hand-over: a signature does not serve another", async () => {
    const signature = await reader.signTypedData(handoverTypedData(first, "received", 7));
    for (const message of [
      handoverTypedData(first, "received", 8),
      handoverTypedData(first, "destroyed", 7),
      handoverTypedData({ ...first, entry: { ...first.entry, number: 2 } }, "received", 7),
    ])
      expect(await isSignedByKey(message, reader.address, signature)).toBe(false);
  });

  it("is refused for another agreement, entry, recipient or ledger", async () => {
    const signature = await reader.signTypedData(handoverTypedData(first, "received", 7));
    const answer = answerOf(first, "received", 7, signature);
    const hash = sha256("0x01");
    expect(() => takeAnswer(ledger, { ...answer, agreement: hash })).toThrow(/Choose the ledger of that agreement/);
    expect(() => takeAnswer(ledger, { ...answer, handover: hash })).toThrow(/another hand-over than entry 1/);
    expect(() => takeAnswer(ledger, { ...answer, entry: 2 })).toThrow(/The hand-overs are 1 and 3/);
    expect(() => takeAnswer(ledger, { ...answer, entry: 9 })).toThrow(/the ledger has 5/);
    expect(() => takeAnswer(ledger, { ...answer, recipient: other.address })).toThrow(/the answer is from/);
  });
});

describe("a ledger", () => {
  it("is read as it was written, and in no other spelling", () => {
    const document = ledgerDocumentOf(ledger);
    expect(ledgerDocumentOf(parseLedger(document))).toBe(document);
    expect(() => parseLedger(`${document}\n`)).toThrow(/not in the one form/);
  });

  it("tells what is stamped and can be shown up to there", () => {
    expect(lastStamped(ledger)).toBe(5);
    const part = ledgerUntil(ledger, 3);
    expect(part.entries).toHaveLength(3);
    expect(part.stamps).toHaveLength(1);
    expect(lastStamped(part)).toBe(2);
    expect(() => ledgerUntil(ledger, 6)).toThrow(/There is no entry 6/);
  });
});
