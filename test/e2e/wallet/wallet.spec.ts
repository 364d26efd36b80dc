/** What the journeys rely on: that the wallet answers as wallets do. */
import { expect, type Page } from "@playwright/test";
import { hexToBigInt, parseEther, recoverMessageAddress, recoverTypedDataAddress } from "viem";
import { publicClient, testClient, withBlocksHeld } from "../support/chain.ts";
import { test } from "../support/people.ts";

type Outcome = { result?: unknown; code?: number };

/** Asks the announced wallet, as any page would. */
async function ask(page: Page, method: string, params: readonly unknown[] = []): Promise<Outcome> {
  return page.evaluate(
    async ([name, list]) => {
      type Provider = { request(request: { method: string; params: unknown }): Promise<unknown> };
      const provider = await new Promise<Provider>((resolve) => {
        window.addEventListener(
          "eip6963:announceProvider",
          (event) => resolve((event as CustomEvent).detail.provider),
          {
            once: true,
          },
        );
        window.dispatchEvent(new Event("eip6963:requestProvider"));
      });
      try {
        return { result: await provider.request({ method: name, params: list }) };
      } catch (error) {
        return { code: (error as { code: number }).code };
      }
    },
    [method, params] as const,
  );
}

const ether = (amount: string) => `0x${parseEther(amount).toString(16)}`;

test("the wallet shows no account before it is asked, and declines with 4001", async ({ newPerson }) => {
  const { page, wallet, account } = await newPerson();
  await page.goto("/");
  expect(await ask(page, "eth_accounts")).toEqual({ result: [] });
  wallet.next("reject");
  expect(await ask(page, "eth_requestAccounts")).toEqual({ code: 4001 });
  expect(await ask(page, "eth_sendTransaction", [{ from: account.address }])).toEqual({ code: 4100 });
  expect(await ask(page, "eth_requestAccounts")).toEqual({ result: [account.address] });
  await wallet.lock();
  expect(await ask(page, "eth_accounts")).toEqual({ result: [] });
  expect(await ask(page, "eth_requestAccounts")).toEqual({ code: 4100 });
});

test("the wallet says 4902 for a network that it does not know until it is added", async ({ newPerson }) => {
  const { page, wallet } = await newPerson();
  await page.goto("/");
  const chain = [{ chainId: "0x89" }];
  expect(await ask(page, "wallet_switchEthereumChain", chain)).toEqual({ code: 4902 });
  expect(await ask(page, "wallet_addEthereumChain", chain)).toEqual({ result: null });
  expect(wallet.chainId).toBe(137);
  expect(await ask(page, "wallet_switchEthereumChain", [{ chainId: "0x7a69" }])).toEqual({ result: null });
  expect(await ask(page, "eth_chainId")).toEqual({ result: "0x7a69" });
});

test("the wallet signs messages and typed data with the account's key", async ({ newPerson }) => {
  const { page, account } = await newPerson();
  await page.goto("/");
  await ask(page, "eth_requestAccounts");
  const message = await ask(page, "personal_sign", ["0x68656c6c6f", account.address]);
  expect(await recoverMessageAddress({ message: "hello", signature: message.result as `0x${string}` })).toBe(
    account.address,
  );
  const typed = {
    domain: { name: "Test", chainId: 31337 },
    types: { Note: [{ name: "text", type: "string" }] },
    primaryType: "Note",
    message: { text: "hello" },
  } as const;
  const signed = await ask(page, "eth_signTypedData_v4", [account.address, JSON.stringify(typed)]);
  expect(await recoverTypedDataAddress({ ...typed, signature: signed.result as `0x${string}` })).toBe(account.address);
});

