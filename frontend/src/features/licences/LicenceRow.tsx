import { forever, formatId, type LicenceRecord, usesOfBitmap } from "@colophon/sdk";
import { Link } from "wouter";
import { WorkCover } from "../../components/cover/WorkCover.tsx";
import { formatTime } from "../../components/formatTime.ts";
import { licenceStanding } from "../../lib/terms/licenceStanding.ts";
import { territoriesInWords } from "../../lib/terms/territoriesInWords.ts";
import { territoriesOf } from "../../lib/terms/territoriesOf.ts";
import { usesInWords } from "../../lib/terms/usesInWords.ts";
import { titleOf } from "../../lib/work/titleOf.ts";
import { untitled } from "../../lib/work/untitled.ts";
import { useWork } from "../../lib/work/useWork.ts";
import { LicenceBadge } from "./LicenceBadge.tsx";

/** One licence in the list; the whole row leads to its page. */
export function LicenceRow({ licence, time }: { licence: LicenceRecord; time: number }) {
  const found = useWork(licence.work);
  const work = found.data?.status === "found" ? found.data.value : undefined;
  const { uses } = usesOfBitmap(licence.terms.onchain.uses);
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
              <bdi>{work ? titleOf(work) : untitled(licence.work)}</bdi>
            </Link>
          </h2>
          <p className="text-sm text-soft">
            Licence {licence.serial} for {usesInWords(uses) || "uses unknown here"},{" "}
            {territoriesInWords(territoriesOf(licence.terms.onchain))}
            {licence.seats > 1 ? `, ${licence.seats.toLocaleString("en-GB")} seats` : ""}
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
