import { totalUnits } from "@colophon/sdk";
import type { WorkEarnings } from "@colophon/sdk/read";
import { type Address, decodeFunctionData, encodeFunctionData, zeroAddress, zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { planSteps } from "../../lib/transactions/plan.ts";
import { configFixture, eventAt, ines, maya, paymentOf, tomas } from "../../testing/fixtures.ts";
import { breakdownOf } from "./breakdown.ts";
import { mostLines, parseUnitsToPass, waitingTotals, withdrawalCalls, withdrawalLines } from "./withdrawals.ts";

const deployment = configFixture.chains[0]?.deployment;
if (!deployment) throw new Error("The fixture has a chain.");
const dollar: Address = "0x00000000000000000000000000000000000000d0";
const exact = 100_000_000n;

describe("breakdownOf", () => {
  const moves = [{ from: ines, to: maya, units: 2_500_000, block: 20, logIndex: 4 }];

  it("leaves out what the works it is made from are owed, to the last fraction", () => {
    const { sum, whole, extra } = breakdownOf({
      account: ines,
      currency: zeroAddress,
      given: totalUnits / 2,
      moves: [],
      payments: [paymentOf(1_001n, eventAt(10)), { ...paymentOf(99n, eventAt(11)), settledFrom: 9n }],
      kept: 900_000_000,
    });
    expect(extra).toBe(17);
    expect(sum).toBe(1_100n * 50_000_000n * 900_000_000n);
    expect(whole).toBe(495n);
  });

  it("counts each payment by the units held when it came in, in the order of the logs", () => {
    const payments = [
      paymentOf(1_000n, eventAt(10)),
      paymentOf(2_000n, eventAt(20, 3)),
      paymentOf(3_000n, eventAt(20, 5)),
      paymentOf(4_000n, eventAt(30)),
    ];
    const { lines, sum, received } = breakdownOf({
      account: ines,
      currency: zeroAddress,
      given: 62_500_000,
      moves,
      payments,
    });
    expect(lines.map(({ payment, units }) => [payment.amount, units])).toEqual([
      [4_000n, 60_000_000],
      [3_000n, 60_000_000],
      [2_000n, 62_500_000],
      [1_000n, 62_500_000],
    ]);
    expect(received).toBe(10_000n);
    expect(sum).toBe(6_075n * exact);
  });

  it("gives the other side of a transfer exactly what the one side loses", () => {
    const payments = [7n, 97n, 1n, 10n ** 18n + 1n].map((amount, i) => paymentOf(amount, eventAt(10 + 10 * i)));
    const of = (account: Address, given: number) =>
      breakdownOf({ account, currency: zeroAddress, given, moves, payments }).sum;
    const parts = of(ines, 62_500_000) + of(tomas, 33_333_333) + of(maya, 4_166_667);
    expect(parts).toBe(payments.reduce((total, { amount }) => total + amount, 0n) * exact);
  });

  it("Y02 carries fractions from payment to payment, so a million payments of 1 wei lose nothing", () => {
    const payments = Array.from({ length: 1_000 }, (_, i) => paymentOf(1n, eventAt(i)));
    const { whole, sum } = breakdownOf({ account: tomas, currency: zeroAddress, given: 33_333_333, moves, payments });
    expect(sum).toBe(33_333_333n * 1_000n);
    expect(whole).toBe(333n);
  });

  it("never adds up different currencies", () => {
    const payments = [paymentOf(5n, eventAt(1)), paymentOf(9n, eventAt(2), { currency: dollar })];
    const { received } = breakdownOf({ account: ines, currency: dollar, given: totalUnits, moves: [], payments });
    expect(received).toBe(9n);
  });

  it("Y04 earns nothing for units that only passed through", () => {
    const ring = [
      { from: ines, to: maya, units: 10, block: 5, logIndex: 0 },
      { from: maya, to: tomas, units: 10, block: 5, logIndex: 1 },
    ];
    const payments = [paymentOf(10n ** 9n, eventAt(5, 2))];
    expect(breakdownOf({ account: maya, currency: zeroAddress, given: 0, moves: ring, payments }).sum).toBe(0n);
  });
});

function income(id: bigint, changes: Partial<WorkEarnings["holding"]> = {}): WorkEarnings {
  const figures = {
    received: 100n,
    kept: 100n,
    entitled: 60n,
    claimed: 10n,
    claimable: 50n,
    notYetTaken: 0n,
    steps: 0,
  };
  return {
    work: {
      id,
      claimant: ines,
      contentRoot: zeroHash,
      controller: ines,
      category: "literary",
      metadata: { status: "unknown", sentence: "" },
    },
    holding: {
      work: id,
      account: ines,
      units: 60_000_000,
      taken: 60_000_000,
      traded: 0,
      toTake: undefined,
      gap: undefined,
      ...changes,
    },
    currencies: [
      { ...figures, currency: zeroAddress },
      { ...figures, currency: dollar, claimable: 0n, notYetTaken: 7n },
    ],
  };
}

describe("withdrawals", () => {
  const call = { address: deployment.contracts.royalties.address, abi: [], functionName: "takeAll", args: [] } as const;

  it("lists what waits, with what has to be taken first, and nothing else", () => {
    const lines = withdrawalLines({ works: [income(1n), { ...income(2n), currencies: [] }] });
    expect(lines.map(({ currency, amount }) => [currency, amount])).toEqual([
      [zeroAddress, 50n],
      [dollar, 7n],
    ]);
    expect(waitingTotals([...lines, ...lines])).toEqual([
      { currency: zeroAddress, amount: 100n },
      { currency: dollar, amount: 14n },
    ]);
  });

  it("takes a share once, before it withdraws, and makes one transaction of all", () => {
    const takeAbi = [
      { type: "function", name: "takeAll", inputs: [], outputs: [], stateMutability: "nonpayable" },
    ] as const;
    const work = income(1n, { toTake: { units: 33_333_333, call: { ...call, abi: takeAbi } } });
    const lines = withdrawalLines({ works: [work, income(2n)] });
    const calls = withdrawalCalls({
      deployment,
      lines,
      to: maya,
      titles: new Map([[1n, "Salt"]]),
      amount: () => "all",
    });
    expect(calls.map(({ call: { functionName } }) => functionName)).toEqual([
      "takeAll",
      "claim",
      "claim",
      "claim",
      "claim",
    ]);
    expect(calls[0]?.says).toBe("Claim your 33.333333 % of “Salt”.");
    const steps = planSteps(deployment, calls);
    expect(steps).toHaveLength(1);
    expect(steps[0]?.call.functionName).toBe("batch");
  });

  it("sends the money where it was told to", () => {
    const [claim] = withdrawalCalls({
      deployment,
      lines: withdrawalLines({ works: [income(3n)] }).slice(0, 1),
      to: maya,
      titles: new Map(),
      amount: () => "all",
    });
    if (!claim) throw new Error("There is a line.");
    const data = encodeFunctionData(claim.call);
    expect(decodeFunctionData({ abi: claim.call.abi, data }).args?.slice(0, 3)).toEqual([3n, zeroAddress, maya]);
  });

  it("never makes a transaction that is too large", () => {
    const works = Array.from({ length: 100 }, (_, i) => income(BigInt(i + 1)));
    const calls = withdrawalCalls({
      deployment,
      lines: withdrawalLines({ works }),
      to: maya,
      titles: new Map(),
      amount: () => "",
    });
    expect(calls).toHaveLength(mostLines);
  });
});

describe("readUnits", () => {
  it("reads a percentage exactly", () => {
    expect(parseUnitsToPass("12.5", totalUnits)).toEqual({ ok: true, units: 12_500_000 });
    expect(parseUnitsToPass("33.333333 %", 33_333_333)).toEqual({ ok: true, units: 33_333_333 });
  });

  it("W10 refuses nothing, zero, more than is held, and what is no number", () => {
    for (const text of ["", "0", "-1", "1e3", "33.3333334", "50", "abc"]) {
      expect(parseUnitsToPass(text, 33_333_333)).toEqual({ ok: false, error: expect.stringMatching(/\S/) });
    }
  });
});
