import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PastedPlace } from "@colophon/sdk";
import { describe, expect, it } from "vitest";
import type { Arguments } from "../../cli/src/Command.ts";
import { listFiles, listWork } from "../../cli/src/files.ts";
import { accountIn, digestIn, hashIn, holdNamedAgainst, idOf, offerIdOf, transactionOf } from "../../cli/src/named.ts";

const bytes = "85e7f0433e3f5a2c6a3aa1b7b6e8c02c4d1aa7d0c9d3f1e2b3a4958671257177";
const work = BigInt(`0x${"a1".repeat(28)}`);
const workHex = `0x${"a1".repeat(28)}`;
const licence = (work << 32n) | 7n;
const licenceHex = `0x${licence.toString(16)}`;
const person = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const contract = "0x1234567890123456789012345678901234567890";

const given = (): Pick<Arguments, "named"> => ({ named: { texts: [] } });

describe("what a command names", () => {
  it.each([
    workHex,
    workHex.toUpperCase(),
    `#${work}`,
    `https://colophon.test/work/${workHex}?x=1`,
    `eip155:1/erc721:${contract}/${work}`,
  ])("reads the work of %s", (text) => {
    expect(idOf(given(), text, "work")).toBe(work);
  });

  it.each([
    licenceHex,
    licence.toString(),
    `colophon.test/licence/${licenceHex}`,
    `https://opensea.io/item/ethereum/${contract}/${licence}`,
  ])("reads the licence of %s", (text) => {
    expect(idOf(given(), text, "licence")).toBe(licence);
  });

  it.each([
    person,
    person.toLowerCase(),
    `eip155:1:${person}`,
    `https://etherscan.io/address/${person}#code`,
    `ethereum:${person}@1`,
  ])("reads the account of %s", (text) => {
    expect(accountIn(given(), text, "--to")).toBe(person);
  });

  it("reads hashes, transactions, offers and digests in each spelling", () => {
    const hash = `0x${bytes}`;
    for (const text of [bytes, hash, ` ${hash.toUpperCase()} `]) {
      expect(hashIn(given(), text, "--block-hash")).toBe(hash);
      expect(transactionOf(given(), text, "--transaction")).toBe(hash);
      expect(offerIdOf(given(), text)).toBe(hash);
      expect(digestIn(text)).toBe(hash);
    }
    expect(transactionOf(given(), `https://etherscan.io/tx/${hash}`, "--transaction")).toBe(hash);
    expect(offerIdOf(given(), `https://colophon.test/offer/${hash}`)).toBe(hash);
    expect(digestIn(`sha256:${bytes}`)).toBe(hash);
    expect(digestIn("essay.txt")).toBeUndefined();
  });

  it("says what was named instead, and what is wrong", () => {
    const said: [() => unknown, RegExp][] = [
      [() => idOf(given(), licenceHex.replace("0x", "/licence/0x"), "work"), /is the number of a licence, and no work/],
      [() => idOf(given(), person, "licence"), /is an account, and no licence/],
      [() => idOf(given(), "12x", "work", "--work"), /“12x” is not the number of a work/],
      [() => idOf(given(), "1.70141E+67", "work", "--work"), /--work 1.70141E\+67 can't be used. A spreadsheet/],
      [() => accountIn(given(), "ines.eth", "--to"), /--to ines\.eth can't be used\. A name is not enough/],
      [() => accountIn(given(), person.replace("F", "f"), "--to"), /mistyped letter/],
      [() => accountIn(given(), "ines", "--to"), /--to ines is not an address/],
      [() => hashIn(given(), "0x12", "--block-hash"), /--block-hash 0x12 is not a hash/],
      [() => offerIdOf(given(), "0x12"), /“0x12” is not the id of an offer/],
    ];
    for (const [run, sentence] of said) expect(run).toThrow(sentence);
  });

  it("refuses what is of another chain as soon as the chain is known, and what is read later at once", () => {
    const asked = given();
    const place: PastedPlace = { chainId: 11155111, contracts: {} as PastedPlace["contracts"] };
    accountIn(asked, `eip155:1:${person}`, "--to");
    expect(() => holdNamedAgainst(asked, place)).toThrow(/--to eip155:1:0x.* can't be used\. This is on Ethereum/);
    expect(() => accountIn(asked, `eip155:10:${person}`, "--to")).toThrow(/OP Mainnet/);
    expect(accountIn(asked, `eip155:11155111:${person}`, "--to")).toBe(person);
  });
});

it("stamps a folder without what operating systems put there, as the dApp does, and says so", async () => {
  const folder = await mkdtemp(join(tmpdir(), "colophon-strays-"));
  try {
    await mkdir(join(folder, "poems/__MACOSX"), { recursive: true });
    for (const name of ["tide.txt", ".DS_Store", "._tide.txt", "__MACOSX/tide.txt", "Thumbs.db"])
      await writeFile(join(folder, "poems", name), name);
    const { files, leftOut } = await listWork([join(folder, "poems")]);
    expect(files.map(({ path }) => path)).toEqual(["poems/tide.txt"]);
    expect(leftOut).toHaveLength(4);
    expect(leftOut[0]).toMatch(/“poems\/.*” was left out: your system keeps changing it by itself/);
    // Of what is named itself somebody wants a proof, and a verifier compares whatever it is given.
    expect((await listWork([join(folder, "poems/.DS_Store")])).files).toHaveLength(1);
    expect((await listFiles([join(folder, "poems")])).files).toHaveLength(5);
  } finally {
    await rm(folder, { recursive: true });
  }
});
