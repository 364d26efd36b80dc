import { showableTitle } from "@colophon/sdk";
import type { WorkRecord } from "@colophon/sdk/read";
import { Link } from "wouter";
import type { titleOf } from "../lib/work.ts";

/** How many names a line has. */
const most = 4;

type MakersProps = { work: Parameters<typeof titleOf>[0] & Pick<WorkRecord, "claimant">; className?: string };

/** Who made a work, as its description says: each whose account it names leads to their page. */
export function Makers({ work, className }: MakersProps) {
  if (work.metadata.status !== "found") return null;
  const named = new Map<string, string | undefined>();
  for (const { name, account } of work.metadata.value.credits) {
    const shown = showableTitle(name);
    if (shown) named.set(shown, named.get(shown) ?? account);
  }
  const makers = [...named];
  if (makers.length === 0) return null;
  const shown = makers.slice(0, most);
  return (
    <p className={className}>
      {shown.map(([name, account], place) => (
        <span key={name}>
          {place === 0 ? "" : place === shown.length - 1 && makers.length <= most ? " and " : ", "}
          {account ? (
            <Link href={`/person/${account}`} className="link">
              <bdi>{name}</bdi>
            </Link>
          ) : (
            <bdi>{name}</bdi>
          )}
        </span>
      ))}
      {makers.length > most ? ` and ${makers.length - most} more` : ""}
    </p>
  );
}
