import { readFile } from "node:fs/promises";
import { ColophonError, durationInWords, forever, parseUtcMoment } from "@colophon/sdk";
import {
  agreementDocumentOf,
  agreementIdOf,
  agreementTypedData,
  checkAgreement,
  draftAgreement,
  fillTemplate,
  joinSignatures,
  missingOf,
  parseAgreement,
  type SignedAgreement,
  safeControlIn,
  safeControlInWords,
  templateOf,
  templates,
  titleOfAgreement,
  withEndSignature,
  withSignature,
} from "@colophon/sdk/agreements";
import {
  agreementPlaceOf,
  type Call,
  concludeCall,
  endAgreementCall,
  endAgreementTypedData,
  leaveAgreementCall,
} from "@colophon/sdk/calls";
import { checkAgreementOnChain, checkSignature } from "@colophon/sdk/read";
import { type Address, getAddress, type Hex, isAddress, isHex, type TypedDataDefinition } from "viem";
import {
  type Arguments,
  type Command,
  chainHelp,
  chainOptions,
  outputHelp,
  outputOptions,
  parseMoment,
  runJob,
  storeHelp,
  UsageError,
} from "../Command.ts";
import { type Connection, connect } from "../connect.ts";
import { replaceFile, writeNewFile } from "../files.ts";
import { accountOf } from "../named.ts";
import { print, say } from "../terminal.ts";
import { venture, ventureOptions } from "../venture.ts";

const day = 86_400;
const patience = 15 * 60_000;

export const agree: Command = {
  name: "agree",
  summary: "draft an agreement, collect signatures, have it witnessed or keep it secret, and end it",
  help: `templates [<id>]
  colophon agree draft (--template <id> --blanks <file> | --words <file>) --party <address> ... --closes <moment>
                       --out <file> [--secret] [--ends <moment>] [--leaver <address> ...] [--notice <days>] (--network ...)
  colophon agree sign <file> (--network <name> | --rpc <url> --key-file <file>)
  colophon agree join <file> <file> ...
  colophon agree check <file> [(--network <name> | --rpc <url>)]
  colophon agree witness <file> (--network ...)
  colophon agree leave <file> (--network ...)
  colophon agree end <file> [--deadline <moment>] (--network ...)
  colophon agree venture <name> --work <work> --partner "<account> <percent> <name>" ... --threshold <n|all> --law <law>
                       --courts <courts> --closes <moment> --out <file> [--days <n>] [--dry-run] (--network ...)

An agreement is a file with its whole text, its facts and the signatures so far. Send it around in any order: sign adds
yours, join puts copies together, and check names who is missing. It goes to nobody by itself.
witness records on the chain that all parties signed: their accounts and its duration can be seen, its words can't.
With --secret it is never recorded. Then stamp the signed file (colophon stamp), which shows when the signatures existed.
leave gives notice, if the agreement lets you. end adds your signature of its end, and with the last one ends it.

venture founds a joint venture for a work of yours: it writes the agreement for the partners to sign, creates a Safe that
they own (Safe 1.4.1, if the chain has it), and hands the work and the royalty units over. Run it again after an
interruption: it asks the chain what is done. Nothing is handed to a Safe with other owners than those named.

  --template <id>        one of: ${templates.map(({ id }) => id).join(", ")}
  --blanks <file>        JSON: what to fill in, by the names that agree templates <id> prints
  --words <file>         your own text instead, in Markdown
  --party <address>      who signs; repeat it for each
  --secret               it stays with its parties
  --closes <moment>      until when it can be concluded: 2026-03-12 or 2026-03-12T14:05:00Z
  --ends <moment>        when it ends; never if missing
  --leaver <address>     a party who may end it alone; may be repeated
  --notice <days>        days from their notice to the end; at once if missing
  --supersedes <id>      the agreement that this one replaces
  --arbitrator <address> a contract that decides disputes (ERC-792), with --court <hash>: keccak256 of its extraData
  --out <file>           where the draft is written; its name should end in .colophon-agreement.json
  --work <work>          the work that a venture is founded for
  --partner "..."        an account, its percentage and a name, such as "0x12…ef 33.5 Maya Lindqvist"; repeat it for each
  --threshold <n|all>    how many of the partners must sign for the Safe to act. With fewer than all, those can change
                         the Safe's owners too, though the agreement asks everybody for that; with all, one who does
                         not answer stops everything there
  --law, --courts        which law applies, and who decides disputes
  --days <n>             how long a partner may think a question over; 14 if missing
  --dry-run              says what would be sent, and sends nothing
  --deadline <moment>    of the first signature of an end: until when all must have signed it; a week if missing
${storeHelp}
${chainHelp}
${outputHelp}

Exit code of check: 0 if everybody signed, 1 if not, 2 if it can't be known.`,
  options: {
    ...chainOptions,
    ...outputOptions,
    template: { type: "string" },
    blanks: { type: "string" },
    words: { type: "string" },
    party: { type: "string", multiple: true },
    secret: { type: "boolean" },
    closes: { type: "string" },
    ends: { type: "string" },
    leaver: { type: "string", multiple: true },
    notice: { type: "string" },
    supersedes: { type: "string" },
    arbitrator: { type: "string" },
    court: { type: "string" },
    out: { type: "string" },
    deadline: { type: "string" },
    ...ventureOptions,
  },
  async run(given) {
    return runJob("agree", jobs, given);
  },
};

