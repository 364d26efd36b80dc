import type { BreachNotice } from "@colophon/sdk";
import { Address } from "../Address.tsx";
import { formatTime } from "../formatTime.ts";
import { Hash } from "../Hash.tsx";
import { Time } from "../Time.tsx";

export type NoticesListProps = { notices: readonly BreachNotice[]; terminated: boolean };

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
            Given by <Address value={notice.licensor} copy={false} />
          </p>
          <p className="text-sm text-soft">
            Rests on a file with the SHA-256 <Hash value={notice.evidence.slice(2)} label="SHA-256 of the evidence" />
          </p>
        </li>
      ))}
    </ul>
  );
}
