import { type Address, type Hex, zeroAddress, zeroHash } from "viem";
import { initCodeHashes } from "../abi/initCodeHashes.ts";
import { forever } from "../model/constants.ts";
import { formatId, splitLicenceId } from "../model/ids.ts";
import { wordFor } from "../model/numbers.ts";
import { type EarlyEnd, type LicenceState, licenceStateOf } from "../model/states.ts";
import { words } from "../model/words.ts";
import type { OpenedBundle } from "./bundle.ts";
import { type DecodedLicence, type LicenceLink, licenceChain } from "./licenceStorage.ts";
import type { VerdictLicence, VerdictRecord, VerdictState } from "./verdict.ts";

export type ProvenLicences = {
  licences: VerdictLicence[];
  /** The storage, of the given states, from which they were read. */
  slots: ReadonlySet<VerdictState["storage"][number]>;
};

/**
 * What the proved states say of licences: of those whose sale is among the proved records, and of the licences above
 * them. Only where the contract's code is that of this release, since another may keep them elsewhere.
 */
export function provenLicences(
  bundle: OpenedBundle,
  records: readonly VerdictRecord[],
  states: readonly VerdictState[],
): ProvenLicences {
  const licences: VerdictLicence[] = [];
  const slots = new Set<VerdictState["storage"][number]>();
  const contract = bundle.contracts.find(({ name }) => name === "licences");
  if (contract?.initCodeHash !== initCodeHashes.licences) return { licences, slots };
  const sold = records.filter((record) => record.contract === "offers" && record.event === "LicenceSold");
  const numbers = new Set(sold.map(({ values }) => BigInt(values.licence ?? 0)));
  const times = new Map(bundle.blocks.map(({ number, time }) => [number, time]));
  for (const { address, block, storage } of states) {
    if (address !== contract.address) continue;
    const read = (slot: Hex) => {
      const found = storage.find((known) => known.slot === slot);
      if (found) slots.add(found);
      return found && BigInt(found.value);
    };
    const told = new Set<bigint>();
    for (const number of numbers) {
      const chain = licenceChain(number, read);
      chain.forEach(({ id, licence }, position) => {
        if (told.has(id)) return;
        told.add(id);
        if (licence === null) licences.push({ block, licence: id.toString(), exists: false });
        else {
          const { parent, ...rest } = licence;
          licences.push({
            block,
            licence: id.toString(),
            exists: true,
            ...rest,
            ...(parent !== undefined && { parent: parent.toString() }),
            ...definedOf(licence, records),
            ...standingOf(chain.slice(position), times.get(block) ?? 0),
          });
        }
      });
    }
  }
  return { licences, slots };
}

/**
 * As the contract decides, from below: the first that is not running. Nothing if something that decides is not shown.
 * And when it ends, by itself or with one above it.
 */
function standingOf(
  chain: readonly LicenceLink[],
  time: number,
): Pick<VerdictLicence & { exists: true }, "endsAt" | "state" | "decisive"> {
  let endsAt = forever;
  let stopped: { state: LicenceState; decisive: string } | undefined;
  for (const { id, licence } of chain) {
    if (licence?.end === undefined) return { ...stopped };
    endsAt = Math.min(endsAt, licence.end);
    const state = licenceStateOf({ ...licence, ended: licence.ended, end: licence.end, time });
    if (stopped === undefined && state !== "running") stopped = { state, decisive: id.toString() };
    if (!licence.isSublicence) {
      return { endsAt, ...(stopped ?? { state: "running" as const, decisive: chain[0]?.id.toString() }) };
    }
  }
  return { ...stopped };
}

/** What the record that defined its terms says of them and the contract does not keep. */
function definedOf(
  { terms }: DecodedLicence,
  records: readonly VerdictRecord[],
): Pick<VerdictLicence & { exists: true }, "deed" | "rules" | "conditions"> {
  const defined = records.find(
    ({ contract, event, values }) => contract === "terms" && event === "TermsDefined" && values.id === terms,
  );
  if (defined === undefined) return {};
  const { deed, rules, conditions } = JSON.parse(defined.values.terms ?? "{}") as Record<"deed" | "conditions", Hex> & {
    rules: Address;
  };
  return {
    deed,
    ...(rules !== zeroAddress && { rules: rules.toLowerCase() as Address }),
    ...(conditions !== zeroHash && { conditions }),
  };
}

type Shown = Extract<VerdictLicence, { exists: true }>;

const link = (number: string) => formatId(BigInt(number), "licence");

