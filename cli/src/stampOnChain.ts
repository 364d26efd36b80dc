import { ColophonError, type EventRef, readStamp, stampCall } from "@colophon/sdk";
import type { Hex } from "viem";
import type { Connection } from "./connect.ts";
import { say } from "./output.ts";

const patience = 15 * 60_000;

/**
 * Where a commitment or the root of a batch is stamped: an earlier stamp if there is one, so that running a command
 * again never pays twice; else a new one. `onSent` gets the transaction before it is waited for.
 */
export async function stampOnChain(
  { client, deployment, chainId, send }: Connection,
  commitment: Hex,
  onSent: (transaction: Hex) => Promise<void> = async () => {},
): Promise<EventRef> {
  const look = async (): Promise<EventRef | undefined> => {
    const finding = await readStamp({ client, deployment }, commitment);
    if (finding.status === "unknown") throw finding.cause;
    return finding.status === "found" ? finding.value.at : undefined;
  };
  const earlier = await look();
  if (earlier) {
    say(`Stamped already, in block ${earlier.block}`);
    return earlier;
  }
  const hash = await send(stampCall(deployment, { commitment }));
  await onSent(hash);
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
