import { readFile } from "node:fs/promises";
import { ColophonError, formatId, percentOf, unitsFromPercent } from "@colophon/sdk";
import {
  agreementDocumentOf,
  agreementIdOf,
  createVenture,
  draftAgreement,
  missingOf,
  type Partner,
  parseAgreement,
  type SignedAgreement,
  safeControlInWords,
  type Venture,
  ventureSafeOf,
  ventureWords,
  wordsOfAgreement,
} from "@colophon/sdk/agreements";
import { agreementPlaceOf, batchCall, createSafeCall } from "@colophon/sdk/calls";
import { readVenture, type VentureState } from "@colophon/sdk/read";
import type { Address } from "viem";
import {
  type Arguments,
  neededOf,
  onlyOne,
  parseMoment,
  storeOf,
  storeOption,
  UsageError,
  wholeOf,
} from "./Command.ts";
import { type Connection, connect } from "./connect.ts";
import { writeNewFile } from "./files.ts";
import { accountIn, idOf } from "./named.ts";
import { sendAndWait } from "./sendPayment.ts";
import { print, say } from "./terminal.ts";

export const ventureOptions = {
  ...storeOption,
  work: { type: "string" },
  partner: { type: "string", multiple: true },
  threshold: { type: "string" },
  law: { type: "string" },
  courts: { type: "string" },
  days: { type: "string" },
  "dry-run": { type: "boolean" },
} as const;

function partnerOf(given: Arguments, text: string): Partner {
  const [, account, percent, name] = /^\s*(\S+)\s+([\d.,]+)\s*%?\s+(\S.*)$/s.exec(text) ?? [];
  if (account === undefined || percent === undefined || name === undefined)
    throw new UsageError(
      `--partner “${text.slice(0, 60)}” is not an account, a percentage and a name, such as “0x12…ef 33.5 Maya Lindqvist”.`,
    );
  return { account: accountIn(given, account, "--partner"), units: unitsFromPercent(percent), name };
}

/** The agreement of a venture: the file that is there, if it says the same, or a new draft. */
async function agreementOf(given: Arguments, connection: Connection, words: string, venture: Venture) {
  const out = neededOf(given, "out", "<file>");
  const text = await readFile(out, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new UsageError(`${out} can't be read (${error.code}).`);
  });
  if (text !== undefined) {
    const signed = parseAgreement(text);
    if (wordsOfAgreement(signed.agreement) === words.trim()) return { out, signed, isNew: false };
    throw new UsageError(
      `${out} holds another agreement than this venture's. Give what it was drafted with, or name another file.`,
    );
  }
  const { timestamp } = await connection.client.getBlock();
  const signed = draftAgreement({
    ...agreementPlaceOf(connection.deployment),
    ...{ words, parties: venture.partners.map(({ account }) => account), witnessed: true },
    ...{ opens: Number(timestamp), closes: parseMoment(neededOf(given, "closes", "<moment>"), "--closes") },
  });
  return { out, signed, isNew: true };
}

/** Does what of a venture is not done yet, and says how it stands. */
export async function venture(given: Arguments, rest: string[]): Promise<number> {
  const name = onlyOne({ positionals: rest }, "Name the venture: agree venture <name>.");
  const work = idOf(given, neededOf(given, "work", "<work>"), "work", "--work");
  const planned = createVenture({
    name,
    partners: given.values("partner").map((text) => partnerOf(given, text)),
    threshold: given.value("threshold") === "all" ? given.values("partner").length : wholeOf(given, "threshold", 0),
  });
  const connection = await connect(given);
  const { sender, chainId, deployment, client } = connection;
  if (sender === undefined) throw new UsageError("This needs an account: add --key-file <file>.");
  const words = ventureWords(planned, {
    ...{ work, chainId, days: given.value("days") ?? "14" },
    ...{ law: neededOf(given, "law", "<law>"), courts: neededOf(given, "courts", "<courts>") },
  });
  const { out, signed, isNew } = await agreementOf(given, connection, words, planned);
  const look = () => stateOf({ client, deployment, store: storeOf(given) }, planned, work, sender);

  let state = await look();
  const control = safeControlInWords({ threshold: planned.threshold, partners: planned.partners.length });
  say(
    `${signed.agreement.text}\nThe Safe: ${state.address}\n\nBefore you sign:\n${control.map((each) => `- ${each}`).join("\n")}`,
  );
  if (state.problem !== undefined) throw new ColophonError(`${state.problem} Nothing was sent.`);
  if (given.flag("dry-run")) return report(given, { state, signed, control, out: undefined, left: stepsOf(state) });
  if (isNew) await writeNewFile(out, agreementDocumentOf(signed));
  if (!state.safe) {
    await sendAndWait(connection, createSafeCall(ventureSafeOf(planned)), "Creating the Safe");
    // What the chain says of it now, before anything is handed over.
    state = await look();
    if (state.problem !== undefined) throw new ColophonError(state.problem);
  }
  if (state.handOver.length > 0) {
    const calls = state.handOver.map(({ call }) => call);
    await sendAndWait(connection, batchCall(deployment, calls), "Handing over the work and its shares");
    state = await look();
  }
  return report(given, { state, signed, control, out, left: stepsOf(state) });
}

async function stateOf(context: Parameters<typeof readVenture>[0], planned: Venture, work: bigint, from: Address) {
  const found = await readVenture(context, { venture: planned, work, from });
  if (found.status === "unknown") throw found.cause;
  if (found.status === "not-found") throw new UsageError(`There is no ${formatId(work, "work")} on this chain.`);
  return found.value;
}

/** What is left to be sent, in words. */
function stepsOf({ safe, address, controlled, handOver }: VentureState): string[] {
  if (safe) return handOver.map(({ says }) => says);
  return [`Create the Safe ${address}.`, ...(controlled ? [] : ["Hand the work and its shares over to it."])];
}

type Reported = {
  state: VentureState;
  signed: SignedAgreement;
  /** Who can do what at the Safe, in sentences. */
  control: string[];
  out: string | undefined;
  left: string[];
};

function report(given: Arguments, { state, signed, control, out, left }: Reported): number {
  const { address, controlled, founded, shares } = state;
  const missing = missingOf(signed);
  const paid = shares.map(({ partner, units }) => `${percentOf(units)} % to ${partner.name} (${partner.account})`);
  const lines = [
    `The Safe ${address} ${controlled ? "controls the work" : "does not control the work yet"}.`,
    `Its income goes ${paid.join(", ")}.`,
    ...(left.length > 0 ? [`Left to do:\n${left.map((each) => `- ${each}`).join("\n")}`] : []),
    ...(out === undefined ? [] : [`The agreement is ${out}. Each partner signs it: colophon agree sign ${out}`]),
    missing.length === 0 ? "Everybody signed." : `Not yet signed: ${missing.join(", ")}.`,
  ];
  const id = agreementIdOf(signed, signed.agreement);
  print(
    given,
    {
      safe: address,
      controlled,
      founded,
      shares: shares.map(({ partner, units }) => ({ ...partner, has: units })),
      left,
      control,
      agreement: { id, file: out, missing },
    },
    lines.join("\n"),
  );
  return 0;
}
