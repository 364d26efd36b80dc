import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  cidOf,
  forever,
  formatId,
  type Offer,
  offerIdOf,
  parseId,
  stepsPerClaim,
  unlimitedSupply,
} from "@colophon/sdk";
import { royaltiesAbi } from "@colophon/sdk/abi";
import { approveCall, batchCall, defineTermsCall, publishOfferCall, transferUnitsCall } from "@colophon/sdk/calls";
import { readAllowance, readLicence, readLicencesOf, readPayments } from "@colophon/sdk/read";
import {
  baseConditions,
  baseTerms,
  type Conditions,
  deedOf,
  onchainTermsOf,
  type Terms,
  termsIdOf,
} from "@colophon/sdk/terms";
import { type Address, getAddress, type Hex, parseAbi, sha256, stringToBytes, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createWorld, found, readArtifact, testAccount, type World } from "../../sdk/src/testing/world.ts";
import { runColophon } from "../support/runColophon.ts";

// Each of these starts programs, and machines that run tests are busy.
vi.setConfig({ testTimeout: 180_000 });

/** Account 1 of anvil, which everybody knows. */
const key = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
const [maya, ines] = [testAccount(1), testAccount(2)];

let world: World;
let folder: string;
let tether: Address;
let work: bigint;
let sending: string[];

/** What is said instead of doing it. */
async function refusal(...args: string[]): Promise<string> {
  const { code, err } = await runColophon(folder, args);
  expect(code).toBe(1);
  return err;
}

const transactions = () => world.client.getTransactionCount({ address: maya.address });

async function json(...args: string[]) {
  const { code, out, err } = await runColophon(folder, [...args, "--json"]);
  expect(err).toBe("");
  expect(code).toBe(0);
  return JSON.parse(out);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-pay-"));
  world = await createWorld();
  await writeFile(join(folder, "deployment.json"), JSON.stringify(world.deployment));
  await writeFile(join(folder, "key"), key, { mode: 0o600 });
  sending = ["--rpc", world.url, "--deployment", "deployment.json", "--key-file", "key"];
  work = (await world.register(ines, "a work")).id;
  const { abi, bytecode } = await readArtifact("test/mocks/AwkwardTokens.sol/TetherToken.json");
  const hash = await world.client.deployContract({ account: testAccount(9), abi, bytecode });
  tether = getAddress((await world.client.waitForTransactionReceipt({ hash })).contractAddress as Hex);
  const mint = parseAbi(["function mint(address to, uint256 amount)"]);
  await world.send(maya, { address: tether, abi: mint, functionName: "mint", args: [maya.address, 100_000_000n] });
}, 120_000);

afterAll(async () => {
  world?.stop();
  if (folder) await rm(folder, { recursive: true });
});

