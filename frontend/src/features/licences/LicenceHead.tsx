import { forever, formatId, isSameAddress } from "@colophon/sdk";
import type { BlockRef, LicenceDetails, WorkRecord } from "@colophon/sdk/read";
import {
  endingOf,
  inOrderOfUrgency,
  type Side,
  type Task,
  taskId,
  taskInWords,
  tasksOfLicence,
  urgencyOf,
} from "@colophon/sdk/tasks";
import { CircleAlert, CircleCheck, Clock } from "lucide-react";
import type { ReactNode } from "react";
import { zeroAddress } from "viem";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { siteLink } from "../../config/site.ts";
import { useCurrency } from "../../lib/currency.ts";
import { inSentence } from "../../lib/labels.ts";
import { licenceStanding } from "../../lib/licences.ts";
import { latestTime, useNow } from "../../lib/time.ts";
import { WorkCover } from "../../parts/WorkCover.tsx";
import { buttonClasses } from "../../ui/button.tsx";
import { classNames } from "../../ui/classNames.ts";
import { QrCode } from "../../ui/QrCode.tsx";
import { TabLink } from "../../ui/Tabs.tsx";
import { AddressView } from "../../ui/values.tsx";
import { LicenceBadge } from "./LicenceRow.tsx";

type LicenceHeadProps = { licence: LicenceDetails; block: BlockRef; work: WorkRecord | undefined; title: string };

/** What a licence asks for, of whoever looks: the licensor sees the licensor's part, everybody else the licensee's. */
function useTasksOf({ licence, work }: Pick<LicenceHeadProps, "licence" | "work">): Task[] {
  const { address } = useConnection();
  const { compliance } = licence;
  const currency = useCurrency(compliance.conditions?.currency ?? zeroAddress);
  const known = currency.status === "known" ? currency.currency : undefined;
  const licensor = isSameAddress(address, licence.licensor) && !isSameAddress(address, licence.holder);
  const side: Side = licensor ? "licensor" : "holder";
  const name = work?.metadata.status === "found" ? work.metadata.value.name : undefined;
  const named = { id: licence.work, name };
  const ending = endingOf(licence, named);
  return [...tasksOfLicence({ licence, compliance, side, work: named, known }), ...(ending ? [ending] : [])];
}

/** Where a licence stands, what is due, and the next thing to do. */
export function LicenceHead({ licence, block, work, title }: LicenceHeadProps) {
  const time = latestTime(block, useNow() * 1000);
  const standing = licenceStanding(licence, time);
  const tasks = inOrderOfUrgency(useTasksOf({ licence, work }), time);
  const size = title.length > 60 ? "text-2xl" : title.length > 30 ? "text-3xl" : "text-4xl";
  return (
    <header className="mb-8 grid items-start gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_24rem] print:hidden">
      <div className="flex min-w-0 gap-5">
        {work ? <WorkCover work={work} className="w-20 shrink-0 self-start sm:w-28" /> : null}
        <div className="grid min-w-0 content-start gap-2">
          <p className="eyebrow">Licence {licence.serial} of</p>
          <h1 className={`${size} leading-tight [overflow-wrap:anywhere]`}>
            <Link href={`/work/${formatId(licence.work, "work")}`} className="text-ink no-underline hover:text-accent">
              <bdi>{title}</bdi>
            </Link>
          </h1>
          <div className="text-soft">
            <p>
              Held by <AddressView value={licence.holder} copy={false} />
            </p>
            <p>
              Granted by <AddressView value={licence.licensor} copy={false} />
            </p>
          </div>
          <p>
            <LicenceBadge standing={standing} />
          </p>
        </div>
      </div>
      <div className="grid content-start gap-4">
        <Next tasks={tasks} time={time} running={standing.state === "running"} endless={licence.end === forever} />
        <ScanIt licence={licence.id} />
      </div>
    </header>
  );
}

/** What somebody else scans to ask the chain about the licence for themselves. */
function ScanIt({ licence }: { licence: bigint }) {
  return (
    <figure className="flex items-center gap-4">
      <QrCode
        text={siteLink(`/licence/${formatId(licence, "licence")}`)}
        label="QR code of this licence's page"
        className="w-24 shrink-0 rounded-md ring-1 ring-rule"
      />
      <figcaption className="text-soft text-sm">
        Show this to whoever asks. Scanned, it opens this page, which asks the chain anew.
      </figcaption>
    </figure>
  );
}

type NextProps = { tasks: readonly Task[]; time: number; running: boolean; endless: boolean };

/** What is due first, and the way to it; else what comes next, or that nothing does. */
function Next({ tasks, time, running, endless }: NextProps) {
  const waiting = tasks.filter((task) => urgencyOf(task, time) !== "later");
  const [first, ...others] = waiting;
  const [later] = tasks.filter((task) => urgencyOf(task, time) === "later");
  if (first) {
    const late = urgencyOf(first, time) === "late";
    return (
      <Box
        tone={late ? "danger" : "warn"}
        icon={<CircleAlert className="size-5" />}
        title={taskInWords(first, time, true).title}
      >
        <p>{taskInWords(first, time).detail}</p>
        {others.length > 0 ? (
          <ul className="mt-2 list-disc pl-5 text-sm">
            {others.map((task) => (
              <li key={taskId(task)}>{taskInWords(task, time, true).title}</li>
            ))}
          </ul>
        ) : null}
        <p className="mt-3">
          <TabLink tab={first.kind === "ending" ? "money" : "reports"} className={buttonClasses("primary", "small")}>
            {first.kind === "ending" ? "Renew or let it end" : first.kind === "debt" ? "Pay it" : "See to it"}
          </TabLink>
        </p>
      </Box>
    );
  }
  if (later && running) {
    return (
      <Box
        tone="rule"
        icon={<Clock className="size-5" />}
        title={`Next: ${inSentence(taskInWords(later, time, true).title)}`}
      >
        <p>{taskInWords(later, time).detail}</p>
      </Box>
    );
  }
  return (
    <Box tone="rule" icon={<CircleCheck className="size-5" />} title="Nothing is due">
      <p>
        {running
          ? endless
            ? "It runs without an end."
            : "It runs, and asks for nothing now."
          : "It asks for nothing."}
      </p>
    </Box>
  );
}

const tones = {
  danger: "border-danger bg-danger-wash [&_svg]:text-danger",
  warn: "border-warn bg-warn-wash [&_svg]:text-warn",
  rule: "border-rule bg-leaf [&_svg]:text-soft",
};

type BoxProps = { tone: keyof typeof tones; icon: ReactNode; title: string; children: ReactNode };

function Box({ tone, icon, title, children }: BoxProps) {
  return (
    <section aria-label="What is due" className={classNames("flex gap-3 rounded-xl border p-5", tones[tone])}>
      <span aria-hidden="true" className="mt-0.5 shrink-0">
        {icon}
      </span>
      <div className="min-w-0">
        <p className="font-semibold">{title}</p>
        {children}
      </div>
    </section>
  );
}
