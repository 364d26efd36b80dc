import { mkdir, readFile, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ColophonError, count, isoTime, visibleLine, wordFor } from "@colophon/sdk";
import { checkAgreement, isSignedByKey, missingOf, parseAgreement } from "@colophon/sdk/agreements";
import { agreementPlaceOf } from "@colophon/sdk/calls";
import {
  type AnswerKind,
  answerDocumentOf,
  answeredTypedData,
  answerOf,
  checkHanded,
  type DisclosureLedger,
  disclosuresOf,
  entryProblem,
  type Handover,
  type HandoverAnswer,
  handedFileOf,
  handoverDocumentOf,
  handoverFileName,
  handoverIn,
  handoverTypedData,
  lastStamped,
  ledgerDocumentOf,
  ledgerTitle,
  ledgerUntil,
  openLedger,
  parseAnswer,
  parseHandover,
  parseLedger,
  takeAnswer,
  withHandover,
} from "@colophon/sdk/disclosures";
import {
  captureBundle,
  isOfLastEntry,
  type KeptLedgerStamp,
  ledgerStampDocumentOf,
  openLastEntry,
  parseLedgerStamp,
  withLedgerStamp,
} from "@colophon/sdk/evidence";
import { checkSignature, readStamp } from "@colophon/sdk/read";
import { parseRecipient, recipientOf } from "@colophon/sdk/vault";
import type { Hex } from "viem";
import {
  type Arguments,
  type Command,
  chainHelp,
  chainOptions,
  neededOf,
  onlyOne,
  outputHelp,
  outputOptions,
  runJob,
  UsageError,
} from "../Command.ts";
import { type Connection, connect } from "../connect.ts";
import { listWork, replaceFile, secret, writeNewFile } from "../files.ts";
import { accountOf } from "../named.ts";
import { stampOnChain } from "../stampOnChain.ts";
import { finality, print, say, warn } from "../terminal.ts";
import { ageKeyHelp, ageKeyOptions, readAgeKeys } from "../vault/ageKeys.ts";
import { decryptTo, digestOfFile, encryptTo } from "../vault/vaultFolder.ts";

export const disclose: Command = {
  name: "disclose",
  summary: "hand files to a party of an agreement, take the receipt that they sign, and show who was handed what",
  help: `give <ledger> <file or folder>... --recipient <address> --to <age1...> --out <folder> [--agreement <file> --as <address>]
  colophon disclose receive <hand-over> <encrypted file>... --age-key <file> --out <folder> [(--network <name> | --rpc <url> --key-file <file>)]
  colophon disclose return | destroy <hand-over> [--out <folder>] (--network <name> | --rpc <url> --key-file <file>)
  colophon disclose take <ledger> <answer>... [(--network <name> | --rpc <url>)]
  colophon disclose list <ledger>
  colophon disclose stamp <ledger> (--network <name> | --rpc <url> --key-file <file>)
  colophon disclose export <ledger> --out <file> [--until <number>]

The discloser keeps the ledger: one file for each agreement, in which entries are added and never changed.
give encrypts the files to the recipient's key of age and adds the hand-over; with the first one, name the agreement that all
have signed, and which of its parties you are. Send the encrypted files and the hand-over. Make sure that the age1 line is the
recipient's own.
receive opens the files, holds each against the digest in the hand-over, and signs that they were received. Without an account
it only opens them. return and destroy sign that the files were given back, or destroyed. Send the answer back.
take adds an answer after checking who signed it; for a contract's signature it asks the chain.
stamp has one transaction cover all entries; nobody can tell from the chain that there is a ledger.
export writes what others can check: colophon verify, verify.html or verify_bundle.py. It holds the whole agreement.

  --recipient <address>  who gets the files: a party of the agreement
  --to <age1...>         the recipient's public key of age (colophon vault keygen makes one)
  --agreement <file>     the agreement, signed by all its parties
  --as <address>         which party you are
  --out <folder>         where to write the files; of export, the file
  --until <number>       the last entry to be shown; all if missing
${ageKeyHelp}
${chainHelp}
${outputHelp}`,
  options: {
    ...chainOptions,
    ...outputOptions,
    ...ageKeyOptions,
    recipient: { type: "string" },
    to: { type: "string" },
    agreement: { type: "string" },
    as: { type: "string" },
    out: { type: "string" },
    until: { type: "string" },
  },
  async run(given) {
    return runJob("disclose", jobs, given);
  },
};

