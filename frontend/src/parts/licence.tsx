import { forever, formatId, percentOfShare } from "@colophon/sdk";
import type { LicenceRecord } from "@colophon/sdk/read";
import { Link } from "wouter";
import { licenceStanding } from "../lib/licences.ts";
import { licensedInWords, territoriesInWords, territoriesOf } from "../lib/terms.ts";
import { formatTime } from "../lib/time.ts";
import { Badge } from "../ui/notice.tsx";
import { AddressView } from "../ui/values.tsx";

type ParentChainProps = {
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
                Held by <AddressView value={licence.holder} copy={false} /> ·{" "}
                {licence.end === forever ? "without an end" : `until just before ${formatTime(licence.end)}`}
              </p>
              <p className="text-sm text-soft">
                To {licensedInWords(licence.terms.onchain)}, {territoriesInWords(territoriesOf(licence.terms.onchain))}
                {last
                  ? ""
                  : `; ${percentOfShare(licence.terms.onchain.sublicenceShare)} % of what reaches it from sublicences goes up`}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