test("the wallet takes several calls at once only if it says so", async ({ newPerson }) => {
  const plain = await newPerson();
  await plain.page.goto("/");
  expect(await ask(plain.page, "wallet_getCapabilities")).toEqual({ code: 4200 });

  const { page, account } = await newPerson({ wallet: { batches: "parts" } });
  await page.goto("/");
  await ask(page, "eth_requestAccounts");
  expect(await ask(page, "wallet_getCapabilities")).toEqual({
    result: { "0x7a69": { atomic: { status: "unsupported" } } },
  });
  expect(await ask(page, "wallet_sendCalls", [{ from: account.address, calls: [], atomicRequired: true }])).toEqual({
    code: 5760,
  });
  const calls = [1, 2].map(() => ({ to: plain.account.address, value: ether("0.5") }));
  const before = await publicClient.getBalance({ address: plain.account.address });
  const { result } = await ask(page, "wallet_sendCalls", [{ from: account.address, calls }]);
  const { id } = result as { id: string };
  expect((await ask(page, "wallet_getCallsStatus", [id])).result).toMatchObject({ status: 200, atomic: false });
  expect(await publicClient.getBalance({ address: plain.account.address })).toBe(before + parseEther("1"));
});

test("a wallet that batches does all calls or none, in one transaction, and each bundle once", async ({
  newPerson,
}) => {
  const { page, account, wallet } = await newPerson({ wallet: { batches: "atomic" } });
  const other = await newPerson();
  await page.goto("/");
  await ask(page, "eth_requestAccounts");
  const pay = (amount: string) => ({ to: other.account.address, value: ether(amount) });
  const balance = () => publicClient.getBalance({ address: other.account.address });
  const before = await balance();
  const good = { from: account.address, id: "0x01", atomicRequired: true, calls: [pay("0.5"), pay("0.25")] };
  expect(await ask(page, "wallet_sendCalls", [good])).toEqual({ result: { id: "0x01" } });
  expect(await ask(page, "wallet_getCallsStatus", ["0x01"])).toMatchObject({ result: { status: 200, atomic: true } });
  expect(await balance()).toBe(before + parseEther("0.75"));
  expect(wallet.sent).toHaveLength(1);
  expect(await ask(page, "wallet_sendCalls", [good])).toEqual({ code: 5720 });
  expect(await ask(page, "wallet_getCallsStatus", ["0x02"])).toEqual({ code: 5730 });
  // The second is more than it has, so the first does not happen either.
  const bad = { ...good, id: "0x03", calls: [pay("0.5"), pay("100")] };
  expect((await ask(page, "wallet_sendCalls", [bad])).code).toBeDefined();
  expect(await balance()).toBe(before + parseEther("0.75"));
});

test("the wallet drops, speeds up and cancels what it is told to", async ({ newPerson }) => {
  const { page, wallet, account } = await newPerson();
  const other = await newPerson();
  await page.goto("/");
  await ask(page, "eth_requestAccounts");
  const payment = [{ from: account.address, to: other.account.address, value: ether("1") }];
  const balance = () => publicClient.getBalance({ address: other.account.address });
  const before = await balance();

  wallet.next("drop");
  const dropped = await ask(page, "eth_sendTransaction", payment);
  expect(dropped.result).toMatch(/^0x[0-9a-f]{64}$/);
  await testClient.mine({ blocks: 1 });
  expect(await balance()).toBe(before);

  const { result } = await withBlocksHeld(async () => {
    wallet.next("cancel");
    return ask(page, "eth_sendTransaction", payment);
  });
  expect(await balance()).toBe(before);
  await expect(publicClient.getTransactionReceipt({ hash: result as `0x${string}` })).rejects.toThrow();

  await withBlocksHeld(async () => {
    wallet.next("speed-up");
    await ask(page, "eth_sendTransaction", payment);
  });
  expect(await balance()).toBe(before + parseEther("1"));
  expect(await publicClient.getTransactionCount({ address: account.address })).toBe(2);
});

test("the wallet lets a prompt stand", async ({ newPerson }) => {
  const { page, wallet, account } = await newPerson();
  await page.goto("/");
  await ask(page, "eth_requestAccounts");
  const prompt = wallet.hold();
  const answer = ask(page, "eth_sendTransaction", [{ from: account.address, to: account.address }]);
  const asked = await prompt.asked;
  expect(asked.method).toBe("eth_sendTransaction");
  expect(await publicClient.getTransactionCount({ address: account.address, blockTag: "pending" })).toBe(0);
  prompt.approve();
  const { result } = await answer;
  const receipt = await publicClient.waitForTransactionReceipt({ hash: result as `0x${string}` });
  expect(hexToBigInt(receipt.transactionHash)).toBe(hexToBigInt(result as `0x${string}`));
});