const jobs = new Map<string, (given: Arguments, rest: string[]) => Promise<number>>([
  ["give", give],
  ["receive", receive],
  ["return", (given, rest) => answer(given, rest, "returned")],
  ["destroy", (given, rest) => answer(given, rest, "destroyed")],
  ["take", take],
  ["list", list],
  ["stamp", stamp],
  ["export", exportLedger],
]);

const now = () => Math.floor(Date.now() / 1000);

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

const bytesOf = (path: string) =>
  readFile(path).catch(() => {
    throw new UsageError(`${path} can't be read. Check its name.`);
  });

function neededAccount(given: Arguments, option: string) {
  const account = accountOf(given, option);
  if (account === undefined) throw new UsageError(`Add --${option} <address>.`);
  return account;
}

/** A ledger that can be added to: its chain of entries is whole. */
async function readLedger(path: string): Promise<DisclosureLedger> {
  const ledger = parseLedger(await bytesOf(path));
  for (const place of ledger.entries.keys()) {
    const problem = entryProblem(ledger, place);
    if (problem) throw new ColophonError(`The ledger ${path} is not whole. ${problem} Take a copy of it.`);
  }
  return ledger;
}

const saveLedger = (path: string, ledger: DisclosureLedger) => replaceFile(path, ledgerDocumentOf(ledger), secret);

/** The ledger at a path, or a new one under the agreement that was named. */
async function ledgerFor(given: Arguments, path: string): Promise<DisclosureLedger> {
  if (await exists(path)) {
    if (given.value("agreement") !== undefined)
      throw new UsageError(`${path} is under an agreement already. Leave out --agreement, or name a new ledger.`);
    return readLedger(path);
  }
  const signed = parseAgreement(await bytesOf(neededOf(given, "agreement", "<file>, as the ledger is a new one")));
  const missing = missingOf(signed);
  if (missing.length > 0)
    throw new UsageError(`${missing.join(", ")} did not sign the agreement yet. Collect every signature first.`);
  const { complete, sentence } = await checkAgreement(signed);
  if (!complete) warn(sentence);
  return openLedger(signed, neededAccount(given, "as"));
}

async function give(given: Arguments, [path, ...files]: string[]): Promise<number> {
  if (path === undefined || files.length === 0)
    throw new UsageError("Name the ledger, and the files to hand over: disclose give <ledger> <file>...");
  const recipient = neededAccount(given, "recipient");
  const key = parseRecipient(neededOf(given, "to", "<age1...>"));
  const out = neededOf(given, "out", "<folder>");
  const ledger = await ledgerFor(given, path);
  const { files: listed, leftOut } = await listWork(files);
  // What can't be handed over is told before anything is encrypted.
  const number = ledger.entries.length + 1;
  const sealed = { size: 1, sha256: `0x${"0".repeat(64)}` } as const;
  const planned = listed.map(({ path: name }) => ({ path: name, ...sealed, cipher: sealed }));
  withHandover(ledger, { time: now(), recipient, key, files: planned });
  await mkdir(out, { recursive: true });
  const done = [];
  for (const [at, { path: name, location }] of listed.entries()) {
    const target = join(out, `${number}-${at + 1}-${basename(name)}.age`);
    const { plain, cipher } = await encryptTo(location, target, [key]);
    done.push({ target, file: { path: name, ...plain, cipher } });
  }
  const next = withHandover(ledger, { time: now(), recipient, key, files: done.map(({ file }) => file) });
  await saveLedger(path, next);
  const handover = handoverIn(next, number);
  const note = join(out, handoverFileName(handover));
  await writeNewFile(note, handoverDocumentOf(handover), secret);
  print(
    given,
    {
      ledger: path,
      entry: number,
      recipient,
      handover: note,
      files: done.map(({ target }) => target),
      ...(leftOut.length > 0 && { leftOut }),
    },
    [
      `Entry ${number}: ${count(done.length, "file")} for ${recipient}, under “${ledgerTitle(next)}”`,
      `  hand-over ${note}`,
      ...done.map(({ target }) => `  encrypted ${target}`),
      `Send these to the recipient, who opens them with: colophon disclose receive ${basename(note)} <encrypted file>...`,
    ].join("\n"),
  );
  return 0;
}

