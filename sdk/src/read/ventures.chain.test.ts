import { type Address, concat, encodeFunctionData, type Hex, keccak256, parseAbi, zeroAddress } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { royaltiesAbi } from "../abi/generated.ts";
import { draftAgreement, withSignature } from "../agreements/document.ts";
import { createVenture, type Venture, ventureSafeOf, ventureWords } from "../agreements/venture.ts";
import { agreementPlaceOf, concludeCall } from "../calls/agreements.ts";
import { batchCall, type Call } from "../calls/call.ts";
import { claimCall, payCall, takeAllUnitsCall, transferUnitsCall } from "../calls/royalties.ts";
import { createSafeCall } from "../calls/safe.ts";
import { transferWorkCall } from "../calls/works.ts";
import { agreementTypedData } from "../model/agreement.ts";
import { totalUnits } from "../model/constants.ts";
import { safeCodeHash, safeContracts } from "../model/safe.ts";
import { day } from "../model/time.ts";
import { installSafe, safeCodeOf } from "../testing/safe.ts";
import { createWorld, found, testAccount, type World } from "../testing/world.ts";
import { checkAgreementOnChain } from "./agreements.ts";
import { readVenture } from "./ventures.ts";

const [ines, tomas, maya] = [testAccount(0), testAccount(1), testAccount(2)] as const;
const percent = totalUnits / 100;

const ventureOf = (name: string, threshold = 2): Venture =>
  createVenture({
    ...{ name, threshold },
    partners: [
      { account: ines.address, name: "Inès Moreau", units: 50 * percent },
      { account: tomas.address, name: "Tomás Vidal", units: 30 * percent },
      { account: maya.address, name: "Maya Lindqvist", units: 20 * percent },
    ],
  });

const safeAbi = parseAbi([
  "function nonce() view returns (uint256)",
  "function getTransactionHash(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, uint256 nonce) view returns (bytes32)",
  "function execTransaction(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, bytes signatures) payable returns (bool)",
  "function swapOwner(address prevOwner, address oldOwner, address newOwner)",
  "function enableModule(address module)",
  "function changeThreshold(uint256 threshold)",
]);

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

const state = async (venture: Venture, work: bigint, from: Address = ines.address) =>
  found(await readVenture(world.context, { venture, work, from }));