/** What a bundle shows of a licence, in words that go no further than its block. */
export function licenceSentence({ chainId, blocks }: OpenedBundle, licence: VerdictLicence): string {
  const time = blocks.find(({ number }) => number === licence.block)?.time ?? 0;
  const when = `After block ${licence.block} of chain ${chainId}, ${words.time(time)},`;
  if (!licence.exists) return `${when} there was no licence ${link(licence.licence)}.`;
  const { work, serial } = splitLicenceId(BigInt(licence.licence));
  return [
    `${when} licence ${link(licence.licence)} (number ${serial} of work ${formatId(work, "work")}) ${standing(licence)}.`,
    `It was held by ${licence.holder}, ${seats(licence)}${terms(licence)}.`,
    ...duties(licence),
    duration(licence),
    ...above(licence),
    "What happened after this block is not shown.",
  ].join(" ");
}

/** How licences end early, in words. */
const earlyEnds: Record<EarlyEnd, { past: string; when: string }> = {
  terminated: { past: "been terminated", when: "when it was terminated" },
  surrendered: { past: "been given back", when: "when its holder gave it back" },
};

const whyNot: Record<Exclude<LicenceState, "running">, string> = {
  "not started": "had not started",
  expired: "had ended",
  terminated: "had been terminated",
  surrendered: "had been given back",
};

function standing({ licence, state, decisive, ended, isSublicence }: Shown): string {
  if (state === undefined) {
    const itself = ended ? `had ${earlyEnds[ended].past} itself` : "had neither been terminated nor given back itself";
    return `${itself}; whether it was in force is not shown, since the bundle lacks something that decides it`;
  }
  if (state === "running") {
    return isSublicence
      ? "was in force: it and every licence above it had started, had neither been terminated nor given back, and had not ended"
      : "was in force: it had started, had neither been terminated nor given back, and had not ended";
  }
  const why = whyNot[state];
  return decisive === licence || decisive === undefined
    ? `was not in force: it ${why}`
    : `was not in force: licence ${link(decisive)} above it ${why}`;
}

function seats({ seats }: Shown): string {
  return seats === undefined ? "" : `with ${seats} ${wordFor(seats, "seat")}, `;
}

function terms({ terms, deed, scope }: Shown): string {
  if (terms === undefined) return "under terms that are not shown";
  const text = deed === undefined ? "" : `, whose licence text has the SHA-256 ${deed.slice(2)}`;
  if (!scope) return `under the terms ${terms}${text}`;
  const what = [
    `the uses ${scope.uses.join(", ")}`,
    `for the purposes ${scope.purposes.join(", ")}`,
    scope.territories === "worldwide" ? "worldwide" : `in ${scope.territories.join(", ")}`,
    ...(scope.field === "all" ? [] : [`in the field whose name has the hash ${scope.field}`]),
    scope.exclusivity,
  ];
  return `under the terms ${terms}${text}: ${what.join("; ")}`;
}

/** Nothing where neither the scope nor the record of the terms is shown. */
function duties({ scope, deed, rules, conditions }: Shown): string[] {
  if (rules !== undefined) {
    const asked = conditions === undefined ? "no conditions" : `the conditions with the hash ${conditions}`;
    return [`Its rules, which say what is owed and may end it, are the contract ${rules}, with ${asked}.`];
  }
  if (scope?.duties) return ["Its rules, which say what is owed and may end it, are not shown."];
  return scope || deed ? ["Its terms name no rules, and so no duties."] : [];
}

/** The end is the first second after it: intervals are half-open. */
function duration({ start, end, endsAt, ended }: Shown): string {
  const from = `It runs from ${words.time(start)}`;
  if (ended) {
    const how = earlyEnds[ended].when;
    if (end === undefined) return `It was to run from ${words.time(start)}, and ended early; when is not shown.`;
    if (end <= start)
      return `It was to run from ${words.time(start)}, but ended before, at ${words.time(end)}, ${how}.`;
    return `It ran from ${words.time(start)} until just before ${words.time(end)}, ${how}.`;
  }
  if (end === undefined) return `${from}; until when is not shown.`;
  const until =
    end === forever
      ? `${from} without an end, if it does not end early.`
      : `${from} until just before ${words.time(end)}, if it is not renewed and does not end early.`;
  if (endsAt === undefined || endsAt === end) return until;
  return `${until} With a licence above it, it ended just before ${words.time(endsAt)}.`;
}

function above({ isSublicence, parent }: Shown): string[] {
  if (!isSublicence) return [];
  return [
    parent === undefined
      ? "It is a sublicence of a licence that is not shown, and counts only while that one does."
      : `It is a sublicence of licence ${link(parent)}, and counts only while that one does.`,
  ];
}
