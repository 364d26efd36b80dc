import { decodeFunctionData, parseAbi, zeroAddress, zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { offersAbi } from "../abi/generated.ts";
import { type Deployment, parseDeployment } from "../core/deployment.ts";
import type { OnchainConditions } from "../model/conditions.ts";
import { forever } from "../model/constants.ts";
import type { Offer } from "../model/offer.ts";
import { baseConditions } from "../terms/conditions.ts";
import { conditionsOf, onchainTermsOf } from "../terms/deed.ts";
import { baseTerms, type Terms } from "../terms/terms.ts";
import { batchCall, gasLimitOf } from "./call.ts";
import { contestNoticeCall, payDebtCall, reportUsageCall } from "./compliance.ts";
import { pruneCall } from "./licences.ts";
import { buyCall, buyForCall, publishOfferCall, renewCall } from "./offers.ts";
import { approveCall, payCall, payForLicenceCall } from "./royalties.ts";
import { stampCall } from "./works.ts";

const contract = (digit: string) => ({ address: `0x${digit.repeat(40)}`, block: 1, initCodeHash: zeroHash });
const deployment: Deployment = parseDeployment({
  chainId: 31337,
  contracts: {
    timestamps: contract("1"),
    colophon: contract("2"),
    works: contract("3"),
    terms: contract("6"),
    offers: contract("8"),
    licences: contract("4"),
    compliance: contract("7"),
    royalties: contract("5"),
    agreements: contract("9"),
    assignments: contract("a"),
  },
});
const token = `0x${"9".repeat(40)}` as const;
const person = `0x${"8".repeat(40)}` as const;
const offer: Offer = {
  work: 1n,
  parent: 0n,
  licensor: person,
  buyer: zeroAddress,
  terms: `0x${"7".repeat(48)}`,
  currency: zeroAddress,
  price: 7n,
  supply: 1,
  opens: 0,
  closes: 1,
  starts: 0,
  schedule: zeroHash,
};
const rates = { ...baseConditions, tiers: [{ from: 0n, share: 1, perUnit: 0n }] };
const ruled: Terms = { ...baseTerms, uses: ["print"], purposes: ["editorial"], conditions: rates };
const terms = onchainTermsOf(ruled, deployment);
const onchainConditions = conditionsOf(ruled) as OnchainConditions;

describe("money in calls", () => {
  it("sends ETH only for ETH, exactly the price", () => {
    const asked = { seats: 1, version: 0, maximum: 7n, deadline: BigInt(forever), recipient: person };
    expect(buyCall(deployment, { offer, recipient: person })).toMatchObject({ value: 7n, args: [offer, asked] });
    expect(buyCall(deployment, { offer, recipient: person, seats: 3, deadline: 9 })).toMatchObject({
      value: 21n,
      args: [offer, { seats: 3, version: 0, maximum: 21n, deadline: 9n }],
    });
    const inToken = { ...offer, currency: token };
    expect(buyCall(deployment, { offer: inToken, recipient: person, maximum: 9n })).toMatchObject({
      value: 0n,
      args: [inToken, { ...asked, maximum: 9n }],
    });
    expect(payCall(deployment, { work: 1n, currency: zeroAddress, amount: 5n }).value).toBe(5n);
    expect(payCall(deployment, { work: 1n, currency: token, amount: 5n }).value).toBe(0n);
  });

  it("names the version that was read, and lets somebody else pay for who accepts", () => {
    const bought = { offer, recipient: person, seats: 2, version: 3, deadline: 9 };
    const purchase = { seats: 2, version: 3, maximum: 14n, deadline: 9n, recipient: person };
    expect(buyCall(deployment, bought).args).toEqual([offer, purchase]);
    const signature = `0x${"12".repeat(64)}1b` as const;
    expect(buyForCall(deployment, { ...bought, signature })).toMatchObject({
      address: deployment.contracts.offers.address,
      functionName: "buyFor",
      value: 14n,
      args: [offer, purchase, signature],
    });
    expect(renewCall(deployment, { offer, licence: 5n, seats: 2, periods: 3 })).toMatchObject({
      value: 42n,
      args: [offer, { licence: 5n, periods: 3, maximum: 42n, deadline: BigInt(forever) }],
    });
  });

  it("sends ETH for reports and debts in ETH only, and nothing if nothing is paid", () => {
    const report = { period: 0, units: 5n, revenue: 100n };
    const conditions = { ...onchainConditions, currency: zeroAddress };
    const under = { licence: 5n, terms, conditions };
    expect(reportUsageCall(deployment, { ...under, report })).toMatchObject({
      address: deployment.contracts.compliance.address,
      value: 0n,
      args: [
        5n,
        terms,
        conditions,
        { ...report, digest: zeroHash },
        { amount: 0n, withheld: 0n, certificate: zeroHash },
      ],
    });
    const payment = { amount: 7n, withheld: 3n, certificate: `0x${"ce".repeat(32)}` } as const;
    expect(reportUsageCall(deployment, { ...under, report, payment }).value).toBe(7n);
    expect(payDebtCall(deployment, { ...under, payment })).toMatchObject({
      value: 7n,
      args: [5n, terms, conditions, payment],
    });
    const inToken = { ...under, conditions: { ...conditions, currency: token } };
    expect(reportUsageCall(deployment, { ...inToken, report, payment }).value).toBe(0n);
    expect(payDebtCall(deployment, { ...inToken, payment }).value).toBe(0n);
    expect(contestNoticeCall(deployment, { ...under, cost: 11n }).value).toBe(11n);
    expect(payForLicenceCall(deployment, { licence: 5n, currency: zeroAddress, amount: 5n }).value).toBe(5n);
    expect(payForLicenceCall(deployment, { licence: 5n, currency: token, amount: 5n }).value).toBe(0n);
  });

  it("clears books in parts that a block can hold", () => {
    expect(pruneCall(deployment, { work: 1n }).args).toEqual([1n, 0n, 100n]);
    expect(pruneCall(deployment, { work: 1n, parent: 5n, most: 3n }).args).toEqual([1n, 5n, 3n]);
  });

  it("W09 allows Royalties exactly the amount, never more", () => {
    expect(approveCall(deployment, { currency: token, amount: 5n })).toMatchObject({
      address: token,
      functionName: "approve",
      args: [deployment.contracts.royalties.address, 5n],
    });
  });
});

describe("gasLimitOf", () => {
  it("allows a fifth more than was estimated, and more for what moves money", () => {
    expect(gasLimitOf("register", 100_000n)).toBe(120_000n);
    for (const name of ["pay", "buy", "claim", "batch"]) expect(gasLimitOf(name, 100_000n), name).toBe(170_000n);
  });
});

describe("batchCall", () => {
  it("encodes the steps and adds up their ETH", () => {
    const buy = buyCall(deployment, { offer, recipient: person });
    const batch = batchCall(deployment, [publishOfferCall(deployment, { offer }), buy, buy]);
    expect(batch).toMatchObject({ address: deployment.contracts.colophon.address, functionName: "batch", value: 14n });
    const [first, second] = batch.args[0];
    expect(first).toMatchObject({ target: deployment.contracts.offers.address, value: 0n });
    expect(decodeFunctionData({ abi: offersAbi, data: second?.data ?? "0x" })).toMatchObject({
      functionName: "buy",
      args: [offer, { seats: 1, version: 0, maximum: 7n, deadline: BigInt(forever), recipient: person }],
    });
  });

  it("refuses what the contract would refuse: stamps and tokens", () => {
    expect(() => batchCall(deployment, [stampCall(deployment, { commitment: zeroHash })])).toThrow(
      "can't be part of a batch",
    );
    const call = { address: token, abi: parseAbi(["function burn()"]), functionName: "burn", args: [] };
    expect(() => batchCall(deployment, [call])).toThrow("“burn” at 0x9999");
  });
});

describe("parseDeployment", () => {
  it("refuses what isn't complete", () => {
    expect(() => parseDeployment({ chainId: 1, contracts: {} })).toThrow(/contracts\.timestamps/);
    expect(() => parseDeployment("[]")).toThrow(/not a valid deployment/);
    const { works, ...rest } = deployment.contracts;
    expect(() => parseDeployment({ chainId: 1, contracts: { ...rest, works: { ...works, address: "0x1" } } })).toThrow(
      /contracts\.works\.address/,
    );
  });
});
