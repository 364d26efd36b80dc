import { count, forever, type IpfsUri } from "@colophon/sdk";
import type { IndexedLicence, IndexedTerms, IndexedWork } from "@colophon/sdk/index-api";
import type { ContentFinding } from "@colophon/sdk/read";
import { begunSmall } from "./labels.ts";
import { purposesInWords, territoriesInWords, usesInWords } from "./terms.ts";
import { formatDay } from "./time.ts";
import type { ListedMetadata } from "./work.ts";

/** The index says no more of a picture than its digest; what it is, its bytes tell. */
const pictureOf = (uri: IpfsUri) => ({ uri, type: "image/png" });

/**
 * What the index knows of a work's metadata, in the form that covers and titles take. A picture is only named here: it
 * is fetched by its digest and checked against it.
 */
export function metadataOfIndexed({ name, credits, image, thumbnail }: IndexedWork): ContentFinding<ListedMetadata> {
  if (name === null) return { status: "unknown", sentence: "The index has not read this work's description." };
  return {
    status: "found",
    value: {
      ...{ name, credits },
      ...(image ? { image } : {}),
      ...(thumbnail ? { thumbnail: pictureOf(thumbnail) } : {}),
    },
  };
}

const exclusivityLabels = { sole: "Sole", exclusive: "Exclusive" } as const;

/** What terms allow, in a few words: "exclusive, print and stream, for editorial purposes only, worldwide". */
export function scopeInWords({ exclusivity, uses, purposes, territories, field, others }: IndexedTerms): string {
  const more = ({ length }: readonly string[], one: string, many: string) =>
    length === 0 ? [] : [`${count(length, one, many)} that this page has no name for`];
  return [
    ...(exclusivity === "non-exclusive" ? [] : [begunSmall(exclusivityLabels[exclusivity])]),
    ...(uses.length === 0 ? [] : [usesInWords(uses)]),
    ...more(others.uses, "use", "uses"),
    ...(purposes.length === 0 ? [] : [purposesInWords(purposes)]),
    ...more(others.purposes, "purpose", "purposes"),
    ...(field === null ? [] : ["in one field"]),
    ...(territories.length === 0 ? [] : [territoriesInWords(territories)]),
    ...more(others.territories, "territory", "territories"),
  ].join(", ");
}

/** When a licence counts, in a few words: "until 12 March 2027", "ended for a breach on 3 May 2026". */
export function licenceSpan({ state, start, endsAt: end }: IndexedLicence): string {
  switch (state) {
    case "not started":
      return `from ${formatDay(start)}${end >= forever ? " without an end" : ` until ${formatDay(end)}`}`;
    case "running":
      return end >= forever ? "without an end" : `until ${formatDay(end)}`;
    case "expired":
      return `ended on ${formatDay(end)}`;
    case "terminated":
      return `ended for a breach on ${formatDay(end)}`;
    case "surrendered":
      return `given back on ${formatDay(end)}`;
  }
}
