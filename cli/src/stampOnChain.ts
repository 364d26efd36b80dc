import { ColophonError } from "@colophon/sdk";
import { stampCall } from "@colophon/sdk/calls";
import { type EventRef, readStamp } from "@colophon/sdk/read";
import { type Hex, TransactionNotFoundError } from "viem";
import type { Connection } from "./connect.ts";
import { say } from "./terminal.ts";

export type StampOnChainParameters = {
  connection: Connection;
  commitment: Hex;
  /** A transaction that an earlier run sent for it and did not see in a block. */
  earlier?: Hex | undefined;
  /** Gets the transaction before it is waited for, so that a later run knows of it. */
  onSent: (transaction: Hex) => Promise<void>;
};

const patience = 15 * 60_000;

/**
 * Where a commitment or the root of a batch is stamped. Looks for an earlier stamp first, then for an earlier
 * transaction that is still on its way, and only then sends one: running a command again never pays twice.
 */
export async function stampOnChain({
  connection,
  commitment,
  earlier,
  onSent,
}: StampOnChainParameters): Promise<EventRef> {
  const { client, deployment, chainId, send } = connection;
  const look = async (): Promise<EventRef | undefined> => {
    const finding = await readStamp({ client, deployment }, commitment);
    if (finding.status === "unknown") throw finding.cause;
    return finding.status === "found" ? finding.value.at : undefined;
  };
  const known = await look();
  if (known) {
    say(`Stamped already, in block ${known.block}`);
    return known;
  }
  let hash = earlier !== undefined && (await isOnItsWay(connection, earlier)) ? earlier : undefined;
  if (hash === undefined) {
    hash = await send(stampCall(deployment, { commitment }));
    await onSent(hash);
  }
  say(`Sent ${hash} on chain ${chainId}; waiting until it is in a block`);
  const receipt = await client.waitForTransactionReceipt({ hash, timeout: patience });
  if (receipt.status !== "success") {
    throw new ColophonError(
      `The transaction ${receipt.transactionHash} failed, so nothing was stamped. Run this again.`,
    );
  }
  const found = await look();
  if (found) return found;
  throw new ColophonError(
    `The transaction ${receipt.transactionHash} is in block ${receipt.blockNumber}, but the node shows no stamp. Wait a little, then run this again: it looks before it sends.`,
  );
}

/** Whether the node knows the transaction; if it was dropped, another one may be sent. */
async function isOnItsWay({ client }: Connection, hash: Hex): Promise<boolean> {
  try {
    await client.getTransaction({ hash });
    return true;
  } catch (error) {
    if (error instanceof TransactionNotFoundError) return false;
    throw error;
  }
}
