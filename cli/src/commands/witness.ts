import { readFile } from "node:fs/promises";
import {
  attachWitness,
  parseBundle,
  readOpenTimestamps,
  requestTimestamp,
  verifyTimestampToken,
} from "@colophon/sdk/evidence";
import { bytesToHex, type Hex, hexToBytes, sha256 } from "viem";
import { type Arguments, type Command, outputHelp, outputOptions, UsageError } from "../Command.ts";
import { saveBundle, writeNewFile } from "../files.ts";
import { print, say } from "../terminal.ts";

export const witness: Command = {
  name: "witness",
  summary: "attach a second anchor to a bundle: a time-stamp token or an OpenTimestamps proof",
  help: `<bundle.json> --tsa <url>
  colophon witness <bundle.json> --token <file.tsr>
  colophon witness <bundle.json> --ots <file.ots>
  colophon witness <bundle.json> --message <file>

A second anchor does not depend on Ethereum. It is about the SHA-256 of what was stamped, and it is reported beside the
verdict, for itself. Only that SHA-256 is sent to an authority.

  --tsa <url>            ask a time-stamping authority (RFC 3161) now
  --token <file>         attach a token that was made elsewhere (the token alone, in DER)
  --ots <file>           attach an OpenTimestamps proof
  --message <file>       write what a second anchor must be about to a file, to be stamped elsewhere: ots stamp <file>
${outputHelp}`,
  options: {
    ...outputOptions,
    tsa: { type: "string" },
    token: { type: "string" },
    ots: { type: "string" },
    message: { type: "string" },
  },
  async run(given) {
    const [path, ...more] = given.positionals;
    if (path === undefined || more.length > 0) throw new UsageError("Name one bundle.");
    const chosen = ["tsa", "token", "ots", "message"].filter((name) => given.value(name) !== undefined);
    if (chosen.length !== 1) throw new UsageError("Give one of --tsa, --token, --ots and --message.");
    const bundle = parseBundle(await readBytes(path));
    const { stamp } = bundle;
    if (!stamp) throw new UsageError(`${path} has no stamp that a second anchor could be about.`);
    const message = stamp.batch?.root ?? stamp.commitment;
    const file = given.value("message");
    if (file !== undefined) {
      await writeNewFile(file, hexToBytes(message));
      print(
        given,
        { message: file, sha256: sha256(message) },
        `Wrote ${file}, 32 bytes with the SHA-256 ${sha256(message).slice(2)}`,
      );
      return 0;
    }
    const made = given.value("ots") !== undefined ? await proofOf(given, message) : await tokenOf(given, message);
    await saveBundle(path, attachWitness(bundle, made));
    print(given, { bundle: path, type: made.type, sentence: made.sentence }, `Attached to ${path}. ${made.sentence}`);
    return 0;
  },
};

async function readBytes(path: string): Promise<Uint8Array> {
  return readFile(path).catch(() => {
    throw new UsageError(`${path} can't be read.`);
  });
}

async function proofOf(given: Arguments, message: Hex) {
  const path = given.value("ots") as string;
  const proof = bytesToHex(await readBytes(path));
  const { digest, attestations } = readOpenTimestamps(proof);
  if (digest !== sha256(message)) {
    throw new UsageError(
      `${path} is about ${digest}, but what was stamped has the SHA-256 ${sha256(message)}. Stamp what --message writes.`,
    );
  }
  const sentence = `It has ${attestations.length} ${attestations.length === 1 ? "attestation" : "attestations"}, which are not checked here.`;
  return { type: "opentimestamps" as const, proof, sentence };
}

async function tokenOf(given: Arguments, message: Hex) {
  const url = given.value("tsa");
  if (url !== undefined) say(`Asking ${url}`);
  const proof =
    url !== undefined
      ? await requestTimestamp({ url, message })
      : bytesToHex(await readBytes(given.value("token") as string));
  const { outcome, sentence } = await verifyTimestampToken({ token: proof, message });
  if (outcome === "disproved") throw new UsageError(sentence);
  return { type: "rfc3161" as const, proof, sentence };
}
