import { type Address, type Hex, zeroAddress } from "viem";
import { describe, expect, it } from "vitest";
import { tillMemo } from "./constants.ts";
import { formatId, licenceIdOf } from "./ids.ts";
import {
  type Charge,
  classifyPayments,
  createPaymentMatcher,
  isSweep,
  type Money,
  type PaymentLog,
} from "./payments.ts";

const [payer, other, token] = [1n, 2n, 3n].map((n) => `0x${n.toString(16).padStart(40, "a")}`) as [
  Address,
  Address,
  Address,
];
const hash = `0x${"ee".repeat(32)}` as Hex;
const work = 7n;
const licence = licenceIdOf({ work, serial: 1 });
const memo = formatId(licence, "licence");

const charge = (kind: Charge["kind"], price = 10n): Charge => ({ kind, licence, payer, currency: zeroAddress, price });
const payment = (logIndex: number, more: Partial<PaymentLog> = {}): PaymentLog => {
  return { logIndex, work, payer, currency: zeroAddress, amount: 10n, memo, ...more };
};

describe("classifyPayments", () => {
  const asked = (kind: Charge["kind"], logIndex: number, price?: bigint) => ({
    ...charge(kind, price),
    transaction: hash,
    logIndex,
  });
  const paid = (logIndex: number, more: Partial<PaymentLog & { transaction: Hex }> = {}): Money => {
    return { event: "paid", transaction: hash, ...payment(logIndex, more), ...more };
  };
  const credited = (logIndex: number, amount: bigint): Money => {
    return { event: "credited", transaction: hash, logIndex, currency: zeroAddress, amount, memo };
  };
  const kinds = (charges: Parameters<typeof classifyPayments>[0], ...list: Money[]) =>
    classifyPayments(charges, list, () => token).map(({ kind }) => kind);

  it("takes one payment for each charge, in order", () => {
    expect(kinds([asked("renewal", 4), asked("sale", 1)], paid(3), paid(6), paid(8))).toEqual([
      "sale",
      "renewal",
      "payment",
    ]);
  });

  it("believes no memo: another payer, work, currency, transaction or a free licence makes it a plain payment", () => {
    expect(kinds([asked("sale", 1)], paid(2, { payer: other }))).toEqual(["payment"]);
    expect(kinds([asked("sale", 1)], paid(2, { work: 8n }))).toEqual(["payment"]);
    expect(kinds([asked("sale", 1)], paid(2, { currency: token }))).toEqual(["payment"]);
    expect(kinds([asked("sale", 1)], paid(2, { transaction: "0x01" }))).toEqual(["payment"]);
    expect(kinds([asked("sale", 1, 0n)], paid(2))).toEqual(["payment"]);
    expect(kinds([asked("sale", 5)], paid(2))).toEqual(["payment"]);
    expect(kinds([asked("sale", 1)], paid(2, { memo: formatId(work << 32n, "licence") }))).toEqual(["payment"]);
    expect(kinds([asked("sale", 1)], paid(2, { payer: other }), paid(3))).toEqual(["payment", "sale"]);
  });

  it("follows a sublicence's price up the chain, as many licensors as there are, and then into the work", () => {
    const chain = [credited(2, 5n), credited(3, 3n), paid(4, { amount: 2n })];
    expect(kinds([asked("sale", 1)], ...chain, paid(5, { amount: 1n }))).toEqual(["sale", "sale", "sale", "payment"]);
    expect(kinds([asked("debt", 1)], credited(2, 5n), paid(3, { amount: 5n }))).toEqual(["debt", "debt"]);
  });

  it("ends with the price, so that nothing after it passes for a part of it", () => {
    expect(kinds([asked("sale", 1)], credited(2, 10n), paid(3, { amount: 1n }))).toEqual(["sale", "payment"]);
    expect(kinds([asked("sale", 1)], credited(2, 6n), credited(3, 6n))).toEqual(["sale", "payment"]);
    expect(kinds([asked("sale", 1)], paid(2, { amount: 1n }), credited(3, 1n))).toEqual(["sale", "payment"]);
  });

  it("takes less than the price from a token that keeps a fee, and more from a strange one", () => {
    expect(kinds([asked("sale", 1)], credited(2, 4n), paid(3, { amount: 5n }))).toEqual(["sale", "sale"]);
    expect(kinds([asked("sale", 1)], paid(2, { amount: 11n }))).toEqual(["sale"]);
  });

  it("knows a till's sweep by the till, and by its whole memo", () => {
    const nearly = `${tillMemo.slice(0, -1)}1` as Hex;
    const sweeps = [
      paid(1, { memo: tillMemo, payer: token }),
      paid(2, { memo: tillMemo }),
      paid(3, { memo: nearly, payer: token }),
    ];
    expect(kinds([], ...sweeps)).toEqual(["till", "payment", "payment"]);
    expect(isSweep({ memo: tillMemo, payer: token }, undefined)).toBe(false);
  });
});

describe("createPaymentMatcher", () => {
  it("finds the charge of a payment, log by log", () => {
    const matcher = createPaymentMatcher<Charge & { note: string }>();
    matcher.ask(1, { ...charge("sale"), note: "first" });
    expect(matcher.paid(payment(2))?.note).toBe("first");
    expect(matcher.paid(payment(3))).toBeUndefined();
  });

  it("answers the same when logs are handed in again", () => {
    const matcher = createPaymentMatcher();
    for (let round = 0; round < 3; round++) {
      matcher.ask(1, charge("sale"));
      expect(matcher.credited({ logIndex: 2, currency: zeroAddress, amount: 4n, memo })?.kind).toBe("sale");
      expect(matcher.paid(payment(3, { amount: 6n }))?.kind).toBe("sale");
      expect(matcher.paid(payment(3, { amount: 6n }))?.kind).toBe("sale");
      matcher.ask(4, charge("renewal"));
      matcher.ask(4, charge("renewal"));
      expect(matcher.paid(payment(5))?.kind).toBe("renewal");
      expect(matcher.paid(payment(6))).toBeUndefined();
    }
  });
});
