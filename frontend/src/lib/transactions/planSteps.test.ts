import type { Deployment } from "@colophon/sdk";
import { colophonAbi, licencesAbi, timestampsAbi, worksAbi } from "@colophon/sdk/abi";
import type { Call } from "@colophon/sdk/calls";
import { decodeFunctionData, encodeFunctionData, erc20Abi } from "viem";
import { describe, expect, it } from "vitest";
import { planSteps } from "./plan.ts";

const at = (digit: string) => ({
  address: `0x${digit.repeat(40)}` as const,
  block: 1,
  initCodeHash: `0x${"0".repeat(64)}` as const,
});
const deployment: Deployment = {
  chainId: 31337,
  contracts: {
    timestamps: at("1"),
    colophon: at("2"),
    works: at("3"),
    licences: at("4"),
    royalties: at("5"),
    agreements: at("9"),
    assignments: at("a"),
    terms: at("6"),
    compliance: at("7"),
    offers: at("8"),
  },
};
const { timestamps, colophon, works, licences, royalties } = deployment.contracts;

const first: Call = {
  address: licences.address,
  abi: licencesAbi,
  functionName: "approve",
  args: [at("8").address, 2n],
};
const second: Call = {
  address: works.address,
  abi: worksAbi,
  functionName: "approve",
  args: [at("7").address, 1n],
  value: 3n,
};
const stamp: Call = {
  address: timestamps.address,
  abi: timestampsAbi,
  functionName: "commit",
  args: [`0x${"6".repeat(64)}`],
};
const approve: Call = {
  address: at("9").address,
  abi: erc20Abi,
  functionName: "approve",
  args: [royalties.address, 5n],
};

describe("planSteps", () => {
  it("leaves a single call as it is", () => {
    const [step, ...rest] = planSteps(deployment, [{ call: first, says: "Record the terms." }]);
    expect(rest).toEqual([]);
    expect(step).toEqual({ call: first, says: ["Record the terms."], isDone: undefined });
  });

  it("makes one batch of neighbours that go to our contracts, with their values together", () => {
    const [step, ...rest] = planSteps(deployment, [
      { call: first, says: "Record the terms." },
      { call: second, says: "Allow it." },
    ]);
    expect(rest).toEqual([]);
    expect(step?.says).toEqual(["Record the terms.", "Allow it."]);
    expect(step?.call).toMatchObject({ address: colophon.address, functionName: "batch", value: 3n });
    const data = encodeFunctionData({ abi: colophonAbi, functionName: "batch", args: step?.call.args as never });
    const { args } = decodeFunctionData({ abi: colophonAbi, data });
    expect(args?.[0]).toMatchObject([{ target: licences.address }, { target: works.address, value: 3n }]);
  });

  it("batches every contract that Colophon passes calls on to, such as Terms and Offers for what is published", () => {
    const { terms, offers, compliance } = deployment.contracts;
    const calls = [works, terms, offers, licences, compliance, royalties].map(({ address }) => ({
      call: { ...first, address },
      says: "Do it.",
    }));
    expect(planSteps(deployment, calls)).toHaveLength(1);
  });

  it("keeps tokens and timestamps as transactions of their own, in order", () => {
    const isDone = async () => true;
    const steps = planSteps(deployment, [
      { call: approve, says: "Allow 5 to be taken.", isDone },
      { call: first, says: "Record the terms." },
      { call: second, says: "Allow it." },
      { call: stamp, says: "Stamp." },
    ]);
    expect(steps.map((step) => step.call.functionName)).toEqual(["approve", "batch", "commit"]);
    expect(steps[0]?.isDone).toBe(isDone);
  });
});