describe("pay", () => {
  test("pays a work in a token that answers nothing, beside an old allowance", async () => {
    await world.send(maya, approveCall(world.deployment, { currency: tether, amount: 4_000_000n }));
    const paid = await json(
      "pay",
      "work",
      formatId(work, "work"),
      "--amount",
      "12.5",
      "--currency",
      tether,
      ...sending,
    );
    expect(paid).toMatchObject({ amount: "12500000", currency: tether });
    const [payment] = found(await readPayments(world.context, work));
    expect(payment).toMatchObject({ currency: tether, payer: maya.address, amount: 12_500_000n });
  });

  test("takes links and names of standards for numbers, and refuses those of another chain or contract", async () => {
    const { works } = world.deployment.contracts;
    const link = `https://explorer.local/nft/${works.address}/${work}`;
    const paid = await json("pay", "work", link, "--amount", "0.00001", "--currency", "eth", ...sending);
    expect(paid).toMatchObject({ work: formatId(work, "work"), currency: zeroAddress });
    const sent = await transactions();
    const foreign = `https://sepolia.etherscan.io/nft/${works.address}/${work}`;
    const stranger = `eip155:31337/erc721:${tether}/${work}`;
    const said = await Promise.all([
      refusal("pay", "work", foreign, "--amount", "1", ...sending),
      refusal("pay", "work", stranger, "--amount", "1", ...sending),
      refusal("withdraw", formatId(work, "work"), "--to", `eip155:1:${ines.address}`, ...sending),
    ]);
    expect(said).toEqual([
      expect.stringMatching(/“https:.*can't be used\. This is on Sepolia .*and chain 31337 is asked here/),
      expect.stringMatching(/a token of another contract/),
      expect.stringMatching(/--to .*This is on Ethereum/),
    ]);
    expect(await transactions()).toBe(sent);
  });

  test("buys a licence in such a token, and pays a work in ETH", async () => {
    const { deployment, send } = world;
    const onchain = onchainTermsOf(
      { ...baseTerms, uses: ["print"], purposes: ["editorial"], territories: ["AT"], duration: 86_400 },
      deployment,
    );
    const offer: Offer = {
      ...{ work, parent: 0n, licensor: ines.address, buyer: zeroAddress, terms: termsIdOf(onchain) },
      ...{ currency: tether, price: 5_000_000n, supply: unlimitedSupply, opens: 0, closes: forever },
      ...{ starts: 0, schedule: zeroHash },
    };
    await send(
      ines,
      batchCall(deployment, [defineTermsCall(deployment, { terms: onchain }), publishOfferCall(deployment, { offer })]),
    );
    const bought = await json("pay", "offer", offerIdOf(offer), "--seats", "2", ...sending);
    expect(bought).toMatchObject({ amount: "10000000", recipient: maya.address });
    const [licence] = found(await readLicencesOf(world.context, maya.address));
    expect([formatId(licence?.id ?? 0n, "licence"), licence?.seats]).toEqual([bought.licence, 2]);

    await json("pay", "work", formatId(work, "work"), "--amount", "0.25", ...sending);
    const [payment] = found(await readPayments(world.context, work));
    expect(payment).toMatchObject({ currency: zeroAddress, amount: 250_000_000_000_000_000n });
  });

  test("says what is wrong before anything is sent", async () => {
    const number = formatId(work, "work");
    const cases = [
      [["work", number], /Say how much/],
      [["work", number, "--amount", "1,5"], /not an amount/],
      [["work", number, "--amount", "0.0000001", "--currency", tether], /at most 6 after the point/],
      [["work", number, "--amount", "1000", "--currency", tether], /Nothing was sent/],
      [["work", number, "--amount", "1", "--currency", "0x12"], /not an address/],
      [["offer", "0x12"], /not the id of an offer/],
      [["offer", `0x${"1".repeat(64)}`], /no offer/],
      [["offer", `0x${"1".repeat(64)}`, "--seats", "1e3"], /whole number/],
      [["nothing"], /Say what to pay for/],
    ] as const;
    const ran = await Promise.all(cases.map(([args]) => runColophon(folder, ["pay", ...args, ...sending])));
    for (const [index, { code, err }] of ran.entries()) {
      expect([cases[index]?.[0], code]).toEqual([cases[index]?.[0], 1]);
      expect(err).toMatch(cases[index]?.[1] as RegExp);
    }
  });
});

describe("pay in a token that knows permits", () => {
  test("takes one transaction, leaves no allowance, and is held to a deadline", async () => {
    const number = formatId(work, "work");
    await world.mint(maya, 100n * 10n ** 18n);
    const before = await transactions();
    const deadline = new Date(((await world.now()) + 600) * 1000).toISOString().replace(/\.\d+Z/, "Z");
    const args = ["pay", "work", number, "--amount", "7", "--currency", world.token, "--deadline", deadline];
    expect(await json(...args, ...sending)).toMatchObject({ amount: "7000000" });
    expect((await transactions()) - before).toBe(1);
    const [payment] = found(await readPayments(world.context, work));
    expect(payment).toMatchObject({ currency: world.token, payer: maya.address, amount: 7_000_000n });
    const left = await readAllowance(world.context, { currency: world.token, owner: maya.address, amount: 1n });
    expect(found(left).allowed).toBe(0n);
    const inEth = await refusal("pay", "work", number, "--amount", "0.1", "--deadline", deadline, ...sending);
    expect(inEth).toMatch(/Nothing can hold this payment to a deadline/);
    expect(await refusal(...args.slice(0, -1), "2020-01-01", ...sending)).toMatch(/is over already/);
    expect((await transactions()) - before).toBe(1);
  });
});

describe("a command that is run twice", () => {
  test("does not pay a work twice unasked", async () => {
    const args = ["pay", "work", formatId(work, "work"), "--amount", "0.125", ...sending];
    await json(...args);
    const before = await transactions();
    expect(await refusal(...args)).toMatch(/You paid exactly this .* already, in block \d+ .*add --again/);
    expect(await transactions()).toBe(before);
    await json(...args, "--again");
    const other = ["pay", "work", formatId(work, "work"), "--amount", "0.126", ...sending];
    await json(...other);
    expect((await transactions()) - before).toBe(2);
  });

  test("pays a reference once, whatever the amount and whenever it was", async () => {
    const args = ["pay", "work", formatId(work, "work"), "--reference", "invoice 17", ...sending];
    expect(await json(...args, "--amount", "0.5")).toMatchObject({ memo: sha256(stringToBytes("invoice 17")) });
    await world.wait(3 * 86_400);
    expect(await refusal(...args, "--amount", "0.75")).toMatch(/with the reference “invoice 17” already/);
  });

  test("does not send while something of the account is on its way", async () => {
    const { client } = world;
    await client.setAutomine(false);
    try {
      await client.sendTransaction({ account: testAccount(1), to: ines.address, value: 1n });
      const args = ["pay", "work", formatId(work, "work"), "--amount", "0.375", ...sending];
      expect(await refusal(...args)).toMatch(/still on its way/);
    } finally {
      await client.mine({ blocks: 1 });
      await client.setAutomine(true);
    }
  });
});

describe("a licence with reports", () => {
  const day = 86_400;
  let licence: string;
  let offer: Offer;
  let gateway: Server;
  let store: string[];

  beforeAll(async () => {
    const { deployment, send } = world;
    const conditions: Conditions = {
      ...baseConditions,
      currency: { address: world.token, symbol: "dUSD", decimals: 6 },
      tiers: [{ from: 0n, share: 0, perUnit: 10n ** 15n }],
      ...{ minimum: 10n ** 18n, period: { seconds: 10 * day }, grace: 0, cure: "irrevocable" },
    };
    const print = { uses: ["print"], purposes: ["editorial"], territories: ["AT"], duration: 30 * day } as const;
    const terms: Terms = { ...baseTerms, ...print, conditions };
    const [onchain, deed] = [onchainTermsOf(terms, deployment), deedOf(terms)];
    // What is owed stands in the licence text alone, so somebody must keep it.
    gateway = createServer((request, response) => {
      if (!request.url?.includes(cidOf(deed.digest))) response.statusCode = 404;
      response.end(response.statusCode === 404 ? "not found" : deed.bytes);
    });
    await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
    store = ["--store", `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`];
    offer = {
      ...{ work, parent: 0n, licensor: ines.address, buyer: zeroAddress, terms: termsIdOf(onchain) },
      ...{ currency: world.token, price: 10n ** 18n, supply: unlimitedSupply, opens: 0, closes: forever },
      ...{ starts: 0, schedule: zeroHash },
    };
    await send(
      ines,
      batchCall(deployment, [defineTermsCall(deployment, { terms: onchain }), publishOfferCall(deployment, { offer })]),
    );
    licence = (await json("pay", "offer", offerIdOf(offer), ...sending)).licence;
  }, 120_000);

  afterAll(() => gateway?.close());

  test("is bought twice only if asked for", async () => {
    const args = ["pay", "offer", offerIdOf(offer), ...sending];
    expect(await refusal(...args)).toContain(`bought ${licence} under this offer already`);
    const another = await json(...args, "--again");
    expect(another.licence).not.toBe(licence);
  });

  test("is renewed by as many periods as asked for, once", async () => {
    const before = found(await readLicence(world.context, parseId(licence, "licence")));
    const args = ["renew", licence, "--periods", "2", ...sending];
    const renewed = await json(...args);
    expect(renewed).toMatchObject({ periods: 2, end: before.end + 60 * day, amount: (2n * 10n ** 18n).toString() });
    expect(await refusal(...args)).toMatch(/You renewed this licence by as many periods already/);
    expect(await refusal("renew", licence, "--offer", `0x${"1".repeat(64)}`, ...sending)).toMatch(/no open offer/);
    expect(await refusal("renew", licence, "--periods", "0", ...sending)).toMatch(/whole number from 1/);
    const after = found(await readLicence(world.context, parseId(licence, "licence")));
    expect(after.end).toBe(renewed.end);
  });

  test("reports the period that is over with what is owed, and no period twice", async () => {
    const usage = ["--units", "3000", "--revenue", "0"];
    expect(await refusal("report", licence, ...usage, ...sending)).toMatch(
      /licence text, which is not at hand.*--store/,
    );
    const kept = [...store, ...sending];
    expect(await refusal("report", licence, ...usage, ...kept)).toMatch(/Nothing is due now: period 1 runs until/);
    await world.wait(10 * day);
    await writeFile(join(folder, "report.csv"), "units\n3000\n");
    const before = await transactions();
    const sent = await json("report", licence, ...usage, "--file", "report.csv", ...kept);
    expect(sent).toMatchObject({ period: 1, units: "3000", paid: (3n * 10n ** 18n).toString() });
    expect((await transactions()) - before).toBe(1);
    const { compliance } = found(await readLicence(world.context, parseId(licence, "licence")));
    expect(compliance.reports).toMatchObject([
      { period: 0, units: 3000n, owed: 3n * 10n ** 18n, digest: sha256(stringToBytes("units\n3000\n")) },
    ]);
    expect(compliance.payments).toMatchObject([{ payer: maya.address, amount: 3n * 10n ** 18n }]);
    expect(await refusal("report", licence, ...usage, "--period", "1", ...kept)).toMatch(/is reported already/);
    await world.wait(20 * day);
    expect(await refusal("report", licence, ...usage, ...kept)).toMatch(/2 periods are over .*--period 2/);
    await json("report", licence, ...usage, "--period", "2", ...kept);
    expect(await refusal("report", licence, "--units", "1.5", "--revenue", "0", ...kept)).toMatch(/digits only/);
  });

  test("pays what is due for what was reported: a part once, all of it, and no more", async () => {
    const kept = [...store, ...sending];
    expect(await refusal("pay", "debt", licence, ...sending)).toMatch(/licence text, which is not at hand.*--store/);
    expect(await refusal("pay", "debt", licence, ...kept)).toMatch(
      /Nothing is due under 0x.* is owed with its report\. Nothing was sent\./,
    );
    await json("report", licence, "--units", "3000", "--revenue", "0", "--pay", "nothing", ...kept);
    const part = ["pay", "debt", licence, "--amount", "1", ...kept];
    // A token of six decimals.
    const left = 3n * 10n ** 18n - 1_000_000n;
    expect(await json(...part)).toMatchObject({ amount: "1000000", left: left.toString() });
    expect(await refusal(...part)).toMatch(/You paid exactly this of what is due .* add --again/);
    expect(await refusal("pay", "debt", licence, "--amount", "3000000000000", ...kept)).toMatch(
      /more than the 2999999999999 \w+ that are due/,
    );
    expect(await json("pay", "debt", licence, ...kept)).toMatchObject({ amount: left.toString(), left: "0" });
    const { compliance } = found(await readLicence(world.context, parseId(licence, "licence")));
    expect(compliance.payments.slice(0, 2)).toMatchObject([{ amount: left }, { amount: 1_000_000n }]);
    expect(await refusal("pay", "debt", licence, ...kept)).toMatch(/Nothing is due/);
  });
});

describe("withdraw", () => {
  const royalties = () => ({ address: world.deployment.contracts.royalties.address, abi: royaltiesAbi }) as const;
  const received = () =>
    world.client.readContract({ ...royalties(), functionName: "received", args: [work, zeroAddress] });
  const waiting = async (holder: Address) =>
    world.client.readContract({
      ...royalties(),
      functionName: "claimable",
      args: [work, zeroAddress, holder, stepsPerClaim],
    });

  test("has a holder paid who does nothing and has taken nothing, at their own address and nowhere else", async () => {
    const number = formatId(work, "work");
    await json("pay", "work", number, "--amount", "0.5", ...sending);
    const before = await world.client.getBalance({ address: ines.address });
    expect(await waiting(ines.address)).toBe(0n);
    const due = await received();
    expect(due).toBeGreaterThanOrEqual(5n * 10n ** 17n);
    const elsewhere = await runColophon(folder, [
      ...["withdraw", number, "--holder", ines.address, "--to", maya.address],
      ...sending,
    ]);
    expect(elsewhere.code).not.toBe(0);
    expect(elsewhere.err).toContain("to that account only");
    const sent = await json("withdraw", number, "--holder", ines.address, ...sending);
    expect(sent).toMatchObject({ of: number, holder: ines.address, to: ines.address, amount: String(due) });
    expect((await world.client.getBalance({ address: ines.address })) - before).toBe(due);
    expect(await waiting(ines.address)).toBe(0n);
    const nothing = await runColophon(folder, ["withdraw", number, "--holder", ines.address, ...sending]);
    expect(nothing.err).toContain(`Nothing waits for ${ines.address} in this currency.`);
    expect(await refusal("withdraw", "999", ...sending)).toContain(
      `There is no work ${formatId(999n, "work")} on this chain.`,
    );
  });

  test("sends one's own where one likes", async () => {
    const number = formatId(work, "work");
    const call = transferUnitsCall(world.deployment, { work, to: maya.address, units: 10_000_000 });
    await world.send(ines, call);
    await json("pay", "work", number, "--amount", "1", ...sending);
    const account = testAccount(7).address;
    const before = await world.client.getBalance({ address: account });
    const sent = await json("withdraw", number, "--to", account, ...sending);
    expect(sent).toMatchObject({ holder: maya.address, to: account, amount: String(10n ** 17n) });
    expect((await world.client.getBalance({ address: account })) - before).toBe(10n ** 17n);
  });
});
