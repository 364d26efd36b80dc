import { randomUUID } from "node:crypto";
import type { BrowserContext } from "@playwright/test";
import { type Hex, hexToNumber, numberToHex, type PrivateKeyAccount, type TypedDataDefinition } from "viem";
import { announceWallet } from "./announceWallet.ts";
import { createSender, type TransactionRequest } from "./createSender.ts";

/** How the person, or the network, deals with the next thing that the wallet shows. */
type Instruction =
  | "approve"
  | "reject"
  /** Signed, but it never reaches the network. */
  | "drop"
  /** Sent, and right afterwards sent again with a higher fee. The chain must hold its blocks. */
  | "speed-up"
  /** Sent, and right afterwards cancelled. The chain must hold its blocks. */
  | "cancel";

type SendCalls = { from: Hex; calls: TransactionRequest[]; id?: string; atomicRequired?: boolean };

type WalletRequest = { method: string; params: readonly unknown[] };

/** A prompt that the person lets stand. */
type HeldPrompt = {
  /** Resolves once the wallet is asked. */
  asked: Promise<WalletRequest>;
  approve(): void;
  reject(): void;
};

/**
 * - parts: one after the other, and it says so
 * - atomic: together or not at all, by delegating the account (EIP-7702)
 * - broken: it says that it does them together, and then refuses
 */
export type Batching = "parts" | "atomic" | "broken";

type CreateWalletParameters = {
  name: string;
  /** The first one is connected; the others can be switched to. */
  accounts: readonly [PrivateKeyAccount, ...PrivateKeyAccount[]];
  rpcUrl: string;
  chainId?: number;
  /** Networks it knows besides the one it is on, by their number. */
  knownChains?: readonly number[];
  /** Whether and how it takes several calls at once (EIP-5792). */
  batches?: Batching;
};

export type Wallet = ReturnType<typeof createWallet>;

const prompts = new Set([
  "eth_requestAccounts",
  "eth_sendTransaction",
  "eth_signTypedData_v4",
  "personal_sign",
  "wallet_addEthereumChain",
  "wallet_requestPermissions",
  "wallet_sendCalls",
  "wallet_switchEthereumChain",
]);

/**
 * A wallet in the test process, announced to every page of a browser context: it signs with real keys and reaches the
 * chain by its own connection. Approves whatever it is asked unless it is told otherwise.
 */
