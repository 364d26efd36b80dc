import { readFile } from "node:fs/promises";
import {
  attachOpenTimestamps,
  attachWitness,
  type Bundle,
  isPending,
  parseBundle,
  readOpenTimestamps,
  renewalMessage,
  requestTimestamp,
  timeStampTokenOf,
  verifyTimestampToken,
  type WitnessMaterial,
  waysOf,
  witnessMaterial,
} from "@colophon/sdk/evidence";
import { bytesToHex, type Hex, hexToBytes, sha256 } from "viem";
import { type Arguments, type Command, onlyOne, outputHelp, outputOptions, UsageError } from "../Command.ts";
import { readCertificates, readPem } from "../certificates.ts";
import { saveBundle, writeNewFile } from "../files.ts";
import { print, say, warn } from "../terminal.ts";

export const witness: Command = {
  name: "witness",
  summary: "attach, upgrade or renew a second anchor: a time-stamp token or an OpenTimestamps proof",
  help: `<bundle.json> --tsa <url> [--renew]
  colophon witness <bundle.json> --token <file.tsr> [--tsa-cert <file>]... [--crl <file>]... [--ocsp <file>]... [--renew]
  colophon witness <bundle.json> --ots <file.ots> [--renew]
  colophon witness <bundle.json> --detach <file.ots>
  colophon witness <bundle.json> --message <file> [--renew]

A second anchor does not depend on Ethereum. It is about the SHA-256 of what was stamped, and it is reported beside the
verdict, for itself. Only that SHA-256 is sent to an authority.

  --tsa <url>            ask a time-stamping authority (RFC 3161) now
  --token <file>         attach a token that was made elsewhere: the authority's answer (.tsr) or the token alone
  --tsa-cert <file>      a certificate that the token doesn't carry itself (PEM or DER); may be repeated. It is kept
  --crl <file>           what its issuer says was revoked (PEM or DER); may be repeated. Kept too: when the authority is
  --ocsp <file>          gone, this shows that its certificate was good; an answer about one certificate, in DER
  --ots <file>           attach an OpenTimestamps proof, or put it in the place of one that waited for Bitcoin
  --detach <file>        write the OpenTimestamps proof into a file, to be upgraded: ots upgrade <file>
  --message <file>       write what a second anchor must be about to a file, to be stamped elsewhere: ots stamp <file>
  --renew                about the bundle with all its second anchors instead of the stamp: do this while the keys and
                         digests of those still hold, and they stay good when these don't
${outputHelp}`,
  options: {
    ...outputOptions,
    tsa: { type: "string" },
    token: { type: "string" },
    "tsa-cert": { type: "string", multiple: true },
    crl: { type: "string", multiple: true },
    ocsp: { type: "string", multiple: true },
    ots: { type: "string" },
    detach: { type: "string" },
    message: { type: "string" },
    renew: { type: "boolean" },
  },
  async run(given) {
    const path = onlyOne(given, "Name one bundle.");
    const chosen = ways.filter((name) => given.value(name) !== undefined);
    const [way] = chosen;
    if (way === undefined || chosen.length > 1)
      throw new UsageError("Give one of --tsa, --token, --ots, --detach and --message.");
    const bundle = parseBundle(await readBytes(path));
    const { stamp } = bundle;
    if (!stamp) throw new UsageError(`${path} has no stamp that a second anchor could be about.`);
    const renew = given.flag("renew");
    const message = renew ? await renewalMessage(bundle) : (stamp.batch?.root ?? stamp.commitment);
    if (way === "message") return writeMessage(given, message);
    if (way === "detach") return detach(given, bundle);
    const made = way === "ots" ? await withProof(given, bundle, message) : await withToken(given, bundle, message);
    await saveBundle(path, made.bundle);
    print(
      given,
      { bundle: path, type: made.type, ...(renew && { renewal: true }), sentence: made.sentence },
      `${made.replaced ? "Upgraded in" : "Attached to"} ${path}. ${made.sentence}`,
    );
    return 0;
  },
};

