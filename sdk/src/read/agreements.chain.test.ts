import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type DraftAgreementParameters,
  draftAgreement,
  type SignedAgreement,
  withSignature,
} from "../agreements/index.ts";
import {
  agreementPlaceOf,
  concludeCall,
  endAgreementCall,
  endAgreementTypedData,
  leaveAgreementCall,
  leaveAgreementForCall,
  leaveAgreementTypedData,
} from "../calls/agreements.ts";
import { agreementIdOf, agreementTypedData, onchainAgreementOf } from "../model/agreement.ts";
import { forever } from "../model/constants.ts";
import { day } from "../model/time.ts";
import { createWorld, found, readArtifact, testAccount, type World } from "../testing/world.ts";
import { checkAgreementOnChain, readAgreement, readAgreementsOf } from "./agreements.ts";

const [ines, tomas, maya] = [testAccount(0), testAccount(1), testAccount(2)];

describe("agreements on the chain", () => {
  let world: World;
  let now: number;
  beforeAll(async () => {
    world = await createWorld();
    now = await world.now();
  });
  afterAll(() => world.stop());

  const draft = (changes: Partial<DraftAgreementParameters> = {}) =>
    draftAgreement({
      ...agreementPlaceOf(world.deployment),
      words: "# Secret studio\n\nNobody talks about it.",
      parties: [ines.address, tomas.address],
      witnessed: true,
      opens: now,
      closes: now + 7 * day,
      ...changes,
    });

  async function sign(signed: SignedAgreement, ...people: (typeof ines)[]) {
    let all = signed;
    for (const each of people) {
      const signature = await each.signTypedData(agreementTypedData(signed, signed.agreement));
      all = withSignature(all, { party: each.address, signature });
    }
    return all;
  }

  it("has the id that the contract computes", async () => {
    const { agreement, ...place } = draft({ leavers: [tomas.address], notice: 3 * day, ends: now + 99 * day });
    const { address, abi } = concludeCall(world.deployment, await sign({ agreement, ...place }, ines, tomas));
    const args = [onchainAgreementOf(agreement)] as const;
    expect(await world.client.readContract({ address, abi, functionName: "agreementIdOf", args })).toBe(
      agreementIdOf(place, agreement),
    );
  });

  it("is witnessed, found by its parties, ended by notice and by all", async () => {
    const empty = draft({ leavers: [tomas.address], notice: 3 * day });
    const half = await sign(empty, tomas);
    expect(found(await checkAgreementOnChain(world.context, half))).toMatchObject({
      complete: false,
      ready: false,
      sentence: "0xf39Fd6…2266 did not sign yet.",
    });
    expect(() => concludeCall(world.deployment, half)).toThrow(/0xf39Fd6…2266 did not sign yet/);

    const all = await sign(half, ines);
    const id = agreementIdOf(all, all.agreement);
    expect(found(await checkAgreementOnChain(world.context, all))).toMatchObject({ complete: true, ready: true });
    expect((await readAgreement(world.context, id)).status).toBe("not-found");
    // Anybody may send it.
    const { gasUsed } = await world.send(maya, concludeCall(world.deployment, all));
    expect(gasUsed).toBeLessThan(75_000n);
    expect(found(await readAgreement(world.context, id))).toMatchObject({ state: "stands", ends: forever });
    expect(found(await checkAgreementOnChain(world.context, all)).sentence).toMatch(
      /^It was witnessed at .* and stands for ever\.$/,
    );
    expect((await world.explained(maya, concludeCall(world.deployment, all))).name).toBe("Agreements_AlreadyConcluded");

    for (const party of [ines, tomas]) {
      const [own] = found(await readAgreementsOf(world.context, party.address));
      expect(own).toMatchObject({ id, facts: { text: onchainAgreementOf(all.agreement).text, notice: 3 * day } });
    }
    expect(found(await readAgreementsOf(world.context, maya.address))).toEqual([]);

    const { agreement } = all;
    expect((await world.explained(ines, leaveAgreementCall(world.deployment, { agreement }))).name).toBe(
      "Agreements_MayNotLeave",
    );
    const deadline = (await world.now()) + day;
    const leaving = leaveAgreementTypedData(world.deployment, { agreement, deadline });
    const signature = await tomas.signTypedData(leaving);
    await world.send(
      maya,
      leaveAgreementForCall(world.deployment, { agreement, deadline, party: tomas.address, signature }),
    );
    expect(found(await readAgreement(world.context, id))).toMatchObject({
      state: "notice was given",
      ending: "by notice",
    });

    const ending = endAgreementTypedData(world.deployment, { agreement, deadline });
    const signatures: `0x${string}`[] = [];
    for (const party of agreement.parties) {
      signatures.push(await (party === ines.address ? ines : tomas).signTypedData(ending));
    }
    await world.send(maya, endAgreementCall(world.deployment, { agreement, deadline, signatures }));
    expect(found(await readAgreement(world.context, id))).toMatchObject({ state: "over", ending: "by all" });
  });

  it("takes another's place, and the other is over", async () => {
    const first = await sign(draft(), ines, tomas);
    await world.send(maya, concludeCall(world.deployment, first));
    const supersedes = agreementIdOf(first, first.agreement);
    const second = await sign(draft({ supersedes }), ines, tomas);
    await world.send(maya, concludeCall(world.deployment, second));
    expect(found(await checkAgreementOnChain(world.context, first)).sentence).toMatch(
      /, when another agreement took its place\.$/,
    );
  });

  it("knows the signature of a contract", async () => {
    const { abi, bytecode } = await readArtifact("test/mocks/DemoAccount.sol/DemoAccount.json");
    const constructor_ = abi.find(({ type }) => type === "constructor");
    const args = constructor_ && "inputs" in constructor_ && constructor_.inputs.length === 1 ? [maya.address] : [];
    const hash = await world.client.deployContract({ account: maya, abi, bytecode, args });
    const { contractAddress } = await world.client.waitForTransactionReceipt({ hash });
    const signed = draft({ parties: [ines.address, contractAddress ?? ines.address] });
    const false_ = withSignature(await sign(signed, ines), {
      party: contractAddress ?? ines.address,
      signature: `0x${"11".repeat(65)}`,
    });
    const check = found(await checkAgreementOnChain(world.context, false_));
    expect(check.ready).toBe(false);
    expect(check.parties.find(({ party }) => party === contractAddress)?.state).toBe("refused");
  });

  it("says that one stays with its parties, is for another chain, or is too late", async () => {
    const secret = await sign(draft({ witnessed: false }), ines, tomas);
    expect(found(await checkAgreementOnChain(world.context, secret))).toMatchObject({ complete: true, ready: false });
    expect(() => concludeCall(world.deployment, secret)).toThrow(/keep this to themselves/);
    const elsewhere = await sign(draft({ chainId: 1 }), ines, tomas);
    expect(found(await checkAgreementOnChain(world.context, elsewhere)).sentence).toMatch(/is for chain 1/);
    expect(() => concludeCall(world.deployment, elsewhere)).toThrow(/on chain 1, not for/);
    const late = await sign(draft({ opens: now - 2 * day, closes: now - day }), ines, tomas);
    expect(found(await checkAgreementOnChain(world.context, late)).sentence).toMatch(/^It could be concluded until/);
    expect((await world.explained(maya, concludeCall(world.deployment, late))).name).toBe("Agreements_OutsideWindow");
  });
});
