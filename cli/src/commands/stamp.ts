import { readFile, rm } from "node:fs/promises";
import { basename } from "node:path";
import { checkOpening, createManifest, createOpening, type Opening, parseOpening, stampedOf } from "@colophon/sdk";
import { captureBundle } from "@colophon/sdk/evidence";
import { readAnchor } from "@colophon/sdk/read";
import { getAddress, type Hex } from "viem";
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
import { listWork, replaceFile, saveBundle, secret, writeNewFile } from "../files.ts";
import { hashFiles } from "../hashing.ts";
import { accountOf } from "../named.ts";
import { stampOnChain } from "../stampOnChain.ts";
import { finality, print, say } from "../terminal.ts";

const ending = ".colophon.json";

export const stamp: Command = {
  name: "stamp",
  summary: "prove by one transaction that you hold files now, without showing them",
  help: `<file or folder>... (--network <name> | --rpc <url> --key-file <file>)
  colophon stamp --resume <name>${ending} (--network <name> | --rpc <url> --key-file <file>)

Hashes the files, writes an opening to <name>${ending} and stamps its commitment. KEEP THE OPENING: without it the
stamp proves nothing, and whoever has it can show what was stamped. Then writes the evidence to <name>.bundle.json,
which proves the stamp without this program's makers, an explorer, or old logs.

  --claimant <address>   who claims the files, if it is not the sender
  --out <name>           the name of the two files, with or without ${ending}
  --prepare              write the opening only; stamp it later with --resume
  --resume <file>        stamp an opening that was written before. Looks first, so it never stamps twice
  --no-anchor            don't name a recent block in the list of files (it shows "not made before")
${chainHelp}
${outputHelp}`,
  options: {
    ...chainOptions,
    ...outputOptions,
    claimant: { type: "string" },
    out: { type: "string" },
    prepare: { type: "boolean" },
    resume: { type: "string" },
    "no-anchor": { type: "boolean" },
  },
  async run(given) {
    const connection = await connect(given);
    const { opening, path, leftOut } = given.value("resume")
      ? await resumed(given, connection)
      : await prepared(given, connection);
    if (given.flag("prepare")) {
      print(
        given,
        { opening: path, commitment: opening.commitment, ...(leftOut.length > 0 && { leftOut }) },
        `Wrote ${path}. Stamp it with: colophon stamp --resume ${path}`,
      );
      return 0;
    }
    const sentFile = `${path}.sent`;
    const at = await stampOnChain({
      connection,
      commitment: stampedOf(opening),
      earlier: (await readFile(sentFile, "utf8").catch(() => undefined)) as Hex | undefined,
      onSent: (transaction) => replaceFile(sentFile, transaction, secret),
    });
    const stamped: Opening = { ...opening, stamp: { transaction: at.transaction, block: at.block, time: at.time } };
    await replaceFile(path, JSON.stringify(stamped, null, 2), secret);
    await rm(sentFile, { force: true });
    const { bundle, final } = await captureBundle({ ...connection, opening: stamped });
    const bundlePath = path.endsWith(ending) ? `${path.slice(0, -ending.length)}.bundle.json` : `${path}.bundle.json`;
    await saveBundle(bundlePath, bundle);
    const time = new Date(at.time * 1000).toISOString();
    print(
      given,
      {
        opening: path,
        bundle: bundlePath,
        claimant: opening.claimant,
        commitment: opening.commitment,
        chainId: opening.chainId,
        ...at,
        final,
        ...(leftOut.length > 0 && { leftOut }),
      },
      [
        `Stamped in block ${at.block} of chain ${opening.chainId}, ${time}`,
        `  opening   ${path}   (keep it, and keep it to yourself until you want to show it)`,
        `  evidence  ${bundlePath}   (contains the opening)`,
        finality(final),
      ].join("\n"),
    );
    return 0;
  },
};

async function prepared(given: Arguments, { client, chainId, deployment, sender }: Connection) {
  const [first] = given.positionals;
  if (first === undefined) throw new UsageError("Name at least one file or folder.");
  const claimant = accountOf(given, "claimant") ?? sender;
  if (claimant === undefined)
    throw new UsageError("It is not known who claims the files. Add --claimant <address> or --key-file <file>.");
  const name = given.value("out") ?? basename(first);
  const path = name.endsWith(ending) ? name : `${name}${ending}`;

  const { files: listed, leftOut } = await listWork(given.positionals);
  const files = await hashFiles(listed);
  const anchor = given.flag("no-anchor") ? undefined : await readAnchor(client);
  const manifest = createManifest({
    anchor,
    files: files.map(({ path: filePath, size, sha256, blake3 }) => ({ path: filePath, size, sha256, blake3 })),
  });
  const { address: timestamps } = deployment.contracts.timestamps;
  const opening = createOpening({ chainId, timestamps, claimant: getAddress(claimant), manifest });
  // Before anything is sent: a stamp without its opening is lost.
  await writeNewFile(path, JSON.stringify(opening, null, 2), secret);
  say(`Wrote ${path}`);
  return { opening, path, leftOut };
}

async function resumed(given: Arguments, { chainId, deployment }: Connection) {
  const path = given.value("resume") as string;
  if (given.positionals.length > 0) throw new UsageError("--resume stamps the opening alone. Leave the files out.");
  const text = await readFile(path).catch(() => {
    throw new UsageError(`The opening ${path} can't be read.`);
  });
  const opening = parseOpening(text);
  const check = checkOpening(opening, { chainId, timestamps: deployment.contracts.timestamps.address });
  if (!check.opens) throw new UsageError(check.differences.map(({ sentence }) => sentence).join(" "));
  return { opening, path, leftOut: [] };
}
