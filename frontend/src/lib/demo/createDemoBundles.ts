import {
  AtomicityNotSupportedError,
  BundleTooLargeError,
  type Client,
  DuplicateIdError,
  encodeFunctionData,
  type Hex,
  hexToBigInt,
  numberToHex,
  parseAbi,
  UnknownBundleIdError,
} from "viem";
import type { HDAccount } from "viem/accounts";
import { getCode, getTransactionCount } from "viem/actions";
import type { Parts } from "./createDemoProvider.ts";

export type CreateDemoBundlesParameters = {
  client: Client;
  account: HDAccount;
  /** The contract that the account delegates to. */
  delegate: Hex | undefined;
  agree: (what: string) => Promise<void>;
  broadcast: (transaction: Parts) => Promise<Hex>;
};

type Calls = { id?: string; calls: readonly { to: Hex; data?: Hex; value?: Hex }[] };

const abi = parseAbi([
  "struct Call { address to; uint256 value; bytes data; }",
  "function execute(Call[] calls) payable",
]);
/** What a wallet remembers of the bundles it took, also after a reload. */
const memory = "colophon.demo.bundles";
const most = 20;

/** The part of a demo wallet that does several calls together or not at all (EIP-5792), by delegation (EIP-7702). */
export function createDemoBundles({ client, account, delegate, agree, broadcast }: CreateDemoBundlesParameters) {
  const chainId = numberToHex(client.chain?.id ?? 0);
  const read = () => JSON.parse(localStorage.getItem(memory) ?? "{}") as Record<string, Hex>;

  return {
    async wallet_getCapabilities(): Promise<unknown> {
      return { [chainId]: { atomic: { status: delegate ? "supported" : "unsupported" } } };
    },
    async wallet_sendCalls(parameters: unknown): Promise<unknown> {
      const { calls, id = numberToHex(Date.now()) } = parameters as Calls;
      if (!delegate) throw new AtomicityNotSupportedError(new Error("There is no contract to delegate to."));
      if (id in read()) throw new DuplicateIdError(new Error(`${id} was sent already.`));
      if (calls.length > most) throw new BundleTooLargeError(new Error(`At most ${most} calls go together.`));
      const to = [...new Set(calls.map((call) => call.to))].join(" and ");
      await agree(`Make ${calls.length} calls together or not at all, to ${to}, in one transaction.`);
      const [code = "0x", nonce] = await Promise.all([
        getCode(client, { address: account.address }),
        getTransactionCount(client, { address: account.address, blockTag: "pending" }),
      ]);
      const delegated = code.toLowerCase() === `0xef0100${delegate.slice(2)}`.toLowerCase();
      // The account's own transaction uses the nonce before.
      const authorization = delegated
        ? undefined
        : await account.signAuthorization?.({ address: delegate, chainId: Number(chainId), nonce: nonce + 1 });
      const hash = await broadcast({
        to: account.address,
        data: encodeFunctionData({
          abi,
          functionName: "execute",
          args: [
            calls.map((call) => ({
              to: call.to,
              value: call.value ? hexToBigInt(call.value) : 0n,
              data: call.data ?? "0x",
            })),
          ],
        }),
        nonce,
        ...(authorization ? { authorizationList: [authorization] } : {}),
      });
      localStorage.setItem(memory, JSON.stringify({ ...read(), [id]: hash }));
      return { id };
    },
    async wallet_getCallsStatus(id: unknown): Promise<unknown> {
      const hash = read()[String(id)];
      if (!hash) throw new UnknownBundleIdError(new Error(`${id} was never sent.`));
      const receipt = await client.request({ method: "eth_getTransactionReceipt", params: [hash] } as never);
      const done = receipt as { status: Hex } | null;
      const status = done === null ? 100 : done.status === "0x1" ? 200 : 500;
      return { version: "2.0.0", id, chainId, status, atomic: true, receipts: done ? [done] : [] };
    },
  };
}
