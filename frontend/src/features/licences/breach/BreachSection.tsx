import type { LicenceDetails } from "@colophon/sdk";
import { useState } from "react";
import { Button } from "../../../components/Button.tsx";
import { formatTime } from "../../../components/formatTime.ts";
import { NoticesList } from "../../../components/licences/NoticesList.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { durationText } from "../../../lib/terms/durationText.ts";
import { spanInWords } from "../../../lib/time/spanInWords.ts";
import { GiveNotice } from "./GiveNotice.tsx";
import { TerminateLicence } from "./TerminateLicence.tsx";
import { WithdrawNotice } from "./WithdrawNotice.tsx";

export type BreachSectionProps = {
  licence: LicenceDetails;
  /** Whether the connected account granted it, so that it may give notice and end it. */
  licensor: boolean;
  holder: boolean;
  title: string;
  time: number;
};

/** The breaches of a licence: what was noticed, the clock, and what its licensor can do. */
export function BreachSection({ licence, licensor, holder, title, time }: BreachSectionProps) {
  const [giving, setGiving] = useState(false);
  const { cure } = licence.terms.onchain;
  const { notices, notice } = licence.compliance;
  const standing = licence.terminated ? undefined : notice;
  const over = time >= licence.end;
  return (
    <div className="grid gap-6">
      {cure === 0 ? (
        <p className="max-w-prose">
          This licence is irrevocable: its terms name no time to cure a breach, so nobody can end it before its time,
          whatever happens. A breach is a matter between the people who agreed to the deed.
        </p>
      ) : licence.terminated ? null : (
        <p className="max-w-prose">
          If its terms are broken, the licensor can give notice. The holder then has {durationText(cure)} to put it
          right, and only after that can the licence be ended.
        </p>
      )}
      {standing && !over ? (
        <Notice
          tone="danger"
          title={
            time < standing.cures
              ? `${spanInWords(standing.cures - time)} left to cure a breach`
              : "The time to cure a breach is over"
          }
        >
          <p>
            {time < standing.cures
              ? `Until ${formatTime(standing.cures)} this licence counts in full. After that its licensor may end it.`
              : `It ended on ${formatTime(standing.cures)}. The licence still counts, until its licensor ends it or takes the notice back.`}
          </p>
          {holder ? <p>Talk to your licensor, put it right, and ask them to take the notice back.</p> : null}
        </Notice>
      ) : null}
      {notices.length > 0 ? <NoticesList notices={notices} terminated={licence.terminated} /> : null}
      {licensor && cure > 0 && !over && !standing ? (
        giving ? (
          <GiveNotice licence={licence} title={title} time={time} />
        ) : (
          <div>
            <Button variant="secondary" onClick={() => setGiving(true)}>
              Give notice of a breach
            </Button>
          </div>
        )
      ) : null}
      {licensor && standing && !over ? (
        <>
          {time >= standing.cures ? (
            <TerminateLicence licence={licence} passedOn={licence.seatsPassedOn} title={title} />
          ) : null}
          <details className="rounded-lg border border-rule px-5 py-3" open={time < standing.cures}>
            <summary className="link w-fit py-1">It was cured: take the notice back</summary>
            <div className="mt-3">
              <WithdrawNotice licence={licence} title={title} />
            </div>
          </details>
        </>
      ) : null}
    </div>
  );
}
