import { forever, formatId, type LicenceRecord, percentOfShare, usesOfBitmap } from "@colophon/sdk";
import { Link } from "wouter";
import { licenceStanding } from "../../lib/terms/licenceStanding.ts";
import { territoriesInWords } from "../../lib/terms/territoriesInWords.ts";
import { territoriesOf } from "../../lib/terms/territoriesOf.ts";
import { usesInWords } from "../../lib/terms/usesInWords.ts";
import { Address } from "../Address.tsx";
import { Badge } from "../Badge.tsx";
import { formatTime } from "../formatTime.ts";

export type ParentChainProps = {
  /** From the licence itself upwards. */
  chain: readonly LicenceRecord[];
  time: number;
};

/** Who licensed whom, from the work's controller down to a sublicence. Each must run for the ones below it to count. */
export function ParentChain({ chain, time }: ParentChainProps) {
  return (
    <ol className="grid gap-0">
      {chain.toReversed().map((licence, index) => {
        const standing = licenceStanding(licence, time);
        const { uses } = usesOfBitmap(licence.terms.onchain.uses);
        const last = index === chain.length - 1;
        return (
          <li key={licence.id.toString()} className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-4">
            <span aria-hidden="true" className="grid grid-rows-[auto_1fr] justify-items-center">
              <span
                className={`mt-2 size-3 rounded-full ${standing.state === "running" ? "bg-ok" : "bg-danger"} ${last ? "ring-4 ring-accent-wash" : ""}`}
              />
              {last ? null : <span className="w-px bg-edge" />}
            </span>
            <div className={last ? undefined : "pb-5"}>
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                {last ? (
                  <span className="font-semibold">Licence {licence.serial}, this one</span>
                ) : (
                  <Link href={`/licence/${formatId(licence.id, "licence")}`} className="link">
                    Licence {licence.serial}
                  </Link>
                )}
                <Badge tone={standing.state === "running" ? "ok" : "danger"}>
                  {standing.state === "running" ? "In force" : standing.words}
                </Badge>
              </p>
              <p className="text-sm text-soft">
                Held by <Address value={licence.holder} copy={false} /> ·{" "}
                {licence.end === forever ? "without an end" : `until just before ${formatTime(licence.end)}`}
              </p>
              <p className="text-sm text-soft">
                For {usesInWords(uses) || "uses unknown here"},{" "}
                {territoriesInWords(territoriesOf(licence.terms.onchain))}
                {licence.terms.onchain.revenueShare > 0 && !last
                  ? `; ${percentOfShare(licence.terms.onchain.revenueShare)} % of what sublicences cost goes to the work`
                  : ""}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