export function createWallet(parameters: CreateWalletParameters) {
  const { name, accounts, rpcUrl, batches } = parameters;
  const binding = `wallet${randomUUID().replaceAll("-", "")}`;
  const knownChains = new Set(parameters.knownChains ?? [1]);
  const sender = createSender(rpcUrl);
  const requests: WalletRequest[] = [];
  const sent: Hex[] = [];
  const instructions: (Instruction | { held: Promise<Instruction>; ask: (request: WalletRequest) => void })[] = [];
  const contexts: BrowserContext[] = [];
  const bundles = new Map<string, Hex[]>();
  let account = accounts[0];
  let chainId = parameters.chainId ?? 31337;
  knownChains.add(chainId);
  let connected = false;
  let locked = false;

  const visibleAccounts = () => (connected && !locked ? [account.address] : []);

  const emit = async (event: string, value: unknown) => {
    const pages = contexts.flatMap((context) => context.pages());
    const tell = ([key, type, content]: [string, string, unknown]) =>
      (window as unknown as Record<string, (event: string, value: unknown) => void>)[key]?.(type, content);
    await Promise.all(pages.map((page) => page.evaluate(tell, [`${binding}Emit`, event, value] as const as never)));
  };

  const switchTo = async (id: number) => {
    if (id === chainId) return;
    chainId = id;
    await emit("chainChanged", numberToHex(id));
  };

  /** What the person does with the prompt for this request. */
  const decide = async (request: WalletRequest): Promise<Instruction> => {
    const next = instructions.shift() ?? "approve";
    if (typeof next === "string") return next;
    next.ask(request);
    return next.held;
  };

  const mustBeAllowed = (address: unknown) => {
    if (locked || !connected || String(address).toLowerCase() !== account.address.toLowerCase()) {
      throw new WalletError(4100, "The requested account has not been authorised.");
    }
  };

  const send = async (transaction: TransactionRequest, decision: Instruction): Promise<Hex> => {
    mustBeAllowed(transaction.from);
    if (transaction.chainId !== undefined && hexToNumber(transaction.chainId) !== chainId) {
      throw new WalletError(-32602, "The transaction is for another network.");
    }
    const prepared = await sender.prepare(account, chainId, transaction);
    if (decision === "drop") return sender.sign(account, prepared);
    const hash = await sender.broadcast(account, prepared);
    sent.push(hash);
    if (decision === "speed-up") await sender.broadcast(account, sender.dearer(prepared));
    if (decision === "cancel") {
      const nothing = { to: account.address, data: "0x", value: 0n, gas: 21_000n } as const;
      await sender.broadcast(account, { ...sender.dearer(prepared), ...nothing });
    }
    return hash;
  };

  const answer = async (request: WalletRequest): Promise<unknown> => {
    const { method, params } = request;
    const [first, second] = params;
    const decision = prompts.has(method) ? await decide(request) : "approve";
    if (decision === "reject") throw new WalletError(4001, "User rejected the request.");
    switch (method) {
      case "eth_accounts":
        return visibleAccounts();
      case "eth_requestAccounts":
        if (locked) throw new WalletError(4100, "The wallet is locked.");
        connected = true;
        return visibleAccounts();
      case "wallet_requestPermissions":
        if (locked) throw new WalletError(4100, "The wallet is locked.");
        connected = true;
        return [
          {
            parentCapability: "eth_accounts",
            caveats: [{ type: "restrictReturnedAccounts", value: visibleAccounts() }],
          },
        ];
      case "wallet_revokePermissions":
        connected = false;
        return null;
      case "eth_chainId":
        return numberToHex(chainId);
      case "wallet_switchEthereumChain": {
        const wanted = hexToNumber((first as { chainId: Hex }).chainId);
        if (!knownChains.has(wanted)) throw new WalletError(4902, "Unrecognized chain ID. Add it first.");
        await switchTo(wanted);
        return null;
      }
      case "wallet_addEthereumChain": {
        const added = hexToNumber((first as { chainId: Hex }).chainId);
        knownChains.add(added);
        await switchTo(added);
        return null;
      }
      case "eth_sendTransaction":
        return send(first as TransactionRequest, decision);
      case "personal_sign":
        mustBeAllowed(second);
        return account.signMessage({ message: { raw: first as Hex } });
      case "eth_signTypedData_v4": {
        mustBeAllowed(first);
        const typed = typeof second === "string" ? JSON.parse(second) : second;
        return account.signTypedData(typed as TypedDataDefinition);
      }
      case "wallet_getCapabilities":
        if (!batches) throw new WalletError(4200, "This wallet does not support it.");
        return { [numberToHex(chainId)]: { atomic: { status: batches === "parts" ? "unsupported" : "supported" } } };
      case "wallet_sendCalls": {
        if (!batches) throw new WalletError(4200, "This wallet does not support it.");
        const { from, calls, id = randomUUID(), atomicRequired } = first as SendCalls;
        if (batches === "broken") throw new WalletError(-32603, "An internal error was received.");
        if (batches === "parts" && atomicRequired) throw new WalletError(5760, "It does one after the other.");
        if (bundles.has(id)) throw new WalletError(5720, `It has ${id} already.`);
        mustBeAllowed(from);
        if (batches === "atomic") {
          const prepared = await sender.prepareBundle(account, chainId, calls);
          const hash = await sender.broadcast(account, prepared);
          sent.push(hash);
          bundles.set(id, [hash]);
          return { id };
        }
        const hashes: Hex[] = [];
        for (const call of calls) hashes.push(await send({ ...call, from }, decision));
        bundles.set(id, hashes);
        return { id };
      }
      case "wallet_getCallsStatus": {
        if (!batches) throw new WalletError(4200, "This wallet does not support it.");
        const hashes = bundles.get(String(first));
        if (!hashes) throw new WalletError(5730, `It has no ${first}.`);
        const found = await Promise.all(hashes.map((hash) => sender.forward("eth_getTransactionReceipt", [hash])));
        const receipts = found.filter(Boolean) as { status: Hex }[];
        const worked = receipts.filter(({ status }) => status === "0x1").length;
        const whole = worked === 0 ? 500 : worked < receipts.length ? 600 : 200;
        const status = receipts.length < hashes.length ? 100 : whole;
        const atomic = batches === "atomic";
        return { version: "2.0.0", id: first, chainId: numberToHex(chainId), status, atomic, receipts };
      }
      default:
        if (/^(wallet|personal|metamask)_/.test(method)) throw new WalletError(4200, `It has no ${method}.`);
        return sender.forward(method, params);
    }
  };

  const handle = async (message: string): Promise<string> => {
    const { method, params = [] } = JSON.parse(message) as { method: string; params?: unknown[] };
    const request = { method, params };
    requests.push(request);
    try {
      return JSON.stringify({ result: await answer(request) });
    } catch (error) {
      const { code, message: words, data } = error instanceof WalletError ? error : sender.problemOf(error);
      return JSON.stringify({ error: { code, message: words, data } });
    }
  };

  return {
    name,
    /** Everything that it was asked, in order. */
    requests,
    /** The transactions that it sent, in order. */
    sent,
    /** What it had to show to the person, in order. */
    prompted: () => requests.map(({ method }) => method).filter((method) => prompts.has(method)),
    get account() {
      return account;
    },
    get chainId() {
      return chainId;
    },
    async attach(context: BrowserContext): Promise<void> {
      contexts.push(context);
      await context.exposeBinding(binding, (_source, message: string) => handle(message));
      const icon = `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>`;
      const info = { uuid: randomUUID(), name, icon, rdns: `test.colophon.${name.toLowerCase().replaceAll(" ", "-")}` };
      await context.addInitScript(announceWallet, { binding, info });
    },
    /** Tells it what to do with its next prompts, in order. */
    next(...decisions: Instruction[]): void {
      instructions.push(...decisions);
    },
    /** Lets its next prompt stand until the test answers. */
    hold(): HeldPrompt {
      const asked = Promise.withResolvers<WalletRequest>();
      const held = Promise.withResolvers<Instruction>();
      instructions.push({ held: held.promise, ask: asked.resolve });
      return {
        asked: asked.promise,
        approve: () => held.resolve("approve"),
        reject: () => held.resolve("reject"),
      };
    },
    /** How often it was asked to do something. */
    count(method: string): number {
      return requests.filter((request) => request.method === method).length;
    },
    async switchAccount(index: number): Promise<void> {
      const chosen = accounts[index];
      if (!chosen) throw new RangeError(`${name} has no account ${index}.`);
      account = chosen;
      await emit("accountsChanged", visibleAccounts());
    },
    /** The person switches the network in the wallet itself. */
    async switchChain(id: number): Promise<void> {
      knownChains.add(id);
      await switchTo(id);
    },
    /** The person takes this site's permission back. */
    async disconnect(): Promise<void> {
      connected = false;
      await emit("accountsChanged", []);
    },
    async lock(): Promise<void> {
      locked = true;
      await emit("accountsChanged", []);
    },
    async unlock(): Promise<void> {
      locked = false;
      await emit("accountsChanged", visibleAccounts());
    },
  };
}

/** What a wallet answers instead of a result, by the codes of EIP-1193, EIP-3085, EIP-3326 and EIP-5792. */
class WalletError extends Error {
  override name = "WalletError";
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}
