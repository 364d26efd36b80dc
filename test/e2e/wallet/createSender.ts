import {
  type Account,
  BaseError,
  createPublicClient,
  type Hex,
  hexToBigInt,
  hexToNumber,
  http,
  keccak256,
  type PrivateKeyAccount,
  type TransactionSerializableEIP1559,
} from "viem";

/** What a page gives to `eth_sendTransaction`. */
export type TransactionRequest = {
  from: Hex;
  to?: Hex;
  data?: Hex;
  value?: Hex;
  gas?: Hex;
  nonce?: Hex;
  chainId?: Hex;
  maxFeePerGas?: Hex;
  maxPriorityFeePerGas?: Hex;
};

type Prepared = TransactionSerializableEIP1559 & { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint };

/** The part of a wallet that talks to the chain: it fills in what is missing, signs and broadcasts. */
export function createSender(rpcUrl: string) {
  const client = createPublicClient({ transport: http(rpcUrl) });

  const sign = async (account: PrivateKeyAccount, transaction: Prepared): Promise<Hex> =>
    keccak256(await account.signTransaction(transaction));

  return {
    async prepare(account: PrivateKeyAccount, chainId: number, wanted: TransactionRequest): Promise<Prepared> {
      const { to, data, value } = wanted;
      const request = { account: account as Account, to, data, value: value ? hexToBigInt(value) : 0n };
      const [gas, fees, nonce] = await Promise.all([
        wanted.gas ? hexToBigInt(wanted.gas) : client.estimateGas(request),
        client.estimateFeesPerGas(),
        wanted.nonce
          ? hexToNumber(wanted.nonce)
          : client.getTransactionCount({ address: account.address, blockTag: "pending" }),
      ]);
      return {
        type: "eip1559",
        chainId,
        to,
        data,
        value: request.value,
        gas,
        nonce,
        maxFeePerGas: wanted.maxFeePerGas ? hexToBigInt(wanted.maxFeePerGas) : fees.maxFeePerGas,
        maxPriorityFeePerGas: wanted.maxPriorityFeePerGas
          ? hexToBigInt(wanted.maxPriorityFeePerGas)
          : fees.maxPriorityFeePerGas,
      };
    },
    sign,
    async broadcast(account: PrivateKeyAccount, transaction: Prepared): Promise<Hex> {
      const serializedTransaction = await account.signTransaction(transaction);
      return client.sendRawTransaction({ serializedTransaction });
    },
    /** The same with twice the fee: what takes its place. */
    dearer: (transaction: Prepared): Prepared => ({
      ...transaction,
      maxFeePerGas: transaction.maxFeePerGas * 2n,
      maxPriorityFeePerGas: transaction.maxPriorityFeePerGas * 2n + 1n,
    }),
    forward: (method: string, params: readonly unknown[]): Promise<unknown> =>
      client.request({ method, params } as never),
    /** A node's error, as wallets hand it on. */
    problemOf(error: unknown): { code: number; message: string; data?: unknown } {
      const cause = error instanceof BaseError ? error.walk((one) => "code" in (one as object)) : error;
      const { code, message, data } = cause as { code?: unknown; message: string; data?: unknown };
      return { code: typeof code === "number" ? code : -32603, message, data };
    },
  };
}
