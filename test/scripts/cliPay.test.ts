import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forever, formatId, type Offer, offerIdOf, unlimitedSupply } from "@colophon/sdk";
import { approveCall, batchCall, defineTermsCall, publishOfferCall } from "@colophon/sdk/calls";
import { readLicencesOf, readPayments } from "@colophon/sdk/read";
import { baseTerms, onchainTermsOf, termsIdOf } from "@colophon/sdk/terms";
import { type Address, getAddress, type Hex, parseAbi, zeroAddress } from "viem";
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
  test("A1 A2 pays a work in a token that answers nothing, beside an old allowance", async () => {
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

  test("A1 buys a licence in such a token, and pays a work in ETH", async () => {
    const { deployment, send } = world;
    const onchain = onchainTermsOf({ ...baseTerms, uses: ["print"], territories: ["AT"], duration: 86_400 });
    const offer: Offer = {
      ...{ work, parent: 0n, licensor: ines.address, buyer: zeroAddress, terms: termsIdOf(onchain) },
      ...{ currency: tether, price: 5_000_000n, supply: unlimitedSupply, opens: 0, closes: forever },
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
