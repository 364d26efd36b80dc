import {
  type Account,
  AtomicityNotSupportedError,
  BundleTooLargeError,
  type Client,
  createClient,
  DuplicateIdError,
  defineChain,
  encodeFunctionData,
  formatEther,
  type Hex,
  hexToBigInt,
  hexToNumber,
  http,
  MethodNotSupportedRpcError,
  numberToHex,
  parseAbi,
  type SignedAuthorization,
  type TransactionSerializable,
  type TypedDataDefinition,
  UnknownBundleIdError,
  UserRejectedRequestError,
} from "viem";
import { type HDAccount, mnemonicToAccount } from "viem/accounts";
import { getCode, getTransactionCount, prepareTransactionRequest, sendRawTransaction } from "viem/actions";
import type { ChainConfig } from "../../config/config.ts";
import { keptTexts } from "../../lib/storage.ts";
import { type DemoPerson, signatureRequests } from "./people.ts";

/** The phrase of every development chain. It is public, so nothing of value may ever be sent to its accounts. */
const phrase = "test test test test test test test test test test test junk";

/** A transaction, as far as it is given. */
export type Parts = {
  to: Hex | undefined;
  data: Hex | undefined;
  value?: bigint;
  gas?: bigint;
  nonce?: number;
  maxFeePerGas?: bigint;
  maxPriorityFeePerGas?: bigint;
  authorizationList?: [SignedAuthorization];
};

type Transaction = {
  to?: Hex;
  data?: Hex;
  value?: Hex;
  gas?: Hex;
  nonce?: Hex;
  maxFeePerGas?: Hex;
  maxPriorityFeePerGas?: Hex;
};

/** A wallet (EIP-1193) that holds one demo person's key and asks before it signs, as a real one does. */
export function createDemoProvider(chainConfig: ChainConfig, person: DemoPerson) {
  const account = mnemonicToAccount(phrase, { addressIndex: person.index });
  const url = new URL(chainConfig.rpc, location.href).href;
  const chain = defineChain({
    id: chainConfig.id,
    name: chainConfig.name,
    nativeCurrency: chainConfig.currency,
    rpcUrls: { default: { http: [url] } },
  });
  const client = createClient({ chain, transport: http(url) });

  const agree = async (what: string) => {
    if (!(await signatureRequests.ask(person.name, what))) {
      throw new UserRejectedRequestError(new Error(`${person.name} refused.`));
    }
  };

  const broadcast = async (transaction: Parts): Promise<Hex> => {
    const request = await prepareTransactionRequest(client, { account: account as Account, ...transaction });
    const serializedTransaction = await account.signTransaction({
      chainId: chain.id,
      ...(transaction.authorizationList
        ? { type: "eip7702", authorizationList: transaction.authorizationList }
        : { type: "eip1559" }),
      to: request.to,
      data: request.data,
      value: request.value,
      gas: request.gas,
      nonce: request.nonce,
      maxFeePerGas: request.maxFeePerGas,
      maxPriorityFeePerGas: request.maxPriorityFeePerGas,
    } as TransactionSerializable);
    return sendRawTransaction(client, { serializedTransaction });
  };

  const send = async (transaction: Transaction): Promise<Hex> => {
    const value = transaction.value ? hexToBigInt(transaction.value) : 0n;
    await agree(
      value > 0n
        ? `Send a transaction with ${formatEther(value)} ${chainConfig.currency.symbol} to ${transaction.to}.`
        : `Send a transaction to ${transaction.to}. It moves no ${chainConfig.currency.symbol} besides the network fee.`,
    );
    return broadcast({
      to: transaction.to,
      data: transaction.data,
      value,
      ...(transaction.gas ? { gas: hexToBigInt(transaction.gas) } : {}),
      ...(transaction.nonce ? { nonce: hexToNumber(transaction.nonce) } : {}),
      ...(transaction.maxFeePerGas ? { maxFeePerGas: hexToBigInt(transaction.maxFeePerGas) } : {}),
      ...(transaction.maxPriorityFeePerGas
        ? { maxPriorityFeePerGas: hexToBigInt(transaction.maxPriorityFeePerGas) }
        : {}),
    });
  };

  const bundles = createDemoBundles({ client, account, delegate: chainConfig.demoAccount, agree, broadcast });

  return {
    async request({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
      const list = (params ?? []) as unknown[];
      switch (method) {
        case "eth_accounts":
        case "eth_requestAccounts":
          return [account.address];
        case "eth_chainId":
          return numberToHex(chain.id);
        case "eth_sendTransaction":
          return send(list[0] as Transaction);
        case "personal_sign":
          await agree("Sign a message.");
          return account.signMessage({ message: { raw: list[0] as Hex } });
        case "eth_signTypedData_v4": {
          const typed = (typeof list[1] === "string" ? JSON.parse(list[1]) : list[1]) as TypedDataDefinition;
          await agree(`Sign "${typed.primaryType}". This costs nothing by itself.`);
          return account.signTypedData(typed);
        }
        case "wallet_getCapabilities":
        case "wallet_sendCalls":
        case "wallet_getCallsStatus":
          if (!person.batches)
            throw new MethodNotSupportedRpcError(new Error(`${person.name}'s wallet has no ${method}.`));
          return bundles[method](list[0]);
        default:
          return client.request({ method, params } as never);
      }
    },
  };
}

type CreateDemoBundlesParameters = {
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
function createDemoBundles({ client, account, delegate, agree, broadcast }: CreateDemoBundlesParameters) {
  const chainId = numberToHex(client.chain?.id ?? 0);
  const read = () => JSON.parse(keptTexts.getItem(memory) ?? "{}") as Record<string, Hex>;

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
      keptTexts.setItem(memory, JSON.stringify({ ...read(), [id]: hash }));
      return { id };
    },
    async wallet_getCallsStatus(id: unknown): Promise<unknown> {
      const hash = read()[String(id)];
      if (!hash) throw new UnknownBundleIdError(new Error(`${id} was never sent.`));
      const receipt = await client.request({ method: "eth_getTransactionReceipt", params: [hash] });
      const done = receipt as { status: Hex } | null;
      const status = done === null ? 100 : done.status === "0x1" ? 200 : 500;
      return { version: "2.0.0", id, chainId, status, atomic: true, receipts: done ? [done] : [] };
    },
  };
}
