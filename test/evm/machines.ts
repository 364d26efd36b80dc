import { createBlock } from "@ethereumjs/block";
import { createCustomCommon, type Hardfork, Mainnet, type ParamsDict } from "@ethereumjs/common";
import { createMPT } from "@ethereumjs/mpt";
import { MerkleStateManager } from "@ethereumjs/statemanager";
import { createTxFromRLP } from "@ethereumjs/tx";
import {
  type Account,
  type Address as BytesAddress,
  bytesToHex,
  createAccount,
  createAddressFromString,
  hexToBytes,
} from "@ethereumjs/util";
import { createVM, runTx } from "@ethereumjs/vm";
import { type Address, type Hex, toBytes, toRlp } from "viem";
import { dumpState, rpcCall, startAnvil, startMemoryChain } from "../../scripts/local/chain.ts";

/** A signed transaction, alone in a block of a given time. */
export type Sent = { raw: Hex; hash: Hex; time: number };

/** Everything that a transaction came to, as far as it is the same wherever it runs. */
export type Outcome = {
  succeeded: boolean;
  gasUsed: bigint;
  /** What was returned, or the data of the revert. */
  output: Hex;
  /** Address, topics and data of each. */
  logs: { address: Address; topics: Hex[]; data: Hex }[];
  /** Every balance, nonce, code and slot that is another than before, by its name: with what it is now. */
  changes: Record<string, string>;
};

/** One implementation of the EVM, with a chain that begins empty but for the accounts and the code it is given. */
export type Machine = {
  name: string;
  run(sent: Sent): Promise<Outcome>;
  /** The root of the storage of each account, which binds every slot of it. */
  storageRoots(addresses: readonly Address[]): Promise<Record<Address, Hex>>;
  stop(): Promise<void>;
};

/** What the chain of every machine begins with. */
export type Genesis = { accounts: readonly Address[]; codes: Readonly<Record<Address, Hex>> };

export const chainId = 31_337;
const hardfork = "osaka";
/** Of every account at the beginning, in wei: what Hardhat and anvil give theirs. */
const balance = 10_000n * 10n ** 18n;
/** Wei for each unit of gas, in every block. */
export const baseFee = 1_000_000_000n;
const gasLimit = 60_000_000n;
const coinbase = `0x${"c0".repeat(20)}` as const;

/** The root of a storage in which nothing stands. */
const emptyRoot = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";

const lower = <Text extends string>(text: Text) => text.toLowerCase() as Text;
/** A number as every machine writes it: without leading zeros. */
const number = (value: bigint | string | number) => `0x${BigInt(value).toString(16)}`;
const slotName = (address: string, slot: string) => `${lower(address)} slot ${number(slot)}`;

/* MACHINES THAT ARE NODES */

type Request = <Result>(method: string, params?: unknown[]) => Promise<Result>;

type State = { balance?: string; nonce?: number | string; code?: string; storage?: Record<string, string> };

/** What differs, as geth's tracer of changes tells it: what was, and what is. A slot that is missing after is empty. */
function changesOf({ pre, post }: { pre: Record<string, State>; post: Record<string, State> }): Outcome["changes"] {
  const changes: Outcome["changes"] = {};
  for (const address of new Set([...Object.keys(pre), ...Object.keys(post)])) {
    const [before = {}, after = {}] = [pre[address], post[address]];
    for (const slot of new Set([...Object.keys(before.storage ?? {}), ...Object.keys(after.storage ?? {})])) {
      const [was, is] = [before.storage?.[slot] ?? "0x0", after.storage?.[slot] ?? "0x0"];
      if (BigInt(was) !== BigInt(is)) changes[slotName(address, slot)] = number(is);
    }
    for (const field of ["balance", "nonce"] as const) {
      const is = after[field];
      if (is !== undefined && BigInt(is) !== BigInt(before[field] ?? 0)) {
        changes[`${lower(address)} ${field}`] = number(is);
      }
    }
    if (after.code !== undefined && after.code !== (before.code ?? "0x")) {
      changes[`${lower(address)} code`] = lower(after.code);
    }
  }
  return changes;
}

type Receipt = { status: Hex; gasUsed: Hex; logs: Outcome["logs"] };

