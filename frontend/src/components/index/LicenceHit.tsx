import { splitLicenceId } from "@colophon/sdk";
import { Link } from "wouter";
import type { IndexedLicence } from "../../lib/index/IndexedLicence.ts";
import { licenceSpan } from "../../lib/index/licenceSpan.ts";
import { territoriesInWords } from "../../lib/terms/territoriesInWords.ts";
import { usesInWords } from "../../lib/terms/usesInWords.ts";
import { Address } from "../Address.tsx";

/** A licence that the index found, in a line. */
export function LicenceHit({ licence }: { licence: IndexedLicence }) {
  const { serial } = splitLicenceId(BigInt(licence.id));
  const { terms } = licence;
  return (
    <p className="[overflow-wrap:anywhere]">
      <Link href={`/licence/${licence.id}`} className="link">
        Licence {serial}
      </Link>{" "}
      of <bdi>{licence.workName ?? `work ${licence.work.slice(0, 14)}…`}</bdi>:{" "}
      {terms.exclusivity === "non-exclusive" ? "" : `${terms.exclusivity}, `}
      {usesInWords(terms.uses)}, {territoriesInWords(terms.territories)}, {licenceSpan(licence)}, held by{" "}
      <Address value={licence.holder} copy={false} />.
    </p>
  );
}
