import type { Call } from "@colophon/sdk";
import type { ChainClient } from "../chain/createChainClient.ts";

/** One thing to be done on the chain, with what it does in words. The words and the call are one value. */
export type TransactionCall = {
  call: Call;
  /** What it does, as a line a person reads before signing: "Allow 25 dUSD to be taken for this licence". */
  says: string;
  /** Whether it is done already, so that it can be left out: an allowance that is there. */
  isDone?: (client: ChainClient) => Promise<boolean>;
};