/** What a node tells of a transaction that is the last of its chain. */
async function outcomeAt(request: Request, hash: Hex): Promise<Outcome> {
  const receipt = await request<Receipt | null>("eth_getTransactionReceipt", [hash]);
  if (!receipt) throw new Error(`${hash} was sent and stands in no block.`);
  const { output = "0x" } = await request<{ output?: Hex }>("debug_traceTransaction", [hash, { tracer: "callTracer" }]);
  const options = { tracer: "prestateTracer", tracerConfig: { diffMode: true } };
  return {
    succeeded: BigInt(receipt.status) === 1n,
    gasUsed: BigInt(receipt.gasUsed),
    output: lower(output),
    logs: receipt.logs.map(({ address, topics, data }) => ({ address: lower(address), topics, data })),
    changes: changesOf(await request("debug_traceTransaction", [hash, options])),
  };
}

/** A machine behind a node's interface. `prefix` is that of its own calls. */
async function nodeMachine(
  name: string,
  request: Request,
  prefix: "hardhat" | "anvil",
  { accounts, codes }: Genesis,
  parts: Pick<Machine, "storageRoots" | "stop">,
): Promise<Machine> {
  for (const account of accounts) await request(`${prefix}_setBalance`, [account, number(balance)]);
  for (const [address, code] of Object.entries(codes)) await request(`${prefix}_setCode`, [address, code]);
  await request(`${prefix}_setCoinbase`, [coinbase]);
  await request("evm_setAutomine", [false]);
  return {
    name,
    ...parts,
    async run({ raw, hash, time }) {
      await request("evm_setNextBlockTimestamp", [time]);
      await request(`${prefix}_setNextBlockBaseFeePerGas`, [number(baseFee)]);
      await request("eth_sendRawTransaction", [raw]);
      await request("evm_mine");
      return outcomeAt(request, hash);
    },
  };
}

async function eachOf(addresses: readonly Address[], find: (address: Address) => Promise<Hex>) {
  const roots: Record<Address, Hex> = {};
  for (const address of addresses) roots[address] = await find(address);
  return roots;
}

/** The root of a storage, from its slots. */
async function rootOfSlots(slots: Readonly<Record<string, string>>): Promise<Hex> {
  const trie = await createMPT({ useKeyHashing: true });
  for (const [slot, value] of Object.entries(slots)) {
    if (BigInt(value) === 0n) continue;
    await trie.put(toBytes(BigInt(slot), { size: 32 }), toRlp(toBytes(BigInt(value)), "bytes"));
  }
  return bytesToHex(trie.root());
}

/** EDR, which Hardhat runs in this process. */
export async function edr(genesis: Genesis): Promise<Machine> {
  const override = { chainId, hardfork, blockGasLimit: gasLimit, throwOnTransactionFailures: false } as const;
  const { provider, close } = await startMemoryChain(override);
  const request: Request = async <Result>(method: string, params: unknown[] = []) =>
    (await provider.request({ method, params })) as Result;
  const rootOf = async (address: Address) =>
    (await request<{ storageHash: Hex }>("eth_getProof", [address, [], "latest"])).storageHash;
  const storageRoots = (addresses: readonly Address[]) => eachOf(addresses, rootOf);
  return nodeMachine("EDR", request, "hardhat", genesis, { storageRoots, stop: close });
}

/**
 * anvil, in a process of its own. What it says of roots itself counts slots that were emptied (1.7.1), so they are made of
 * its whole state here.
 */
export async function anvil(genesis: Genesis, fork: string = hardfork): Promise<Machine> {
  const options = ["--hardfork", fork, "--gas-limit", String(gasLimit)];
  const { rpcUrl, stop } = await startAnvil({ begins: 1_000_000_000, chainId, options });
  const request: Request = (method, params = []) => rpcCall(rpcUrl, method, params);
  const storageRoots = async (addresses: readonly Address[]) => {
    const { accounts } = await dumpState(rpcUrl);
    const known = new Map(Object.entries(accounts).map(([address, { storage }]) => [lower(address), storage]));
    return eachOf(addresses, (address) => rootOfSlots(known.get(lower(address)) ?? {}));
  };
  return nodeMachine("anvil", request, "anvil", genesis, { storageRoots, stop });
}

/* THE MACHINE THAT SHARES NO CODE WITH THEM */

