import { formatId, type VersionEvidence } from "@colophon/sdk";
import { TriangleAlert } from "lucide-react";
import { Link } from "wouter";
import type { EarlierClaim } from "../lib/work/earlierClaims.ts";
import { titleOf } from "../lib/work/titleOf.ts";
import { Address } from "./Address.tsx";
import { Time } from "./Time.tsx";

const shown = 5;

export type EarlierClaimWarningProps = { claims: readonly EarlierClaim[]; own: VersionEvidence };

/** Somebody else can prove that they had the same content earlier. Nobody may buy without having seen this. */
export function EarlierClaimWarning({ claims, own }: EarlierClaimWarningProps) {
  if (claims.length === 0) return null;
  return (
    <div role="alert" className="overflow-hidden rounded-xl border-2 border-danger bg-danger-wash">
      <p className="flex items-center gap-3 bg-danger px-5 py-3 font-semibold text-lg text-on-danger">
        <TriangleAlert aria-hidden="true" className="size-6 shrink-0" />
        {claims.length === 1
          ? "Somebody else has an earlier proven claim to this content"
          : `${claims.length} others have earlier proven claims to this content`}
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
                <Address value={claim.claimant} /> held{" "}
                {digests.length === 1 ? "a file of it" : `${digests.length} files of it`} by{" "}
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
        {claims.length > shown ? <p>And {claims.length - shown} more, listed under “Other claims”.</p> : null}
        <p>
          An earlier proof does not decide who is right: an author and a publisher may both hold a file. Find out who
          may license it before you pay anybody.
        </p>
      </div>
    </div>
  );
}
