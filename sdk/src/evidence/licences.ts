import type { Hex } from "viem";
import { initCodeHashes } from "../abi/initCodeHashes.ts";
import { forever } from "../model/constants.ts";
import { formatId, splitLicenceId } from "../model/ids.ts";
import { count } from "../model/numbers.ts";
import { licenceStateOf } from "../model/states.ts";
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
  const sold = records.filter((record) => record.contract === "licences" && record.event === "LicenceSold");
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
            ...deedDigestOf(licence, records),
            ...standingOf(chain.slice(position), times.get(block) ?? 0),
          });
        }
      });
    }
  }
  return { licences, slots };
}

/** As the contract decides, from below: the first that is not running. Nothing if something that decides is not shown. */
function standingOf(
  chain: readonly LicenceLink[],
  time: number,
): Pick<VerdictLicence & { exists: true }, "state" | "decisive"> {
  for (const { id, licence } of chain) {
    if (licence?.end === undefined) return {};
    const state = licenceStateOf({ ...licence, end: licence.end, time });
    if (state !== "running") return { state, decisive: id.toString() };
    if (!licence.isSublicence) return { state, decisive: chain[0]?.id.toString() };
  }
  return {};
}

function deedDigestOf({ terms }: DecodedLicence, records: readonly VerdictRecord[]): { deed?: Hex } {
  const defined = records.find(
    ({ contract, event, values }) => contract === "terms" && event === "TermsDefined" && values.id === terms,
  );
  const { deed } = JSON.parse(defined?.values.terms ?? "{}") as { deed?: Hex };
  return deed === undefined ? {} : { deed };
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
    `It was held by ${licence.holder}, with ${count(licence.seats, "seat")}, ${terms(licence)}.`,
    duration(licence),
    ...above(licence),
    "What happened after this block is not shown.",
  ].join(" ");
}

function standing({ licence, state, decisive, terminated }: Shown): string {
  if (state === undefined) {
    const itself = terminated ? "had been terminated" : "had not been terminated itself";
    return `${itself}; whether it was in force is not shown, since the bundle lacks something that decides it`;
  }
  if (state === "running") return "was in force: it had started, had not been terminated and had not ended";
  const why = { "not started": "had not started", expired: "had ended", terminated: "had been terminated" }[state];
  return `was not in force: ${decisive === licence || decisive === undefined ? "it" : `licence ${link(decisive)} above it`} ${why}`;
}

function terms({ terms, deed, scope }: Shown): string {
  if (terms === undefined) return "under terms that are not shown";
  const text = deed === undefined ? "" : `, whose deed has the SHA-256 ${deed.slice(2)}`;
  if (!scope) return `under the terms ${terms}${text}`;
  const where = scope.territories === "worldwide" ? "worldwide" : `in ${scope.territories.join(", ")}`;
  return `under the terms ${terms}${text}: for ${scope.uses.join(", ")}, ${where}, ${scope.exclusivity}`;
}

/** The end is the first second after it: intervals are half-open. */
function duration({ start, end, terminated }: Shown): string {
  const from = `It runs from ${words.time(start)}`;
  if (end === undefined) return `${from}; until when is not shown.`;
  if (terminated)
    return `It ran from ${words.time(start)} until just before ${words.time(end)}, when it was terminated.`;
  return end === forever
    ? `${from} without an end.`
    : `${from} until just before ${words.time(end)}, if it is neither renewed nor terminated.`;
}

function above({ isSublicence, parent }: Shown): string[] {
  if (!isSublicence) return [];
  return [
    parent === undefined
      ? "It is a sublicence of a licence that is not shown, and counts only while that one does."
      : `It is a sublicence of licence ${link(parent)}, and counts only while that one does.`,
  ];
}
