import { forever, formatId } from "@colophon/sdk";
import type { LicenceRecord } from "@colophon/sdk/read";
import type { Address } from "viem";
import { Link } from "wouter";
import { formatNumber } from "../../lib/format.ts";
import { type LicenceStanding, licenceStanding } from "../../lib/licences.ts";
import { useWork } from "../../lib/reads.ts";
import { licensedInWords, territoriesInWords, territoriesOf } from "../../lib/terms.ts";
import { formatTime } from "../../lib/time.ts";
import { titleOf, untitled } from "../../lib/work.ts";
import { WorkCover } from "../../parts/WorkCover.tsx";
import { Badge } from "../../ui/notice.tsx";
import { useKeepTitle } from "./lastSeen.ts";

type LicenceRowProps = {
  licence: LicenceRecord;
  time: number;
  /** Whose list it stands in, which is kept for a time without a network. */
  account?: Address | undefined;
  /** What the work was called, if that was read before and nobody is to be asked now. */
  title?: string | undefined;
};

/** One licence in the list; the whole row leads to its page. */
export function LicenceRow({ licence, time, account, title }: LicenceRowProps) {
  const found = useWork(title === undefined ? licence.work : undefined);
  const work = found.data?.status === "found" ? found.data.value : undefined;
  const called = title ?? (work && titleOf(work));
  useKeepTitle(account, licence.work, called);
  return (
    <article className="group relative flex items-center gap-4 rounded-xl border border-rule bg-leaf p-4 shadow-leaf sm:gap-6">
      <div className="w-14 shrink-0 sm:w-16">
        {work ? <WorkCover work={work} /> : <div className="aspect-[3/4] rounded-[0.2rem] bg-sunk" />}
      </div>
      <div className="grid min-w-0 grow gap-1 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center sm:gap-x-6">
        <div className="min-w-0">
          <h2 className="line-clamp-2 text-xl leading-snug [overflow-wrap:anywhere]">
            <Link
              href={`/licence/${formatId(licence.id, "licence")}`}
              className="rounded-sm text-ink no-underline after:absolute after:inset-0 after:rounded-xl group-hover:text-accent"
            >
              <bdi>{called ?? untitled(licence.work)}</bdi>
            </Link>
          </h2>
          <p className="text-sm text-soft">
            Licence {licence.serial} to {licensedInWords(licence.terms.onchain)},{" "}
            {territoriesInWords(territoriesOf(licence.terms.onchain))}
            {licence.seats > 1 ? `, ${formatNumber(licence.seats)} seats` : ""}
            {licence.parent === undefined ? "" : ", a sublicence"}
          </p>
          <p className="text-sm text-soft">
            {licence.end === forever
              ? `Since ${formatTime(licence.start)}`
              : `Until just before ${formatTime(licence.end)}`}
          </p>
        </div>
        <div className="mt-1 sm:mt-0">
          <LicenceBadge standing={licenceStanding(licence, time)} />
        </div>
      </div>
    </article>
  );
}

/** Whether a licence runs, with how long. */
export function LicenceBadge({ standing }: { standing: LicenceStanding }) {
  switch (standing.state) {
    case "running":
      return <Badge tone="ok">In force, {standing.words}</Badge>;
    case "not started":
      return <Badge>Not in force yet, {standing.words}</Badge>;
    case "expired":
      return (
        <Badge tone="danger">{/^\p{Lu}/u.test(standing.words) ? standing.words : `Over, ${standing.words}`}</Badge>
      );
    case "terminated":
    case "surrendered":
      return <Badge tone="danger">{standing.words}</Badge>;
  }
}
