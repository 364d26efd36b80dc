import { words } from "../errors/words.ts";
import { formatId } from "../ids/formatId.ts";
import { splitLicenceId } from "../ids/splitLicenceId.ts";
import { forever } from "../terms/forever.ts";
import type { Bundle } from "./Bundle.ts";
import type { VerdictLicence } from "./Verdict.ts";

type Shown = Extract<VerdictLicence, { exists: true }>;

const link = (number: string) => formatId(BigInt(number), "licence");

/** What a bundle shows of a licence, in words that go no further than its block. */
export function licenceSentence({ chainId, blocks }: Bundle, licence: VerdictLicence): string {
  const time = blocks.find(({ number }) => number === licence.block)?.time ?? 0;
  const when = `After block ${licence.block} of chain ${chainId}, ${words.time(time)},`;
  if (!licence.exists) return `${when} there was no licence ${link(licence.licence)}.`;
  const { work, serial } = splitLicenceId(BigInt(licence.licence));
  return [
    `${when} licence ${link(licence.licence)} (number ${serial} of work ${formatId(work, "work")}) ${standing(licence)}.`,
    `It was held by ${licence.holder}, with ${licence.seats} ${licence.seats === 1 ? "seat" : "seats"}, ${terms(licence)}.`,
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