/** Remembers how everything was that a transaction touches. */
class WatchedState extends MerkleStateManager {
  readonly #accounts = new Map<string, { address: BytesAddress; balance: bigint; nonce: bigint; code: string }>();
  readonly #slots = new Map<string, { address: BytesAddress; key: Uint8Array; value: bigint }>();

  async #touch(address: BytesAddress): Promise<void> {
    const name = address.toString();
    if (this.#accounts.has(name)) return;
    const { balance = 0n, nonce = 0n } = (await super.getAccount(address)) ?? {};
    this.#accounts.set(name, { address, balance, nonce, code: bytesToHex(await super.getCode(address)) });
  }

  override async putAccount(address: BytesAddress, account: Account | undefined): Promise<void> {
    await this.#touch(address);
    return super.putAccount(address, account);
  }

  override async deleteAccount(address: BytesAddress): Promise<void> {
    await this.#touch(address);
    return super.deleteAccount(address);
  }

  override async putStorage(address: BytesAddress, key: Uint8Array, value: Uint8Array): Promise<void> {
    const name = slotName(address.toString(), bytesToHex(key));
    if (!this.#slots.has(name)) {
      this.#slots.set(name, { address, key, value: numberOf(await super.getStorage(address, key)) });
    }
    return super.putStorage(address, key, value);
  }

  /** What is another than when this was asked last. */
  async changes(): Promise<Outcome["changes"]> {
    const changes: Outcome["changes"] = {};
    for (const [name, before] of this.#accounts) {
      const { balance = 0n, nonce = 0n } = (await super.getAccount(before.address)) ?? {};
      if (balance !== before.balance) changes[`${name} balance`] = number(balance);
      if (nonce !== before.nonce) changes[`${name} nonce`] = number(nonce);
      const code = bytesToHex(await super.getCode(before.address));
      if (code !== before.code) changes[`${name} code`] = code;
    }
    for (const [name, { address, key, value }] of this.#slots) {
      const now = numberOf(await super.getStorage(address, key));
      if (now !== value) changes[name] = number(now);
    }
    this.#accounts.clear();
    this.#slots.clear();
    return changes;
  }
}

const numberOf = (bytes: Uint8Array) => (bytes.length === 0 ? 0n : BigInt(bytesToHex(bytes)));

/**
 * `@ethereumjs/vm`, which is written in TypeScript from the specification; the other two are both built on revm.
 *
 * @param change What a test makes it do otherwise: another fork, or other prices of its operations.
 */
export async function ethereumjs(
  { accounts, codes }: Genesis,
  change: { fork?: Hardfork; prices?: ParamsDict } = {},
): Promise<Machine> {
  const common = createCustomCommon({ chainId }, Mainnet, { hardfork: change.fork ?? hardfork });
  const stateManager = new WatchedState({ common });
  const vm = await createVM({ common, stateManager });
  if (change.prices) common.updateParams(change.prices);
  for (const account of accounts) {
    await stateManager.putAccount(createAddressFromString(account), createAccount({ balance }));
  }
  for (const [address, code] of Object.entries(codes)) {
    await stateManager.putCode(createAddressFromString(address), hexToBytes(code));
  }
  await stateManager.changes();
  let height = 0n;
  return {
    name: "@ethereumjs/vm",
    stop: async () => {},
    async run({ raw, time }) {
      height += 1n;
      const header = { number: height, timestamp: BigInt(time), baseFeePerGas: baseFee, gasLimit, coinbase };
      const block = createBlock({ header }, { common, skipConsensusFormatValidation: true });
      const tx = createTxFromRLP(hexToBytes(raw), { common });
      const { execResult, totalGasSpent } = await runTx(vm, { tx, block });
      return {
        succeeded: execResult.exceptionError === undefined,
        gasUsed: totalGasSpent,
        output: bytesToHex(execResult.returnValue),
        logs: (execResult.logs ?? []).map(([address, topics, data]) => ({
          address: bytesToHex(address),
          topics: topics.map((topic) => bytesToHex(topic)),
          data: bytesToHex(data),
        })),
        changes: await stateManager.changes(),
      };
    },
    async storageRoots(addresses) {
      await stateManager.flush();
      return eachOf(addresses, async (address) => {
        const account = await stateManager.getAccount(createAddressFromString(address));
        return account ? bytesToHex(account.storageRoot) : emptyRoot;
      });
    },
  };
}