/** What a Safe does once these owners signed it, as its own contract checks. */
async function bySafe(safe: Address, { address, abi, functionName, args }: Call, ...signers: (typeof ines)[]) {
  const data = encodeFunctionData({ abi, functionName, args });
  const nonce = await world.client.readContract({ address: safe, abi: safeAbi, functionName: "nonce" });
  const transaction = [address, 0n, data, 0, 0n, 0n, 0n, zeroAddress, zeroAddress] as const;
  const hash = await world.client.readContract({
    ...{ address: safe, abi: safeAbi, functionName: "getTransactionHash", args: [...transaction, nonce] },
  });
  const inOrder = signers.toSorted((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
  const signatures = await Promise.all(inOrder.map((each) => each.sign({ hash })));
  const args_ = [...transaction, concat(signatures)] as const;
  return world.send(maya, { address: safe, abi: safeAbi, functionName: "execTransaction", args: args_ });
}

/** The sentinel at the head of a Safe's list of owners. */
const first: Address = "0x0000000000000000000000000000000000000001";

describe("a venture on the chain", () => {
  it("is refused where Safe's own contracts are missing, and where other code is at their place", async () => {
    const { id } = await world.register(ines, "too early");
    const venture = ventureOf("Too early");
    expect(await state(venture, id)).toMatchObject({
      handOver: [],
      safe: undefined,
      problem: expect.stringMatching(/^This chain does not have Safe 1\.4\.1: there is no contract at 0x4e1DCf7A/),
    });
    const { address } = safeContracts.factory;
    await world.client.setCode({ address, bytecode: "0x00" });
    expect((await state(venture, id)).problem).toMatch(/another contract is at 0x4e1DCf7A/);
    await installSafe((to, bytecode) => world.client.setCode({ address: to, bytecode }));
    expect((await state(venture, id)).problem).toBeUndefined();
  });

  it("has the hashes of the code that Safe's own package holds", async () => {
    const { bytecode, deployedBytecode } = await safeCodeOf("proxies/SafeProxy.sol/SafeProxy");
    expect(keccak256(deployedBytecode)).toBe(safeCodeHash);
    const { address, owners, threshold, nonce } = ventureSafeOf(ventureOf("The hashes"));
    const receipt = await world.send(tomas, createSafeCall({ owners, threshold, nonce }));
    expect(receipt.logs.map((log) => log.address.toLowerCase())).toContain(address.toLowerCase());
    expect(keccak256((await world.client.getCode({ address })) as Hex)).toBe(safeCodeHash);
    // The creation code that the address follows from: the factory's own answer is the same.
    const abi = parseAbi(["function proxyCreationCode() pure returns (bytes)"]);
    const { address: factory } = safeContracts.factory;
    expect(await world.client.readContract({ address: factory, abi, functionName: "proxyCreationCode" })).toBe(
      bytecode,
    );
  });

  it("is founded in two transactions, pays each partner, and acts only with enough signatures", async () => {
    const { id } = await world.register(ines, "the boat");
    const venture = ventureOf("The boat");
    const before = await state(venture, id);
    expect(before).toMatchObject({ safe: undefined, controlled: false, founded: false, handOver: [] });
    await world.send(ines, createSafeCall(ventureSafeOf(venture)));
    const created = await state(venture, id);
    expect(created).toMatchObject({ address: before.address, safe: { threshold: 2 }, problem: undefined });
    expect(created.handOver.map(({ says }) => says)).toEqual([
      "Take the units that the work was registered with.",
      `Give 20 % of the income to ${maya.address}.`,
      `Give 30 % of the income to ${tomas.address}.`,
      `Let the Safe ${created.address} control the work.`,
    ]);
    const calls = created.handOver.map(({ call }) => call);
    await world.send(ines, batchCall(world.deployment, calls));
    const done = await state(venture, id);
    expect(done).toMatchObject({ controlled: true, founded: true, handOver: [], problem: undefined });
    // Also for somebody who has nothing to do with it.
    expect(await state(venture, id, testAccount(5).address)).toMatchObject({ founded: true, problem: undefined });

    await world.send(testAccount(5), payCall(world.deployment, { work: id, currency: zeroAddress, amount: 1_000n }));
    const owed = async (account: Address) => {
      const { address } = world.deployment.contracts.royalties;
      const args = [id, zeroAddress, account, 100n] as const;
      return world.client.readContract({ address, abi: royaltiesAbi, functionName: "claimable", args });
    };
    expect(await Promise.all([ines, tomas, maya].map((each) => owed(each.address)))).toEqual([500n, 300n, 200n]);
    await world.send(tomas, claimCall(world.deployment, { work: id, currency: zeroAddress, to: tomas.address }));
    expect(await owed(tomas.address)).toBe(0n);

    const pass = transferWorkCall(world.deployment, { work: id, from: done.address, to: maya.address });
    await expect(bySafe(done.address, pass, maya)).rejects.toThrow(/GS020/);
    await bySafe(done.address, pass, tomas, maya);
    expect(await state(venture, id)).toMatchObject({ controlled: false, founded: false });
  });

  it("hands nothing to a Safe whose owners, threshold or modules are others than agreed", async () => {
    const { id } = await world.register(ines, "the changed");
    const venture = ventureOf("The changed", 1);
    const plan = ventureSafeOf(venture);
    await world.send(tomas, createSafeCall(plan));
    const self = (functionName: string, args: readonly unknown[]): Call => ({
      ...{ address: plan.address, abi: safeAbi, functionName, args },
    });
    const [head] = plan.owners;
    await bySafe(plan.address, self("swapOwner", [first, head, testAccount(6).address]), tomas);
    const swapped = await state(venture, id);
    expect(swapped.handOver).toEqual([]);
    expect(swapped.problem).toMatch(
      /is not as it was agreed: 0x976EA7…0aa9 can sign for it and is no partner and .* can't sign for it\. Nothing is handed over/i,
    );

    const second = ventureOf("The second", 1);
    const at = ventureSafeOf(second).address;
    await world.send(tomas, createSafeCall(ventureSafeOf(second)));
    const ofSecond = (functionName: string, args: readonly unknown[]): Call => ({
      ...self(functionName, args),
      address: at,
    });
    await bySafe(at, ofSecond("enableModule", [testAccount(6).address]), tomas);
    expect((await state(second, id)).problem).toMatch(/the module 0x976EA7.* can act for it without any signature/i);
    await bySafe(at, ofSecond("changeThreshold", [3n]), maya);
    expect(await state(second, id)).toMatchObject({
      handOver: [],
      problem: expect.stringMatching(/it asks for 3 signatures instead of 1/),
    });
  });

  it("says who controls the work, and who else holds its units", async () => {
    const { id, contentRoot } = await world.register(ines, "the other's");
    const venture = ventureOf("The other's");
    await world.send(ines, createSafeCall(ventureSafeOf(venture)));
    expect((await state(venture, id, tomas.address)).problem).toMatch(
      /^The work is controlled by 0xf39F.*, not by 0x7099/,
    );
    await world.send(ines, takeAllUnitsCall(world.deployment, { work: id, claimant: ines.address, contentRoot }));
    const give = (to: Address, units: number) =>
      world.send(ines, transferUnitsCall(world.deployment, { work: id, to, units }));
    await give(testAccount(6).address, 10 * percent);
    expect((await state(venture, id)).problem).toMatch(
      /holds 90 % of the units, and the shares ask for 100 % from there\. Others hold the rest/,
    );
    await give(tomas.address, 40 * percent);
    expect((await state(venture, id)).problem).toMatch(/holds 40 % of the units, more than agreed/);
    expect(await readVenture(world.context, { venture, work: id + 1n, from: ines.address })).toMatchObject({
      status: "not-found",
    });
  });

  it("is agreed in the text that the partners sign", async () => {
    const { id } = await world.register(ines, "the signed");
    const venture = ventureOf("The signed");
    const now = await world.now();
    const draft = draftAgreement({
      ...agreementPlaceOf(world.deployment),
      words: ventureWords(venture, { work: id, chainId: 31337, days: "14", law: "the law of France", courts: "Paris" }),
      parties: venture.partners.map(({ account }) => account),
      ...{ witnessed: true, opens: now, closes: now + 7 * day },
    });
    expect(draft.agreement.text).toContain(ventureSafeOf(venture).address.toLowerCase());
    let signed = draft;
    for (const each of [ines, tomas, maya]) {
      const signature = await each.signTypedData(agreementTypedData(draft, draft.agreement));
      signed = withSignature(signed, { party: each.address, signature });
    }
    await world.send(maya, concludeCall(world.deployment, signed));
    expect(found(await checkAgreementOnChain(world.context, signed)).sentence).toMatch(/^It was witnessed at/);
  });
});
