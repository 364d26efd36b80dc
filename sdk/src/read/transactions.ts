import { type Address, getAbiItem, type Hex, parseEventLogs, TransactionReceiptNotFoundError } from "viem";
import { offersAbi, timestampsAbi, worksAbi } from "../abi/generated.ts";
import { isSameAddress } from "../model/ids.ts";
import { type BlockRef, type Finding, type ReadContext, readAtHead } from "./finding.ts";

/** Something of ours that a transaction left on the chain. */
export type Recorded =
  | { kind: "stamp"; commitment: Hex }
  | { kind: "work" | "revision"; id: bigint }
  | { kind: "offer"; id: Hex }
  | { kind: "licence" | "renewal"; id: bigint };

/** A transaction that a block has, and what it did here. */
export type TransactionRecord = {
  hash: Hex;
  from: Address;
  /** Undone by the chain: it left nothing behind but its fee. */
  failed: boolean;
  at: BlockRef;
  /** In the order of its logs; empty for one that has nothing to do with Colophon. */
  recorded: Recorded[];
};

const events = [
  getAbiItem({ abi: timestampsAbi, name: "Commit" }),
  getAbiItem({ abi: worksAbi, name: "WorkRegistered" }),
  getAbiItem({ abi: worksAbi, name: "WorkRevised" }),
  getAbiItem({ abi: offersAbi, name: "OfferPublished" }),
  getAbiItem({ abi: offersAbi, name: "LicenceSold" }),
  getAbiItem({ abi: offersAbi, name: "LicenceRenewed" }),
] as const;

/** What a transaction did here, by its hash; not found if no block has it. */
export function readTransaction(context: ReadContext, hash: Hex): Promise<Finding<TransactionRecord>> {
  const { client, deployment } = context;
  return readAtHead(context, async () => {
    const receipt = await client.getTransactionReceipt({ hash }).catch((error: unknown) => {
      if (error instanceof TransactionReceiptNotFoundError) return undefined;
      throw error;
    });
    if (!receipt) return undefined;
    const block = await client.getBlock({ blockHash: receipt.blockHash });
    const { timestamps, works, offers } = deployment.contracts;
    const ours = receipt.logs.filter(({ address }) =>
      [timestamps, works, offers].some((contract) => isSameAddress(contract.address, address)),
    );
    const recorded = parseEventLogs({ abi: events, logs: ours }).map(recordedOf);
    return {
      hash,
      from: receipt.from,
      failed: receipt.status !== "success",
      at: { number: Number(receipt.blockNumber), hash: receipt.blockHash, time: Number(block.timestamp) },
      recorded,
    };
  });
}

type Logged = ReturnType<typeof parseEventLogs<typeof events, true>>[number];

function recordedOf({ eventName, args }: Logged): Recorded {
  switch (eventName) {
    case "Commit":
      return { kind: "stamp", commitment: args.commitment };
    case "WorkRegistered":
      return { kind: "work", id: args.work };
    case "WorkRevised":
      return { kind: "revision", id: args.work };
    case "OfferPublished":
      return { kind: "offer", id: args.offer };
    case "LicenceSold":
      return { kind: "licence", id: args.licence };
    case "LicenceRenewed":
      return { kind: "renewal", id: args.licence };
  }
}