const asksChain = (given: Arguments) => given.value("network") !== undefined || given.value("rpc") !== undefined;

async function receive(given: Arguments, [path, ...sources]: string[]): Promise<number> {
  if (path === undefined || sources.length === 0)
    throw new UsageError("Name the hand-over and the encrypted files: disclose receive <hand-over> <file>...");
  const out = neededOf(given, "out", "<folder>");
  const handover = parseHandover(await bytesOf(path));
  const keys = await readAgeKeys(given);
  const own = await Promise.all(keys.map(recipientOf));
  if (!own.includes(handover.entry.key))
    throw new UsageError(`The files are encrypted to ${handover.entry.key}, which is none of your keys.`);
  say(`Under “${ledgerTitle(handover)}”:\n${handover.signed.agreement.text}`);
  await mkdir(out, { recursive: true });
  const opened = new Map<string, string>();
  for (const source of sources) {
    const cipher = await digestOfFile(source).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`${source} can't be read (${error.code}).`);
    });
    const file = handedFileOf(handover, cipher, basename(source));
    const target = join(out, file.path);
    await mkdir(dirname(target), { recursive: true });
    await decryptTo(source, target, { keys, size: cipher.size, check: (found) => checkHanded(file, found) });
    opened.set(file.path, target);
  }
  const left = handover.entry.files.filter((file) => !opened.has(file.path)).map((file) => visibleLine(file.path));
  const written = [...opened.values()].map((target) => `Wrote ${target}, with the digest in the hand-over`).join("\n");
  if (left.length > 0 || !asksChain(given)) {
    const why =
      left.length > 0
        ? `Not signed: ${left.join(", ")} ${wordFor(left.length, "is", "are")} missing. Name all encrypted files.`
        : "Nothing was signed. To sign that you received them, add --rpc <url> --key-file <file>.";
    print(given, { files: [...opened.values()], missing: left, answer: null }, `${written}\n${why}`);
    return left.length > 0 ? 1 : 0;
  }
  const signed = await signAnswer(given, handover, "received", out);
  print(given, { files: [...opened.values()], missing: left, ...signed }, `${written}\n${sendBack(signed)}`);
  return 0;
}

const sendBack = (signed: { kind: AnswerKind; answer: string }) =>
  `Signed “${signed.kind}”. Send ${signed.answer} back to the one who handed them over.`;

async function signAnswer(given: Arguments, handover: Handover, kind: AnswerKind, folder: string) {
  const { client, deployment, sender, sign } = await connect(given);
  if (sender === undefined) throw new UsageError("Signing needs the recipient's account: add --key-file <file>.");
  const place = agreementPlaceOf(deployment);
  if (place.chainId !== handover.signed.chainId)
    throw new UsageError(`The agreement is for chain ${handover.signed.chainId}, and this is chain ${place.chainId}.`);
  const { recipient } = handover.entry;
  if (sender.toLowerCase() !== recipient.toLowerCase())
    throw new UsageError(`The files were handed to ${recipient}, and you would sign as ${sender}. Use that account.`);
  const time = now();
  const typedData = handoverTypedData(handover, kind, time);
  const signature = await sign(typedData);
  if (signature === undefined)
    throw new UsageError("This network's account can't sign messages. Use --rpc and --key-file.");
  const found = await checkSignature(client, { signer: sender, typedData, signature });
  if (found.status !== "good") throw new ColophonError(`${sender} gave a signature that does not count.`);
  const path = join(folder, handoverFileName(handover, kind));
  await writeNewFile(path, answerDocumentOf(answerOf(handover, kind, time, found.signature)), secret);
  return { kind, answer: path };
}

