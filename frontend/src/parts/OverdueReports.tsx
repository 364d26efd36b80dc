import { formatId } from "@colophon/sdk";
import type { Address } from "viem";
import { Link } from "wouter";
import { Amount } from "../flow/Amount.tsx";
import { foundOf } from "../flow/Read.tsx";
import { count } from "../lib/format.ts";
import { useOverdue, useWork } from "../lib/reads.ts";
import { titleOf, untitled } from "../lib/work.ts";
import { Notice } from "../ui/notice.tsx";

/** The reports that an account owes and did not give in time, wherever it begins; nothing while there are none. */
export function OverdueReports({ account, className }: { account: Address | undefined; className?: string }) {
  const overdue = foundOf(useOverdue(account)) ?? [];
  if (overdue.length === 0) return null;
  return (
    <Notice
      tone="warning"
      title={`${count(overdue.length, "licence waits", "licences wait")} for a report that is overdue`}
      className={className}
    >
      <p>The licensor may end a licence whose reports are missing. Report what it earned, even if that is nothing.</p>
      <ul className="grid gap-1">
        {overdue.map(({ licence, arrears }) => (
          <li key={licence.id.toString()}>
            <LicenceName work={licence.work} id={licence.id} serial={licence.serial} />:{" "}
            {count(arrears.periods, "period is", "periods are")} over and not reported
            {arrears.minimum > 0n && licence.terms.conditions ? (
              <>
                ; at least <Amount amount={arrears.minimum} currency={licence.terms.conditions.currency} /> more is owed
              </>
            ) : null}
            .
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function LicenceName({ work, id, serial }: { work: bigint; id: bigint; serial: number }) {
  const found = foundOf(useWork(work));
  return (
    <Link href={`/licence/${formatId(id, "licence")}`} className="link">
      Licence {serial} of <bdi>{found ? titleOf(found) : untitled(work)}</bdi>
    </Link>
  );
}