const jobs = new Map<string, (given: Arguments, rest: string[]) => Promise<number>>([
  ["templates", showTemplates],
  ["draft", draft],
  ["sign", sign],
  ["join", join],
  ["check", check],
  ["witness", witness],
  ["leave", leave],
  ["end", end],
  ["venture", venture],
]);

async function showTemplates(given: Arguments, [id]: string[]): Promise<number> {
  if (id === undefined) {
    const all = templates.map(({ id: name, title, summary, roles }) => ({ id: name, title, summary, roles }));
    print(given, all, all.map((each) => `${each.id.padEnd(24)}${each.summary}`).join("\n"));
    return 0;
  }
  const { blanks } = templateOf(id);
  const empty = Object.fromEntries(
    blanks.map((blank) => [
      blank.id,
      blank.kind === "choice"
        ? blank.choices.map((each) => each.id).join(" | ")
        : `${blank.label}${blank.hint === undefined ? "" : ` (${blank.hint})`}`,
    ]),
  );
  print(given, empty, blanks.map(({ id: name }) => `${name.padEnd(14)}${empty[name]}`).join("\n"));
  return 0;
}

async function wordsOf(given: Arguments): Promise<string> {
  const [template, blanks, words] = [given.value("template"), given.value("blanks"), given.value("words")];
  if (words !== undefined && template === undefined) return readText(words);
  if (words !== undefined || template === undefined || blanks === undefined) {
    throw new UsageError("Say what is agreed: --template <id> --blanks <file>, or --words <file>.");
  }
  const filled: unknown = await readText(blanks)
    .then(JSON.parse)
    .catch((cause) => {
      if (cause instanceof SyntaxError) throw new UsageError(`${blanks} is not JSON.`);
      throw cause;
    });
  if (typeof filled !== "object" || filled === null || Object.values(filled).some((each) => typeof each !== "string")) {
    throw new UsageError(`${blanks} must hold one text for each blank: {"purpose": "…"}.`);
  }
  return fillTemplate(template, filled as Record<string, string>);
}

async function readText(path: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (cause) {
    throw new UsageError(`${path} can't be read as text. Check its name.`, { cause });
  }
}

function accountsOf(given: Arguments, option: string): Address[] {
  return given.values(option).map((text) => {
    if (!isAddress(text, { strict: false })) throw new UsageError(`--${option} ${text} is not an address.`);
    return getAddress(text);
  });
}

function hashOf(given: Arguments, option: string): Hex | undefined {
  const text = given.value(option);
  if (text === undefined) return undefined;
  if (!isHex(text) || text.length !== 66) throw new UsageError(`--${option} is 0x and 64 digits, not ${text}.`);
  return text.toLowerCase() as Hex;
}

