import { count, isSameAddress, manifestFormats } from "@colophon/sdk";
import { captureBundle, captureHeader } from "@colophon/sdk/evidence";
import { readAnchor } from "@colophon/sdk/read";
import { type Address, getAddress } from "viem";
import { type BatchState, batchFolder, batchFormat } from "../batch/batchFolder.ts";
import { treeOf } from "../batch/batchTree.ts";
import { collectItems } from "../batch/collectItems.ts";
import {
  type Arguments,
  type Command,
  chainHelp,
  chainOptions,
  outputHelp,
  outputOptions,
  UsageError,
} from "../Command.ts";
import { type Connection, connect } from "../connect.ts";
import { saveBundle } from "../files.ts";
import { accountOf } from "../named.ts";
import { stampOnChain } from "../stampOnChain.ts";
import { finality, print, say } from "../terminal.ts";

export const batch: Command = {
  name: "batch",
  summary: "stamp 1 to 1,000,000 files or digests with one transaction, each provable alone",
  help: `<folder of the batch> <file or folder>... (--network <name> | --rpc <url> --key-file <file>)
  colophon batch <folder of the batch> --list <file> (--network <name> | --rpc <url> --key-file <file>)

Every file, or every line of a list, becomes an item with a secret of its own; all of them are stamped at once. KEEP THE
FOLDER OF THE BATCH: it holds the secrets that open the items. Run the same command again after an interruption: it goes
on where it was, and never stamps twice. An item's evidence is made with colophon bundle <folder of the batch>.
Empty files are left out: every empty file has the same digest.

  --list <file>          a list of SHA-256 digests, bare or as sha256sum prints it; - reads it from the input
  --claimant <address>   who claims the items, if it is not the sender
  --no-anchor            don't name a recent block in the items (it shows "not made before")
${chainHelp}
${outputHelp}`,
  options: {
    ...chainOptions,
    ...outputOptions,
    list: { type: "string" },
    claimant: { type: "string" },
    "no-anchor": { type: "boolean" },
  },
  async run(given) {
    const [path, ...files] = given.positionals;
    const list = given.value("list");
    if (path === undefined) throw new UsageError("Name a folder for the batch; it is made if it is missing.");
    if (list !== undefined && files.length > 0) throw new UsageError("Give either files or --list, not both.");
    const folder = batchFolder(path);
    const connection = await connect(given);
    let state = (await folder.readState()) ?? (await begin(given, connection));
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
    const { root, count: items = 0 } = state as BatchState & { root: `0x${string}` };
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
    print(
      given,
      { batch: path, items, root, claimant: state.claimant, chainId: state.chainId, ...at, final },
      [
        `Stamped ${count(items, "item")} in block ${at.block} of chain ${state.chainId}, ${new Date(at.time * 1000).toISOString()}`,
        `  secrets   ${path}   (keep it, and keep it to yourself)`,
        `  evidence  colophon bundle ${path} --item <name or digest>, or --all`,
        finality(final),
      ].join("\n"),
    );
    return 0;
  },
};

async function begin(given: Arguments, { chainId, client, deployment, sender }: Connection): Promise<BatchState> {
  const claimant = accountOf(given, "claimant") ?? sender;
  if (claimant === undefined)
    throw new UsageError("It is not known who claims the items. Add --claimant <address> or --key-file <file>.");
  const lower = (address: Address) => getAddress(address).toLowerCase() as Address;
  return {
    format: batchFormat,
    manifest: manifestFormats[0],
    chainId,
    timestamps: lower(deployment.contracts.timestamps.address),
    claimant: lower(claimant),
    ...(!given.flag("no-anchor") && { anchor: await readAnchor(client) }),
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
