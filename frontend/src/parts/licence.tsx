import { forever, formatId, percentOfShare } from "@colophon/sdk";
import type { BreachNotice, LicenceRecord, UsageReport } from "@colophon/sdk/read";
import { usesOfBitmap } from "@colophon/sdk/terms";
import { Link } from "wouter";
import { Amount } from "../flow/Amount.tsx";
import { formatNumber } from "../lib/format.ts";
import { licenceStanding } from "../lib/licences.ts";
import { territoriesInWords, territoriesOf, usesInWords } from "../lib/terms.ts";
import { formatTime } from "../lib/time.ts";
import { Badge } from "../ui/notice.tsx";
import { Table } from "../ui/Table.tsx";
import { AddressView, Hash, Time } from "../ui/values.tsx";

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
                Held by <AddressView value={licence.holder} copy={false} /> ·{" "}
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

type NoticesListProps = { notices: readonly BreachNotice[]; terminated: boolean };

/** The notices of breach that were given for a licence, and what became of each. */
export function NoticesList({ notices, terminated }: NoticesListProps) {
  return (
    <ul className="grid gap-3">
      {notices.map((notice) => (
        <li key={notice.at.transaction} className="grid gap-0.5 border-rule border-l-2 pl-4">
          <p>
            Notice of a breach, <Time seconds={notice.at.time} block={notice.at.block} />
          </p>
          <p className="text-sm text-soft">
            {notice.withdrawn
              ? `Taken back on ${formatTime(notice.withdrawn.time)}.`
              : terminated
                ? `It was not taken back by ${formatTime(notice.cures)}, and the licence was ended.`
                : `To be cured by ${formatTime(notice.cures)}.`}{" "}
            Given by <AddressView value={notice.licensor} copy={false} />
          </p>
          <p className="text-sm text-soft">
            Rests on a file with the SHA-256 <Hash value={notice.evidence.slice(2)} label="SHA-256 of the evidence" />
          </p>
        </li>
      ))}
    </ul>
  );
}

/** What was reported under a licence, and paid with it. */
export function ReportsList({ reports }: { reports: readonly UsageReport[] }) {
  if (reports.length === 0) return <p className="text-soft">Nothing has been reported yet.</p>;
  return (
    <Table
      caption="Reports"
      hideCaption
      rows={reports}
      rowKey={({ period }) => String(period)}
      columns={[
        { id: "period", header: "Period", cell: ({ period }) => formatNumber(period + 1) },
        { id: "units", header: "Units", numeric: true, cell: ({ units }) => formatNumber(units) },
        {
          id: "revenue",
          header: "Revenue",
          numeric: true,
          cell: ({ revenue, currency }) => <Amount amount={revenue} currency={currency} />,
        },
        {
          id: "paid",
          header: "Paid",
          numeric: true,
          cell: ({ paid, currency }) => <Amount amount={paid} currency={currency} />,
        },
        { id: "at", header: "When", cell: ({ at }) => <Time seconds={at.time} block={at.block} /> },
        {
          id: "digest",
          header: "Report’s SHA-256",
          cell: ({ digest }) =>
            digest ? (
              <Hash value={digest.slice(2)} label="SHA-256 of the report" />
            ) : (
              <span className="text-soft">None</span>
            ),
        },
      ]}
    />
  );
}
