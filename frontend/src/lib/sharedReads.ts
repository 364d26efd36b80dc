import type { ContentStore, StoreResult } from "@colophon/sdk";

type Ask = (parameters?: unknown) => Promise<unknown>;

/** Those questions to a node that several parts of a page ask in the same moment, about the same block. */
type Asking = Record<"getBlock" | "getLogs" | "getTransactionReceipt" | "readContract", Ask>;

/** How long the latest block is taken to be the latest, in milliseconds: what a page asks as it opens is about one block. */
const moment = 1_000;

/** How many answers are kept. */
const most = 500;

const textOf = (value: unknown): string =>
  JSON.stringify(value, (key, each: unknown) => {
    // What a function's name means follows from the contract's address.
    if (key === "abi") return undefined;
    return typeof each === "bigint" ? `${each}n` : each;
  });

const isPinned = (parameters: unknown, name: "blockNumber" | "toBlock"): boolean =>
  typeof parameters === "object" && parameters !== null && typeof Reflect.get(parameters, name) === "bigint";

const hashOf = (block: unknown): unknown =>
  typeof block === "object" && block !== null ? Reflect.get(block, "hash") : undefined;

const asksForLatest = (parameters: unknown) => ["{}", '{"blockTag":"latest"}'].includes(textOf(parameters ?? {}));

/**
 * The same questions, each asked once as long as the chain's latest block stays what it is: a work, how it stands and
 * its offers are read from the same logs and calls. Only what names its block is shared. Whoever asks for a receipt, or
 * for a certain block, may know of a later one, so that the latest is asked for anew after that.
 *
 * @param actions How a node is asked, each with the parameters of viem's action of that name.
 */
export function shareReads<Actions extends Asking>(actions: Actions): Actions {
  const answers = new Map<string, Promise<unknown>>();
  let head: { asked: number; block: Promise<unknown> } | undefined;
  let hash: unknown;

  function once(key: string, ask: () => Promise<unknown>): Promise<unknown> {
    const known = answers.get(key);
    if (known) return known;
    if (answers.size >= most) answers.clear();
    const answer = ask();
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  }

  function latest(): Promise<unknown> {
    if (head && performance.now() - head.asked < moment) return head.block;
    const block = actions.getBlock().then((found) => {
      // Another block, or the same number after a reorganisation: nothing of before counts any more.
      if (hashOf(found) !== hash) answers.clear();
      hash = hashOf(found);
      return found;
    });
    const asked = { asked: performance.now(), block };
    head = asked;
    block.catch(() => {
      if (head === asked) head = undefined;
    });
    return block;
  }

  const shared = (name: "getLogs" | "readContract", pin: "toBlock" | "blockNumber"): Ask => {
    return (parameters) =>
      isPinned(parameters, pin)
        ? once(`${name} ${textOf(parameters)}`, () => actions[name](parameters))
        : actions[name](parameters);
  };

  const beyond = (name: "getBlock" | "getTransactionReceipt"): Ask => {
    return async (parameters) => {
      try {
        return await actions[name](parameters);
      } finally {
        head = undefined;
      }
    };
  };

  const otherBlock = beyond("getBlock");
  return {
    ...actions,
    getBlock: (parameters) => (asksForLatest(parameters) ? latest() : otherBlock(parameters)),
    getLogs: shared("getLogs", "toBlock"),
    readContract: shared("readContract", "blockNumber"),
    getTransactionReceipt: beyond("getTransactionReceipt"),
  };
}

/** How many documents are kept; most have a few kilobytes. */
const mostDocuments = 200;

/**
 * A store of which each document is fetched once: its digest names its bytes for ever. What did not come is asked for
 * again, and whoever may stop waiting asks alone.
 */
export function shareContent(store: ContentStore): ContentStore {
  const documents = new Map<string, Promise<StoreResult>>();
  return {
    put: store.put,
    get(address, options = {}) {
      if (options.signal) return store.get(address, options);
      const key = `${address} ${options.maxBytes ?? ""}`;
      const known = documents.get(key);
      if (known) return known;
      if (documents.size >= mostDocuments) documents.clear();
      const result = store.get(address, options);
      documents.set(key, result);
      const forget = () => documents.delete(key);
      result.then(({ status }) => status === "found" || forget(), forget);
      return result;
    },
  };
}
