import {
  type Account,
  BaseError,
  createPublicClient,
  encodeFunctionData,
  type Hex,
  hexToBigInt,
  hexToNumber,
  http,
  keccak256,
  type PrivateKeyAccount,
  parseAbi,
  type TransactionSerializableEIP1559,
  type TransactionSerializableEIP7702,
  zeroAddress,
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

type SiteConfig = { chains: [{ demoAccount: Hex }] };
type PreparedBundle = TransactionSerializableEIP7702;

const bundleAbi = parseAbi([
  "struct Call { address to; uint256 value; bytes data; }",
  "function execute(Call[] calls) payable",
]);

/** The part of a wallet that talks to the chain: it fills in what is missing, signs and broadcasts. */
export function createSender(rpcUrl: string) {
  const client = createPublicClient({ transport: http(rpcUrl) });

  const readDelegate = async () => {
    const answer = await fetch(new URL("/config.json", rpcUrl));
    return ((await answer.json()) as SiteConfig).chains[0].demoAccount;
  };

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
    /** Several calls as one transaction, for which the account delegates to the local chain's contract (EIP-7702). */
    async prepareBundle(account: PrivateKeyAccount, chainId: number, calls: readonly TransactionRequest[]) {
      const [delegate, nonce, fees] = await Promise.all([
        readDelegate(),
        client.getTransactionCount({ address: account.address, blockTag: "pending" }),
        client.estimateFeesPerGas(),
      ]);
      // The account's own transaction uses the nonce before.
      const authorization = await account.signAuthorization({ address: delegate, chainId, nonce: nonce + 1 });
      const args = calls.map(({ to = zeroAddress, data = "0x", value = "0x0" }) => ({
        to,
        data,
        value: BigInt(value),
      }));
      const request = {
        account: account as Account,
        to: account.address,
        data: encodeFunctionData({ abi: bundleAbi, functionName: "execute", args: [args] }),
        authorizationList: [authorization],
      };
      const gas = await client.estimateGas(request);
      return { ...request, type: "eip7702" as const, chainId, nonce, gas: (gas * 12n) / 10n, ...fees };
    },
    sign,
    async broadcast(account: PrivateKeyAccount, transaction: Prepared | PreparedBundle): Promise<Hex> {
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