const ways = ["tsa", "token", "ots", "detach", "message"] as const;

type Made = { bundle: Bundle; type: "rfc3161" | "opentimestamps"; sentence: string; replaced?: boolean };

async function readBytes(path: string): Promise<Uint8Array> {
  return readFile(path).catch(() => {
    throw new UsageError(`${path} can't be read.`);
  });
}

async function writeMessage(given: Arguments, message: Hex): Promise<number> {
  const file = given.value("message") as string;
  await writeNewFile(file, hexToBytes(message));
  print(
    given,
    { message: file, sha256: sha256(message) },
    `Wrote ${file}, ${hexToBytes(message).length} bytes with the SHA-256 ${sha256(message).slice(2)}`,
  );
  return 0;
}

/** Writes the last OpenTimestamps proof of a bundle, of those that wait for Bitcoin if there are any. */
async function detach(given: Arguments, { stamp }: Bundle): Promise<number> {
  const file = given.value("detach") as string;
  const proofs = (stamp?.witnesses ?? []).filter(({ type }) => type === "opentimestamps").map(({ proof }) => proof);
  const proof = proofs.findLast((known) => isPending(readOpenTimestamps(known))) ?? proofs.at(-1);
  if (proof === undefined) throw new UsageError("The bundle has no OpenTimestamps proof.");
  await writeNewFile(file, hexToBytes(proof));
  print(
    given,
    { proof: file, pending: isPending(readOpenTimestamps(proof)) },
    `Wrote ${file}. Upgrade it with: ots upgrade ${file}; then attach it again with --ots.`,
  );
  return 0;
}

async function withProof(given: Arguments, bundle: Bundle, message: Hex): Promise<Made> {
  const path = given.value("ots") as string;
  const proof = bytesToHex(await readBytes(path));
  const read = readOpenTimestamps(proof);
  if (read.digest !== sha256(message)) {
    throw new UsageError(
      `${path} is about ${read.digest}, but what it must be about has the SHA-256 ${sha256(message)}. Stamp what --message writes.`,
    );
  }
  const sentence = `It ${waysOf(read)}`;
  if (isPending(read)) warn(`${path} is only pending: it proves nothing until it is upgraded.`);
  const type = "opentimestamps" as const;
  if (given.flag("renew")) return { bundle: attachWitness(bundle, { type, proof, over: "bundle" }), type, sentence };
  return { ...attachOpenTimestamps(bundle, proof), type, sentence };
}

async function withToken(given: Arguments, bundle: Bundle, message: Hex): Promise<Made> {
  const url = given.value("tsa");
  const path = given.value("token") ?? "";
  if (url !== undefined) say(`Asking ${url}`);
  const proof = url !== undefined ? await requestTimestamp({ url, message }) : await tokenIn(path);
  const material = await materialOf(given);
  const { outcome, sentence } = await verifyTimestampToken({ token: proof, message, material });
  if (outcome === "disproved") throw new UsageError(sentence);
  const type = "rfc3161" as const;
  const over = given.flag("renew") ? { over: "bundle" as const } : {};
  return { bundle: attachWitness(bundle, { type, proof, material, ...over }), type, sentence };
}

/** The token in a file as authorities and programs write it: in DER or PEM, alone or in the authority's answer. */
async function tokenIn(path: string): Promise<Hex> {
  const [first] = await readPem(path);
  return timeStampTokenOf(first?.der ?? new Uint8Array());
}

/** What is kept with a token: certificates that it doesn't carry, and what their issuers say of them. */
async function materialOf(given: Arguments): Promise<WitnessMaterial[]> {
  const certificates = await readCertificates(given.values("tsa-cert"));
  const words = await Promise.all(
    (["crl", "ocsp"] as const).flatMap((type) =>
      given.values(type).map(async (path) => (await readPem(path)).map(({ der }) => ({ type, der }))),
    ),
  );
  const all = [...certificates.map((der) => ({ type: "certificate" as const, der })), ...words.flat()];
  return Promise.all(all.map(({ type, der }) => witnessMaterial(type, bytesToHex(der))));
}
