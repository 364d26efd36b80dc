import { forever, formatId, type LicenceRecord, usesOfBitmap } from "@colophon/sdk";
import { Link } from "wouter";
import { territoriesInWords } from "../lib/terms/territoriesInWords.ts";
import { territoriesOf } from "../lib/terms/territoriesOf.ts";
import { usesInWords } from "../lib/terms/usesInWords.ts";
import { Address } from "./Address.tsx";
import { formatTime } from "./formatTime.ts";

/** The licences in force that keep others from being licensed for the same. */
export function ExcludingGrants({ grants }: { grants: readonly LicenceRecord[] }) {
  const excluding = grants.filter(({ terms }) => terms.onchain.exclusivity > 0);
  if (excluding.length === 0) {
    return <p className="text-soft">None. Nothing that was sold keeps anybody else from being licensed.</p>;
  }
  return (
    <ul className="grid gap-3">
      {excluding.map((licence) => {
        const { onchain } = licence.terms;
        const places = territoriesInWords(territoriesOf(onchain));
        return (
          <li key={licence.id.toString()} className="border-rule border-l-2 pl-4">
            <p>
              {onchain.exclusivity === 2 ? "Exclusively licensed" : "Licensed to one licensee only"} for{" "}
              <strong className="font-semibold">
                {usesInWords(usesOfBitmap(onchain.uses).uses) || "a use unknown here"}
              </strong>
              , {places === "worldwide" ? places : `in ${places}`},{" "}
              {licence.end === forever ? "without an end" : `until just before ${formatTime(licence.end)}`}
            </p>
            <p className="text-sm text-soft">
              To <Address value={licence.holder} copy={false} /> by{" "}
              <Link href={`/licence/${formatId(licence.id, "licence")}`} className="link">
                licence {licence.serial}
              </Link>
              {onchain.exclusivity === 2
                ? "; not even the controller may use it so"
                : "; the controller may use it so beside them"}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