async function answer(given: Arguments, rest: string[], kind: AnswerKind): Promise<number> {
  const path = onlyOne({ positionals: rest }, "Name the one hand-over that this is about.");
  const signed = await signAnswer(given, parseHandover(await bytesOf(path)), kind, given.value("out") ?? ".");
  print(given, signed, sendBack(signed));
  return 0;
}

async function take(given: Arguments, [path, ...answers]: string[]): Promise<number> {
  if (path === undefined || answers.length === 0)
    throw new UsageError("Name the ledger and the answers: disclose take <ledger> <answer>...");
  let ledger = await readLedger(path);
  const taken: { entry: number; of: number; kind: AnswerKind; recipient: string }[] = [];
  for (const name of answers) {
    const next = await checked(given, ledger, parseAnswer(await bytesOf(name)));
    ledger = takeAnswer(ledger, next);
    taken.push({ entry: ledger.entries.length, of: next.entry, kind: next.kind, recipient: next.recipient });
  }
  await saveLedger(path, ledger);
  const text = taken.map(
    ({ entry, of, kind, recipient }) => `Entry ${entry}: ${recipient} signed “${kind}” about entry ${of}`,
  );
  print(given, { ledger: path, taken }, text.join("\n"));
  return 0;
}

/** An answer that the recipient signed: by their key, or as their contract says. */
async function checked(given: Arguments, ledger: DisclosureLedger, found: HandoverAnswer): Promise<HandoverAnswer> {
  const typedData = answeredTypedData(ledger, found);
  const { recipient, signature } = found;
  if (await isSignedByKey(typedData, recipient, signature)) return found;
  if (!asksChain(given))
    throw new ColophonError(
      `The key of ${recipient} did not sign this answer. If it is a contract, add --rpc <url> to ask its chain.`,
    );
  const { client } = await connect(given);
  const check = await checkSignature(client, { signer: recipient, typedData, signature });
  if (check.status !== "good") throw new ColophonError(`${recipient} did not sign this answer. Ask for it again.`);
  warn(`${recipient} is a contract. That it signed, the ledger alone does not show: only its chain can tell.`);
  return { ...found, signature: check.signature };
}

async function list(given: Arguments, rest: string[]): Promise<number> {
  const ledger = await readLedger(onlyOne({ positionals: rest }, "Name one ledger: disclose list <ledger>."));
  const stamped = lastStamped(ledger);
  const rows = disclosuresOf(ledger).map(({ handover, answers }) => ({
    entry: handover.number,
    time: isoTime(handover.time),
    recipient: handover.recipient,
    files: handover.files.map((file) => file.path),
    answers: answers.map(({ kind, time }) => ({ kind, time: isoTime(time) })),
  }));
  const lines = rows.flatMap(({ entry, time, recipient, files, answers }) => [
    `${entry}  ${time}  ${recipient}  ${files.map(visibleLine).join(", ")}`,
    `   ${answers.map(({ kind, time: said }) => `${kind} ${said}`).join(", ") || "no answer yet"}`,
  ]);
  const covered =
    stamped === ledger.entries.length
      ? "All entries are covered by a stamp."
      : `${stamped === 0 ? "No entry is" : `Entries up to ${stamped} are`} covered by a stamp. Stamp the rest: colophon disclose stamp <ledger>`;
  print(
    given,
    {
      title: ledgerTitle(ledger),
      discloser: ledger.discloser,
      entries: ledger.entries.length,
      stamped,
      disclosures: rows,
    },
    [`Under “${ledgerTitle(ledger)}”, by ${ledger.discloser}:`, ...lines, covered].join("\n"),
  );
  return 0;
}