async function draft(given: Arguments): Promise<number> {
  const out = given.value("out");
  const closes = given.value("closes");
  if (out === undefined || closes === undefined)
    throw new UsageError("Say until when it can be concluded, and where to write it: --closes <moment> --out <file>.");
  const typed = given.value("notice");
  const notice = typed === undefined ? 0 : Number(/^\d{1,5}$/.exec(typed)?.[0]);
  if (Number.isNaN(notice)) throw new UsageError("--notice is a whole number of days.");
  const contract = accountOf(given, "arbitrator");
  const court = hashOf(given, "court");
  if ((contract === undefined) !== (court === undefined)) throw new UsageError("--arbitrator and --court go together.");
  const supersedes = hashOf(given, "supersedes");
  const ends = given.value("ends");
  const words = await wordsOf(given);
  const { client, deployment } = await connect(given);
  const { timestamp } = await client.getBlock();
  const signed = draftAgreement({
    ...agreementPlaceOf(deployment),
    words,
    parties: accountsOf(given, "party"),
    witnessed: !given.flag("secret"),
    opens: Number(timestamp),
    closes: parseMoment(closes, "--closes"),
    ...(ends !== undefined && { ends: parseMoment(ends, "--ends") }),
    leavers: accountsOf(given, "leaver"),
    notice: notice * day,
    ...(supersedes !== undefined && { supersedes }),
    ...(contract !== undefined && court !== undefined && { arbitrator: { contract, court } }),
  });
  await writeNewFile(out, agreementDocumentOf(signed));
  const id = agreementIdOf(signed, signed.agreement);
  print(
    given,
    { id, file: out, parties: signed.agreement.parties },
    `${signed.agreement.text}\nWritten to ${out}, for the parties to sign: colophon agree sign ${out}`,
  );
  return 0;
}

async function fileOf([path, ...more]: string[], job: string): Promise<{ path: string; signed: SignedAgreement }> {
  if (path === undefined || more.length > 0) throw new UsageError(`Name one file: agree ${job} <file>.`);
  return { path, signed: parseAgreement(await readText(path)) };
}

async function signatureOf({ client, sender, sign: ask }: Connection, typedData: TypedDataDefinition) {
  if (sender === undefined) throw new UsageError("Signing needs an account: add --key-file <file>.");
  const signature = await ask(typedData);
  if (signature === undefined)
    throw new UsageError("This network's account can't sign messages. Use --rpc and --key-file.");
  const found = await checkSignature(client, { signer: sender, typedData, signature });
  if (found.status !== "good") throw new ColophonError(`${sender} gave a signature that does not count.`);
  return { party: sender, signature: found.signature };
}

/** Who can do what at the Safe that an agreement names, in sentences; none if it names none. */
function controlOf({ agreement }: SignedAgreement): string[] {
  const control = safeControlIn(agreement.text);
  return control ? safeControlInWords(control) : [];
}

async function sign(given: Arguments, rest: string[]): Promise<number> {
  const { path, signed } = await fileOf(rest, "sign");
  const connection = await connect(given);
  const place = agreementPlaceOf(connection.deployment);
  if (place.chainId !== signed.chainId)
    throw new UsageError(`This agreement is for chain ${signed.chainId}, and this is chain ${place.chainId}.`);
  const control = controlOf(signed);
  say([signed.agreement.text, ...control].join("\n"));
  const all = withSignature(signed, await signatureOf(connection, agreementTypedData(signed, signed.agreement)));
  await replaceFile(path, agreementDocumentOf(all));
  const missing = missingOf(all);
  const left = missing.length === 0 ? "Everybody signed." : `Not yet signed: ${missing.join(", ")}.`;
  print(
    given,
    {
      id: agreementIdOf(all, all.agreement),
      signed: connection.sender,
      missing,
      ...(control.length > 0 && { control }),
    },
    `Signed “${titleOfAgreement(all.agreement)}” as ${connection.sender}. ${left}`,
  );
  return 0;
}

