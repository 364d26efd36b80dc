import { count, isSameAddress, manifestFormats } from "@colophon/sdk";
import { captureBundle, captureHeader } from "@colophon/sdk/evidence";
import { type EventRef, readAnchor } from "@colophon/sdk/read";
import { type Address, getAddress, type Hex } from "viem";
import { UsageError } from "../Command.ts";
import type { Connection } from "../connect.ts";
import { saveBundle } from "../files.ts";
import { stampOnChain } from "../stampOnChain.ts";
import { say } from "../terminal.ts";
import { type BatchState, batchFolder, batchFormat } from "./batchFolder.ts";
import { treeOf } from "./batchTree.ts";
import { collectItems } from "./collectItems.ts";

export type StampBatchParameters = {
  connection: Connection;
  /** The folder of the batch; it is made if it is missing. */
  path: string;
  files: readonly string[];
  /** A list of digests instead of files. */
  list: string | undefined;
  claimant: Address | undefined;
  /** Whether a recent block is named in the items. */
  anchored: boolean;
};

export type StampedBatch = { state: BatchState; root: Hex; items: number; at: EventRef; final: boolean };

/** Stamps many files or digests with one transaction; goes on where an earlier run ended, and never stamps twice. */
export async function stampBatch(parameters: StampBatchParameters): Promise<StampedBatch> {
  const { connection, path, files, list } = parameters;
  const folder = batchFolder(path);
  let state = (await folder.readState()) ?? (await begin(parameters));
  belongsHere(state, connection);
  const save = async (change: Partial<BatchState>) => {
    state = { ...state, ...change };
    await folder.writeState(state);
  };
  // Nothing is committed to yet, so an older batch takes the format of this version, and says so.
  const begun = state.root === undefined && state.manifest === undefined;
  await save(begun ? { format: batchFormat, manifest: manifestFormats[0] } : {});
  if (state.root === undefined) {
    if (list === undefined && files.length === 0)
      throw new UsageError("Name at least one file or folder, or a --list.");
    await collectItems({ batch: folder, files, list });
    const { root, size } = await treeOf(folder, state);
    await save({ root, count: size });
    say(count(size, "item"));
  }
  const { root, count: items = 0 } = state as BatchState & { root: Hex };
  const at = await stampOnChain({
    connection,
    commitment: root,
    earlier: state.sent,
    onSent: (sent) => save({ sent }),
  });
  await save({ stamp: { transaction: at.transaction, block: at.block, time: at.time } });
  const { bundle, final } = await captureBundle({ ...connection, transactions: [at.transaction] });
  await saveBundle(folder.evidence, bundle);
  if (state.anchor) await save({ anchorHeader: (await captureHeader(connection.client, state.anchor.hash)).header });
  return { state, root, items, at, final };
}

async function begin({ connection, claimant, anchored }: StampBatchParameters): Promise<BatchState> {
  const { chainId, client, deployment } = connection;
  if (claimant === undefined)
    throw new UsageError("It is not known who claims the items. Add --claimant <address> or --key-file <file>.");
  const lower = (address: Address) => getAddress(address).toLowerCase() as Address;
  return {
    format: batchFormat,
    manifest: manifestFormats[0],
    chainId,
    timestamps: lower(deployment.contracts.timestamps.address),
    claimant: lower(claimant),
    ...(anchored && { anchor: await readAnchor(client) }),
  };
}

function belongsHere(state: BatchState, { chainId, deployment }: Connection): void {
  if (state.chainId !== chainId) {
    throw new UsageError(`This batch is for chain ${state.chainId}, but the node serves chain ${chainId}.`);
  }
  const { address } = deployment.contracts.timestamps;
  if (!isSameAddress(state.timestamps, address)) {
    throw new UsageError(
      `This batch is for the Timestamps contract ${state.timestamps}, but the deployment has ${address}.`,
    );
  }
}
