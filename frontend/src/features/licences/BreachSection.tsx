import type { BreachNotice, LicenceDetails } from "@colophon/sdk/read";
import { useState } from "react";
import { durationText } from "../../lib/terms.ts";
import { formatTime, spanInWords } from "../../lib/time.ts";
import { NoticesList } from "../../parts/compliance.tsx";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { GiveNotice, TerminateLicence, WithdrawNotice } from "./NoticeActions.tsx";
import { ReplyToNotice } from "./ReplyToNotice.tsx";

type BreachSectionProps = {
  licence: LicenceDetails;
  /** Whether the connected account may give notice and end it: its licensor, or an agent of theirs. */
  licensor: boolean;
  /** Whether it holds the licence, or acts for whoever does. */
  holder: boolean;
  title: string;
  time: number;
};

/** The breaches of a licence: what was noticed, the clock, and what each side can do. */
export function BreachSection({ licence, licensor, holder, title, time }: BreachSectionProps) {
  const [giving, setGiving] = useState(false);
  const { notices, notice, conditions, rules } = licence.compliance;
  const cure = conditions?.cure ?? 0;
  const over = licence.ended !== undefined || time >= licence.endsAt;
  const standing = over ? undefined : notice;
  return (
    <div className="grid gap-6">
      <HowItEnds licence={licence} />
      {standing ? (
        <Notice tone="danger" title={standingTitle(standing, time)}>
          <p>
            <NoticeStands notice={standing} time={time} />
          </p>
          {holder ? <p>Talk to your licensor, put it right, and ask them to take the notice back.</p> : null}
        </Notice>
      ) : null}
      {notices.length > 0 ? <NoticesList notices={notices} terminated={licence.ended === "terminated"} /> : null}
      {holder && standing ? <ReplyToNotice licence={licence} notice={standing} title={title} time={time} /> : null}
      {licensor && rules === "colophon" && conditions && cure > 0 && !over && !standing ? (
        giving ? (
          <GiveNotice licence={licence} conditions={conditions} title={title} time={time} />
        ) : (
          <div>
            <Button variant="secondary" onClick={() => setGiving(true)}>
              Give notice of a breach
            </Button>
          </div>
        )
      ) : null}
      {licensor && standing ? (
        <>
          {time >= standing.cures && standing.state !== "contested" ? (
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

/** Whether a licence can be ended for a breach, and how long its holder has to put one right. */
function HowItEnds({ licence: { compliance, ended } }: { licence: LicenceDetails }) {
  const { conditions, rules } = compliance;
  if (ended !== undefined) return null;
  if (rules === "other") {
    return (
      <p className="max-w-prose">
        Another contract keeps its duties, and can end it in ways that this site cannot tell.
      </p>
    );
  }
  if (rules === "colophon" && conditions === undefined) {
    return (
      <p className="max-w-prose">Whether it can be ended for a breach, only its text says, which is not at hand.</p>
    );
  }
  if (!conditions || conditions.cure === 0) {
    return (
      <p className="max-w-prose">
        This licence is irrevocable: the licensor cannot end it before its time. A breach is a matter between the people
        who agreed to the licence text.
      </p>
    );
  }
  return (
    <p className="max-w-prose">
      If its terms are broken, the licensor can give notice. The holder then has {durationText(conditions.cure)} to put
      it right{BigInt(conditions.arbitrator) === 0n ? "" : ", or to contest the notice before an arbitrator"}, and only
      after that can the licence be ended.
    </p>
  );
}

function standingTitle({ state, cures }: BreachNotice, time: number): string {
  if (state === "contested") return "A notice of breach is before the arbitrator";
  if (state === "upheld") return "The arbitrator ruled that the licence may be ended";
  return time < cures ? `${spanInWords(cures - time)} left to cure a breach` : "The time to cure a breach is over";
}

/** Until when a breach can be cured, and what the licence counts for meanwhile. */
export function NoticeStands({ notice: { state, cures, until }, time }: { notice: BreachNotice; time: number }) {
  const lapse = until === undefined ? "" : ` If nobody does by ${formatTime(until)}, the notice lapses.`;
  if (state === "contested") {
    return `The licence counts in full until the arbitrator rules.${until === undefined ? "" : ` If they are silent until ${formatTime(until)}, it goes on.`}`;
  }
  return time < cures
    ? `There is time to cure it until ${formatTime(cures)}, and the licence counts in full until then. After that its licensor may end it.`
    : `The time to cure it was over on ${formatTime(cures)}. The licence still counts, until its licensor ends it or takes the notice back.${lapse}`;
}