async function join(given: Arguments, [path, ...others]: string[]): Promise<number> {
  if (path === undefined || others.length === 0)
    throw new UsageError("Name the file to add to, and those to add: agree join <file> <file> ...");
  let signed = parseAgreement(await readText(path));
  for (const other of others) signed = joinSignatures(signed, parseAgreement(await readText(other)));
  await replaceFile(path, agreementDocumentOf(signed));
  const missing = missingOf(signed);
  print(
    given,
    { file: path, missing },
    missing.length === 0 ? "Everybody signed." : `Not yet signed: ${missing.join(", ")}.`,
  );
  return 0;
}

async function check(given: Arguments, rest: string[]): Promise<number> {
  const { signed } = await fileOf(rest, "check");
  const { agreement } = signed;
  const about = { title: titleOfAgreement(agreement), witnessed: agreement.witnessed };
  if (given.value("network") === undefined && given.value("rpc") === undefined) {
    const found = await checkAgreement(signed);
    print(given, { ...about, ...found }, `${agreement.text}\n${found.id}\n${found.sentence}`);
    return found.complete ? 0 : 1;
  }
  const { client, deployment } = await connect(given);
  const found = await checkAgreementOnChain({ client, deployment }, signed);
  if (found.status === "unknown") throw found.cause;
  if (found.status === "not-found") return 2;
  const { value } = found;
  print(given, { ...about, ...value, block: found.block.number }, `${agreement.text}\n${value.id}\n${value.sentence}`);
  return value.complete ? 0 : 1;
}

async function sendAndWait({ client, send }: Connection, call: Call) {
  const receipt = await client.waitForTransactionReceipt({ hash: await send(call), timeout: patience });
  if (receipt.status !== "success")
    throw new ColophonError(`The transaction ${receipt.transactionHash} failed. Nothing was changed.`);
  return { transaction: receipt.transactionHash, block: Number(receipt.blockNumber) };
}

async function witness(given: Arguments, rest: string[]): Promise<number> {
  const { signed } = await fileOf(rest, "witness");
  const connection = await connect(given);
  const done = await sendAndWait(connection, concludeCall(connection.deployment, signed));
  const id = agreementIdOf(signed, signed.agreement);
  print(given, { id, ...done }, `Witnessed ${id} in block ${done.block} of chain ${connection.chainId}`);
  return 0;
}

async function leave(given: Arguments, rest: string[]): Promise<number> {
  const { agreement } = (await fileOf(rest, "leave")).signed;
  const connection = await connect(given);
  const done = await sendAndWait(connection, leaveAgreementCall(connection.deployment, { agreement }));
  print(
    given,
    done,
    `Notice was given in block ${done.block}. It ends ${agreement.notice === 0 ? "at once" : `${durationInWords(agreement.notice)} later`}.`,
  );
  return 0;
}

async function end(given: Arguments, rest: string[]): Promise<number> {
  const { path, signed } = await fileOf(rest, "end");
  const { agreement } = signed;
  const connection = await connect(given);
  const typed = given.value("deadline");
  const now = Number((await connection.client.getBlock()).timestamp);
  const deadline = (typed === undefined ? signed.ending?.deadline : parseUtcMoment(typed)) ?? now + 7 * day;
  if (deadline <= now || deadline >= forever)
    throw new UsageError("--deadline must be a moment that is still to come.");
  const given_ = await signatureOf(connection, endAgreementTypedData(connection.deployment, { agreement, deadline }));
  const all = withEndSignature(signed, deadline, given_);
  await replaceFile(path, agreementDocumentOf(all));
  const signatures = all.ending?.signatures ?? [];
  const missing = missingOf({ agreement, signatures });
  if (missing.length > 0) {
    print(given, { missing, deadline }, `You signed its end. It stands until these sign too: ${missing.join(", ")}.`);
    return 0;
  }
  const call = endAgreementCall(connection.deployment, {
    agreement,
    deadline,
    signatures: signatures.map((each) => each.signature),
  });
  const done = await sendAndWait(connection, call);
  print(given, { missing, ...done }, `Ended in block ${done.block}.`);
  return 0;
}
