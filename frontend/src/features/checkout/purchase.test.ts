import { unlimitedSupply } from "@colophon/sdk";
import { offersAbi } from "@colophon/sdk/abi";
import { type Address, encodeAbiParameters, encodeEventTopics, type Log, zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { configFixture, maya } from "../../testing/fixtures.ts";
import { obstacles, type PurchaseQuestion, parseSeats, soldLicence } from "./purchase.ts";

const ready: PurchaseQuestion = {
  state: "open",
  verdict: "verified",
  price: 100n,
  balance: 100n,
  recipient: { ok: true },
  seats: { ok: true },
  buyer: "may",
  conflict: "none",
  claims: "none",
  claimsRead: false,
  listed: true,
  tokenRead: false,
  held: false,
  heldRead: false,
  own: false,
  ownRead: false,
  duties: false,
  dutiesRead: false,
  ownWords: false,
  wordsRead: false,
};

describe("obstacles", () => {
  const kinds = (changes: Partial<PurchaseQuestion>) => obstacles({ ...ready, ...changes }).map(({ kind }) => kind);

  it("lets a buyer buy when nothing stands in the way", () => {
    expect(kinds({})).toEqual([]);
    expect(kinds({ price: 0n, balance: 0n })).toEqual([]);
  });

  it("L05 stops at a closed, ended, sold out or lapsed offer", () => {
    for (const state of ["closed", "ended", "sold out", "lapsed", "not open yet"] as const) {
      expect(kinds({ state })).toEqual(["closed"]);
    }
  });

  it("L12 stops at a text that contradicts the contract", () => {
    expect(kinds({ verdict: "refused" })).toEqual(["deed"]);
    expect(kinds({ verdict: "refused", ownWords: true, wordsRead: true })).toEqual(["deed"]);
  });

  it("refuses no words of the parties, and wants them to be read", () => {
    for (const verdict of ["verified", "own", "unreadable"] as const) {
      expect(kinds({ verdict, ownWords: true })).toEqual(["todo"]);
      expect(kinds({ verdict, ownWords: true, wordsRead: true })).toEqual([]);
    }
  });

  it("asks whoever holds such a licence already whether they want another", () => {
    expect(kinds({ held: true })).toEqual(["todo"]);
    expect(kinds({ held: true, heldRead: true })).toEqual([]);
  });

  it("asks whoever sells the licence, or controls the work, whether they mean to buy it", () => {
    expect(kinds({ own: true })).toEqual(["todo"]);
    expect(kinds({ own: true, ownRead: true })).toEqual([]);
  });

  it("wants the duties of a licence to be read", () => {
    expect(kinds({ duties: true })).toEqual(["todo"]);
    expect(kinds({ duties: true, dutiesRead: true })).toEqual([]);
  });

  it("stops one unit short of the price", () => {
    expect(kinds({ balance: 99n })).toEqual(["funds"]);
  });

  it("R04 wants an earlier claim to be read, and an unknown one to be acknowledged", () => {
    expect(kinds({ claims: "earlier" })).toEqual(["todo"]);
    expect(kinds({ claims: "earlier", claimsRead: true })).toEqual([]);
    expect(kinds({ claims: "unknown" })).toEqual(["todo"]);
    expect(kinds({ claims: "reading", claimsRead: true })).toEqual(["wait"]);
  });

  it("L07 wants an unlisted token to be known", () => {
    expect(kinds({ listed: false })).toEqual(["todo"]);
    expect(kinds({ listed: false, tokenRead: true })).toEqual([]);
  });

  it("L03 stops while an exclusive licence stands in the way", () => {
    expect(kinds({ conflict: "some" })).toEqual(["conflict"]);
    expect(kinds({ conflict: "reading" })).toEqual(["wait"]);
    expect(kinds({ conflict: "unknown" })).toEqual([]);
  });

  it("stops anybody but the one buyer that it is for", () => {
    expect(kinds({ buyer: "another" })).toEqual(["buyer"]);
    expect(kinds({ buyer: "not connected" })).toEqual([]);
  });

  it("says what is wrong with the recipient", () => {
    const error = "An address is 0x and 40 letters and digits.";
    expect(obstacles({ ...ready, recipient: { ok: false, error } })).toEqual([{ kind: "todo", sentence: error }]);
  });
});

describe("parseSeats", () => {
  const unlimited = { supply: unlimitedSupply, sold: 5 };

  it("reads whole numbers of seats", () => {
    expect(parseSeats(" 100 ", unlimited)).toEqual({ ok: true, seats: 100 });
    expect(parseSeats("3", { supply: 10, sold: 7 })).toEqual({ ok: true, seats: 3 });
    expect(parseSeats("1 000", unlimited)).toEqual({ ok: true, seats: 1_000 });
    expect(parseSeats("1,000", unlimited)).toEqual({ ok: false, error: expect.stringContaining("Write 1000 for") });
  });

  it.each(["", "0", "1.5", "-2", "1e2", "many"])("L04 W10 refuses %j as a number of seats", (text) => {
    expect(parseSeats(text, unlimited)).toEqual({ ok: false, error: expect.stringContaining("whole number") });
  });

  it("L04 says how many there can be and how many are left", () => {
    expect(parseSeats("65536", unlimited)).toMatchObject({ error: expect.stringContaining("at most 65,535 seats") });
    expect(parseSeats("4", { supply: 10, sold: 7 })).toMatchObject({ error: expect.stringContaining("Only 3 seats") });
    expect(parseSeats("2", { supply: 1, sold: 0 })).toMatchObject({ error: expect.stringContaining("Only 1 seat is") });
  });
});

describe("soldLicence", () => {
  const deployment = configFixture.chains[0]?.deployment;
  if (!deployment) throw new Error("The fixture has a chain.");
  const log = (address: Address, licence: bigint): Log => ({
    address,
    topics: encodeEventTopics({
      abi: offersAbi,
      eventName: "LicenceSold",
      args: { licence, offer: zeroHash, buyer: maya },
    }) as Log["topics"],
    data: encodeAbiParameters([{ type: "uint16" }, { type: "uint32" }], [1, 1]),
    blockHash: zeroHash,
    blockNumber: 1n,
    blockTimestamp: 1n,
    logIndex: 0,
    transactionHash: zeroHash,
    transactionIndex: 0,
    removed: false,
  });

  it("finds the licence that a purchase made", () => {
    expect(soldLicence(deployment, [log(deployment.contracts.offers.address, 77n)])).toBe(77n);
  });

  it("C07 believes no other contract that logs the same", () => {
    expect(soldLicence(deployment, [log(maya, 66n), log(deployment.contracts.offers.address, 77n)])).toBe(77n);
    expect(soldLicence(deployment, [log(maya, 66n)])).toBeUndefined();
  });
});
