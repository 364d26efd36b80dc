import { decodeFunctionData, parseAbi, zeroAddress, zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { licencesAbi } from "../abi/generated.ts";
import { type Deployment, parseDeployment } from "../core/deployment.ts";
import { forever } from "../model/constants.ts";
import type { Offer } from "../model/offer.ts";
import { batchCall } from "./call.ts";
import { buyCall, publishOfferCall } from "./licences.ts";
import { approveCall, payCall } from "./royalties.ts";
import { stampCall } from "./works.ts";

const contract = (digit: string) => ({ address: `0x${digit.repeat(40)}`, block: 1, initCodeHash: zeroHash });
const deployment: Deployment = parseDeployment({
  chainId: 31337,
  contracts: {
    timestamps: contract("1"),
    colophon: contract("2"),
    works: contract("3"),
    terms: contract("6"),
    licences: contract("4"),
    compliance: contract("7"),
    royalties: contract("5"),
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
};

describe("money in calls", () => {
  it("sends ETH only for ETH, exactly the price", () => {
    const asked = { seats: 1, maximum: 7n, deadline: BigInt(forever), recipient: person };
    expect(buyCall(deployment, { offer, recipient: person })).toMatchObject({ value: 7n, args: [offer, asked] });
    expect(buyCall(deployment, { offer, recipient: person, seats: 3, deadline: 9 })).toMatchObject({
      value: 21n,
      args: [offer, { seats: 3, maximum: 21n, deadline: 9n }],
    });
    const inToken = { ...offer, currency: token };
    expect(buyCall(deployment, { offer: inToken, recipient: person, maximum: 9n })).toMatchObject({
      value: 0n,
      args: [inToken, { ...asked, maximum: 9n }],
    });
    expect(payCall(deployment, { work: 1n, currency: zeroAddress, amount: 5n }).value).toBe(5n);
    expect(payCall(deployment, { work: 1n, currency: token, amount: 5n }).value).toBe(0n);
  });

  it("W09 allows Royalties exactly the amount, never more", () => {
    expect(approveCall(deployment, { currency: token, amount: 5n })).toMatchObject({
      address: token,
      functionName: "approve",
      args: [deployment.contracts.royalties.address, 5n],
    });
  });
});

describe("batchCall", () => {
  it("encodes the steps and adds up their ETH", () => {
    const buy = buyCall(deployment, { offer, recipient: person });
    const batch = batchCall(deployment, [publishOfferCall(deployment, { offer }), buy, buy]);
    expect(batch).toMatchObject({ address: deployment.contracts.colophon.address, functionName: "batch", value: 14n });
    const [first, second] = batch.args[0];
    expect(first).toMatchObject({ target: deployment.contracts.licences.address, value: 0n });
    expect(decodeFunctionData({ abi: licencesAbi, data: second?.data ?? "0x" })).toMatchObject({
      functionName: "buy",
      args: [offer, { seats: 1, maximum: 7n, deadline: BigInt(forever), recipient: person }],
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
