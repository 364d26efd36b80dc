import { count } from "@colophon/sdk";
import { stampBatch } from "../batch/stampBatch.ts";
import { type Command, chainHelp, chainOptions, outputHelp, outputOptions, UsageError } from "../Command.ts";
import { connect } from "../connect.ts";
import { accountOf } from "../named.ts";
import { finality, print } from "../terminal.ts";

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
    const connection = await connect(given);
    const claimant = accountOf(given, "claimant") ?? connection.sender;
    const anchored = !given.flag("no-anchor");
    const { state, root, items, at, final } = await stampBatch({ connection, path, files, list, claimant, anchored });
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