async function stamp(given: Arguments, rest: string[]): Promise<number> {
  const path = onlyOne({ positionals: rest }, "Name one ledger: disclose stamp <ledger>.");
  let ledger = await readLedger(path);
  const connection = await connect(given);
  const { chainId, deployment, sender } = connection;
  const keptPath = `${path}.stamp`;
  const earlier = (await exists(keptPath)) ? parseLedgerStamp(await bytesOf(keptPath)) : undefined;
  if (earlier && earlier.opening.chainId !== chainId) {
    throw new UsageError(
      `A stamp of this ledger was begun on chain ${earlier.opening.chainId}, and this is chain ${chainId}. Run this for that chain first.`,
    );
  }
  // What was sent before other entries followed still shows by when those before it existed.
  if (earlier && !isOfLastEntry(ledger, earlier) && (await wasSent(connection, earlier))) {
    ({ ledger } = await finishStamp(connection, path, ledger, earlier));
  }
  const own = earlier && isOfLastEntry(ledger, earlier) ? earlier : undefined;
  const { address: timestamps } = deployment.contracts.timestamps;
  const begin = () => {
    if (sender === undefined) throw new UsageError("Stamping needs an account: add --key-file <file>.");
    return openLastEntry(ledger, { chainId, timestamps, claimant: sender });
  };
  const begun = own ?? { opening: begin() };
  const { at, final } = await finishStamp(connection, path, ledger, begun);
  print(
    given,
    { ledger: path, entries: ledger.entries.length, ...at, final },
    `Stamped ${count(ledger.entries.length, "entry", "entries")} in block ${at.block} of chain ${chainId}\n${finality(final)}`,
  );
  return 0;
}

/** Whether a stamp that an earlier run began is on its way, or on the chain. */
async function wasSent({ client, deployment }: Connection, { opening, transaction }: KeptLedgerStamp) {
  if (transaction !== undefined) return true;
  const found = await readStamp({ client, deployment }, opening.commitment);
  if (found.status === "unknown") throw found.cause;
  return found.status === "found";
}

/** Sees a stamp to its end, and puts its evidence into the ledger. What opens it is kept until then. */
async function finishStamp(
  connection: Connection,
  path: string,
  ledger: DisclosureLedger,
  { opening, transaction: earlier }: KeptLedgerStamp,
) {
  const keptPath = `${path}.stamp`;
  // Before anything is sent: a stamp without what opens it is lost.
  const keep = (transaction: Hex | undefined) =>
    replaceFile(keptPath, ledgerStampDocumentOf({ opening, transaction }), secret);
  await keep(earlier);
  const at = await stampOnChain({ connection, commitment: opening.commitment, earlier, onSent: keep });
  const { bundle, final } = await captureBundle({ ...connection, opening });
  const stamped = withLedgerStamp(ledger, bundle);
  await saveLedger(path, stamped);
  await rm(keptPath, { force: true });
  return { ledger: stamped, at, final };
}

async function exportLedger(given: Arguments, rest: string[]): Promise<number> {
  const whole = await readLedger(onlyOne({ positionals: rest }, "Name one ledger: disclose export <ledger>."));
  const out = neededOf(given, "out", "<file>");
  const until = given.value("until");
  if (until !== undefined && !/^[1-9]\d{0,8}$/.test(until))
    throw new UsageError(`--until ${until} is no number of an entry.`);
  const ledger = until === undefined ? whole : ledgerUntil(whole, Number(until));
  const [entries, stamped] = [ledger.entries.length, lastStamped(ledger)];
  await writeNewFile(out, ledgerDocumentOf(ledger), secret);
  if (stamped < entries)
    warn(`Entries after ${stamped} are not covered by a stamp, so nobody can prove this yet. Stamp the ledger first.`);
  print(
    given,
    { file: out, entries, stamped },
    `Wrote ${out}: ${count(entries, "entry", "entries")} and the whole agreement. Check it: colophon verify ${out} --record-only --rpc <url>`,
  );
  return 0;
}
