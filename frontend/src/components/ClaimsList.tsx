import { type Claim, formatId, visibleText } from "@colophon/sdk";
import { Link } from "wouter";
import { Address } from "./Address.tsx";
import { Badge } from "./Badge.tsx";
import { Time } from "./Time.tsx";

const evidence: Record<Claim["evidence"]["kind"], string> = {
  stamp: "by a sealed stamp, opened at registration",
  batch: "by a stamp it shares with other works, opened at registration",
  record: "by its registration",
};

/** The works in which a file was made findable, by the earliest evidence. */
export function ClaimsList({ claims }: { claims: readonly Claim[] }) {
  return (
    <ol className="grid gap-4">
      {claims.map((claim) => {
        const id = formatId(claim.work.id, "work");
        const { metadata } = claim.work;
        return (
          <li key={id} className="grid gap-1 border-rule border-t pt-4 first:border-t-0 first:pt-0">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Badge tone={claim.rank === 1 ? "accent" : "neutral"}>
                {claim.rank === 1 ? "Earliest evidence" : `Number ${claim.rank}`}
              </Badge>
              <Link href={`/work/${id}`} className="link font-medium [overflow-wrap:anywhere]">
                {metadata.status === "found" ? visibleText(metadata.value.name) : `Work ${id.slice(0, 14)}…`}
              </Link>
            </p>
            <p>
              <Address value={claim.claimant} /> held it by{" "}
              <Time seconds={claim.evidence.at.time} block={claim.evidence.at.block} />, {evidence[claim.evidence.kind]}
              .
            </p>
            {claim.gaps.map((gap) => (
              <p key={gap} className="text-soft text-sm">
                {gap}
              </p>
            ))}
          </li>
        );
      })}
    </ol>
  );
}
