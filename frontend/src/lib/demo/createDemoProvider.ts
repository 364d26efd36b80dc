import {
  type Account,
  createClient,
  defineChain,
  formatEther,
  type Hex,
  hexToBigInt,
  hexToNumber,
  http,
  MethodNotSupportedRpcError,
  numberToHex,
  type SignedAuthorization,
  type TransactionSerializable,
  type TypedDataDefinition,
  UserRejectedRequestError,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { prepareTransactionRequest, sendRawTransaction } from "viem/actions";
import type { ChainConfig } from "../../config/RuntimeConfig.ts";
import { createDemoBundles } from "./createDemoBundles.ts";
import type { DemoPerson } from "./people.ts";
import { signatureRequests } from "./signatureRequests.ts";

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
