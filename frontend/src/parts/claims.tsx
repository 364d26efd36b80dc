import { formatId, visibleText } from "@colophon/sdk";
import type { Claim, VersionEvidence } from "@colophon/sdk/read";
import { TriangleAlert } from "lucide-react";
import { Link } from "wouter";
import { formatNumber, wordFor } from "../lib/format.ts";
import { type EarlierClaim, titleOf } from "../lib/work.ts";
import { Badge } from "../ui/notice.tsx";
import { AddressView, Time } from "../ui/values.tsx";

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
              <RankBadge rank={claim.rank} />
              <Link href={`/work/${id}`} className="link font-medium [overflow-wrap:anywhere]">
                {metadata.status === "found" ? visibleText(metadata.value.name) : `Work ${id.slice(0, 14)}…`}
              </Link>
            </p>
            <p>
              <AddressView value={claim.claimant} /> held it by{" "}
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

/** Where a claim stands among all to the same file, by its evidence. */
export function RankBadge({ rank }: { rank: number }) {
  return (
    <Badge tone={rank > 1 ? "neutral" : "accent"}>
      {wordFor(rank, "Earliest evidence", `Number ${formatNumber(rank)}`)}
    </Badge>
  );
}

const shown = 5;

type EarlierClaimWarningProps = { claims: readonly EarlierClaim[]; own: VersionEvidence };

/** Somebody else can prove that they had the same content earlier. Nobody may buy without having seen this. */
export function EarlierClaimWarning({ claims, own }: EarlierClaimWarningProps) {
  if (claims.length === 0) return null;
  return (
    <div role="alert" className="overflow-hidden rounded-xl border-2 border-danger bg-danger-wash">
      <p className="flex items-center gap-3 bg-danger px-5 py-3 font-semibold text-lg text-on-danger">
        <TriangleAlert aria-hidden="true" className="size-6 shrink-0" />
        {wordFor(
          claims.length,
          "Somebody else has an earlier proven claim to this content",
          `${claims.length} others have earlier proven claims to this content`,
        )}
      </p>
      <div className="grid gap-4 px-5 py-4">
        <p>
          The claimant of this work held it by <Time seconds={own.evidence.at.time} block={own.evidence.at.block} />.
          Before that,
        </p>
        <ul className="grid gap-3">
          {claims.slice(0, shown).map(({ claim, digests }) => {
            const id = formatId(claim.work.id, "work");
            return (
              <li key={id} className="border-danger border-l-2 pl-4">
                <AddressView value={claim.claimant} /> held{" "}
                {wordFor(digests.length, "a file of it", `${formatNumber(digests.length)} files of it`)} by{" "}
                <strong className="font-semibold">
                  <Time seconds={claim.evidence.at.time} block={claim.evidence.at.block} />
                </strong>
                , and registered{" "}
                <Link href={`/work/${id}`} className="link [overflow-wrap:anywhere]">
                  <bdi>{titleOf(claim.work)}</bdi>
                </Link>
                .
              </li>
            );
          })}
        </ul>
        {claims.length > shown ? (
          <p>And {formatNumber(claims.length - shown)} more, listed under “Other claims”.</p>
        ) : null}
        <p>
          An earlier proof does not decide who is right: an author and a publisher may both hold a file. Find out who
          may license it before you pay anybody.
        </p>
      </div>
    </div>
  );
}
