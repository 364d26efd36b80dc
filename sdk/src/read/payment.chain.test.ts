import { type Address, getAddress, type Hex, parseAbi, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { batchCall, offerTypedData, payCall, paymentPlan, permitTypedData } from "../calls/index.ts";
import type { Offer } from "../model/offer.ts";
import { createWorld, found, readArtifact, testAccount, type World } from "../testing/world.ts";
import { readAllowance } from "./allowance.ts";
import { readCurrency, readPermit } from "./currency.ts";
import { readPayments } from "./payments.ts";
import { checkSignature } from "./signatures.ts";

const [ines, maya, tomas] = [testAccount(0), testAccount(1), testAccount(2)] as const;
const tokenAbi = parseAbi([
  "function mint(address to, uint256 amount)",
  "function allowance(address, address) view returns (uint256)",
]);

let world: World;
let work: bigint;

beforeAll(async () => {
  world = await createWorld();
  work = (await world.register(ines, "essay")).id;
});

afterAll(() => world.stop());

async function deploy(path: string, args: unknown[] = []): Promise<Address> {
  const { abi, bytecode } = await readArtifact(`test/mocks/${path}`);
  const hash = await world.client.deployContract({ account: testAccount(9), abi, bytecode, args } as never);
  return getAddress((await world.client.waitForTransactionReceipt({ hash })).contractAddress as Hex);
}

async function mint(token: Address, amount: bigint): Promise<void> {
  await world.send(maya, { address: token, abi: tokenAbi, functionName: "mint", args: [maya.address, amount] });
}

/** Pays as a page or a command would: what is planned, in order. Returns what was sent for. */
async function pay(currency: Address, amount: bigint): Promise<string[]> {
  const { deployment, context, send } = world;
  const allowance = found(await readAllowance(context, { currency, owner: maya.address, amount }));
  const plan = paymentPlan(deployment, {
    currency,
    amount,
    allowance,
    pay: payCall(deployment, { work, currency, amount }),
  });
  for (const { call } of plan) await send(maya, call);
  return plan.map(({ kind }) => kind);
}

const allowed = (currency: Address) =>
  world.client.readContract({
    address: currency,
    abi: tokenAbi,
    functionName: "allowance",
    args: [maya.address, world.deployment.contracts.royalties.address],
  });

const arrived = async (currency: Address) =>
  found(await readPayments(world.context, work)).find((payment) => payment.currency === currency)?.amount;

describe("money in every ordinary token", () => {
  it("is paid in one that answers nothing and wants its old allowance set back first", async () => {
    const token = await deploy("AwkwardTokens.sol/TetherToken.json");
    await mint(token, 100n);
    expect(await pay(token, 10n)).toEqual(["allow", "pay"]);
    expect(await arrived(token)).toBe(10n);
    expect(await allowed(token)).toBe(0n);

    // An unfinished payment of 4, then one of 11.
    const [allow] = paymentPlan(world.deployment, {
      currency: token,
      amount: 4n,
      pay: payCall(world.deployment, { work, currency: token, amount: 4n }),
    });
    if (allow) await world.send(maya, allow.call);
    expect(await pay(token, 11n)).toEqual(["reset", "allow", "pay"]);
    expect(await arrived(token)).toBe(11n);
    expect(await allowed(token)).toBe(0n);
  });

  it("is paid in one that denies what it did, and whose name is 32 bytes", async () => {
    const token = await deploy("AwkwardTokens.sol/DenyingToken.json");
    await mint(token, 100n);
    expect(await readCurrency(world.context.client, token)).toMatchObject({ symbol: "MKRL", name: "Maker Like" });
    expect(await pay(token, 10n)).toEqual(["allow", "pay"]);
    expect(await arrived(token)).toBe(10n);
  });

  it("is paid in one that takes no allowance of nothing", async () => {
    const token = await deploy("AwkwardTokens.sol/NonZeroToken.json");
    await mint(token, 100n);
    const [allow] = paymentPlan(world.deployment, {
      currency: token,
      amount: 4n,
      pay: payCall(world.deployment, { work, currency: token, amount: 4n }),
    });
    if (allow) await world.send(maya, allow.call);
    expect(await pay(token, 10n)).toEqual(["allow", "pay"]);
    expect(await readCurrency(world.context.client, token)).toMatchObject({ decimals: 0 });
  });

  it("uses an allowance that is large enough, and asks for none for ETH or for nothing", async () => {
    await world.mint(maya, 100n);
    const { token, deployment } = world;
    const [allow] = paymentPlan(deployment, {
      currency: token,
      amount: 30n,
      pay: payCall(deployment, { work, currency: token, amount: 30n }),
    });
    if (allow) await world.send(maya, allow.call);
    expect(await pay(token, 10n)).toEqual(["pay"]);
    expect(await allowed(token)).toBe(20n);
    expect(await pay("0x0000000000000000000000000000000000000000", 5n)).toEqual(["pay"]);
  });

  it("is paid by a permit in place of an allowance, in whatever form the wallet wrote the signature", async () => {
    await world.mint(tomas, 100n);
    const { token, deployment, context } = world;
    for (const ending of ["plain", "parity"] as const) {
      const permit = found(await readPermit(context, { currency: token, owner: tomas.address }));
      const deadline = BigInt(await world.now()) + 600n;
      const typedData = permitTypedData(deployment, { ...permit, owner: tomas.address, amount: 7n, deadline });
      const signed = await tomas.signTypedData(typedData);
      const given = ending === "plain" ? signed : `${signed.slice(0, -2)}0${Number(`0x${signed.slice(-2)}`) - 27}`;
      const check = await checkSignature(context.client, {
        signer: tomas.address,
        typedData,
        signature: given,
        keyOnly: true,
      });
      expect(check).toEqual({ status: "good", signature: signed });
      const plan = paymentPlan(deployment, {
        currency: token,
        amount: 7n,
        permit: { deadline, signature: given as Hex },
        pay: payCall(deployment, { work, currency: token, amount: 7n }),
      });
      expect(plan.map(({ kind }) => kind)).toEqual(["permit", "pay"]);
      const [permitted] = found(await readPayments(context, work));
      await world.send(
        tomas,
        batchCall(
          deployment,
          plan.map(({ call }) => call),
        ),
      );
      const [last] = found(await readPayments(context, work));
      expect(last).toMatchObject({ payer: tomas.address, amount: 7n });
      expect(last?.at.block).not.toBe(permitted?.at.block);
    }
  });
});

describe("a signature is checked before it is handed on", () => {
  const offer = (licensor: Address): Offer => ({
    work: 1n,
    parent: 0n,
    licensor,
    buyer: maya.address,
    terms: `0x${"7".repeat(48)}`,
    currency: "0x0000000000000000000000000000000000000000",
    price: 1n,
    supply: 1,
    opens: 0,
    closes: 9,
    starts: 0,
    schedule: zeroHash,
  });

  it("says that another account signed, and which", async () => {
    const typedData = offerTypedData(world.deployment, { offer: offer(ines.address) });
    const signature = await tomas.signTypedData(typedData);
    const check = { signer: ines.address, typedData, signature };
    expect(await checkSignature(world.context.client, check)).toEqual({
      status: "another signer",
      found: tomas.address,
    });
    expect(await checkSignature(world.context.client, { ...check, signature: "0x1234" })).toEqual({
      status: "another signer",
      found: undefined,
    });
  });

  it("asks a wallet that is a contract, and keeps its signature as it is", async () => {
    const safe = await deploy("Wallets.sol/Wallet.json", [ines.address]);
    const typedData = offerTypedData(world.deployment, { offer: offer(safe) });
    const signature = await ines.signTypedData(typedData);
    const { client } = world.context;
    expect(await checkSignature(client, { signer: safe, typedData, signature })).toEqual({ status: "good", signature });
    expect(
      await checkSignature(client, { signer: safe, typedData, signature: await tomas.signTypedData(typedData) }),
    ).toEqual({ status: "refused" });
  });

  it("keeps the wrapper of a wallet that is not on the chain yet", async () => {
    const signer: Address = "0x00000000000000000000000000000000000000ab";
    const typedData = offerTypedData(world.deployment, { offer: offer(signer) });
    const magic = "6492".repeat(16);
    const signature = `0x${"00".repeat(64)}${magic}`;
    expect(await checkSignature(world.context.client, { signer, typedData, signature })).toEqual({
      status: "undeployed",
      signature,
    });
  });
});
