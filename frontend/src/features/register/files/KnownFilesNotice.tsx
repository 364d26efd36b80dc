import { firstInList, inList, isSameAddress, type Manifest, visibleText } from "@colophon/sdk";
import type { Claim, EventRef, KnownFile } from "@colophon/sdk/read";
import { useMemo } from "react";

import { useConnection } from "wagmi";
import { Read } from "../../../flow/Read.tsx";
import { formatNumber, wordFor } from "../../../lib/format.ts";
import { useKnownFiles } from "../../../lib/reads.ts";
import { ClaimsList } from "../../../parts/claims.tsx";
import { Notice } from "../../../ui/notice.tsx";

type KnownFilesNoticeProps = {
  manifest: Manifest;
  /** Where the person's own stamp stands, if there is one. */
  stamp?: EventRef | undefined;
};

/** Whether somebody has registered these files already: said before anything is signed. */
export function KnownFilesNotice({ manifest, stamp }: KnownFilesNoticeProps) {
  const files = useMemo(() => manifest.files.filter(({ size }) => size > 0), [manifest]);
  const digests = useMemo(() => files.map(({ sha256 }) => sha256), [files]);
  const known = useKnownFiles(digests);
  const nameOf = (digest: string) => files.find((file) => file.sha256 === digest)?.path;
  return (
    <Read
      of={known}
      what="whether this is registered already"
      inline
      meanwhile={<p>What you fill in is kept.</p>}
      none={(block) => (
        <p className="text-soft text-sm">
          Nobody has made {wordFor(digests.length, "this file", "any of these files")} findable in the register, as of
          block {formatNumber(block.number)}. Somebody may hold it without saying so.
        </p>
      )}
    >
      {(found) => <Known known={found} nameOf={nameOf} stamp={stamp} />}
    </Read>
  );
}

type KnownProps = {
  known: readonly KnownFile[];
  nameOf: (digest: string) => string | undefined;
  stamp: EventRef | undefined;
};

function Known({ known, nameOf, stamp }: KnownProps) {
  const { address } = useConnection();
  const works = claimsOfWorks(known);
  const others = works.some(({ claimant }) => address === undefined || !isSameAddress(claimant, address));
  const first = works[0]?.evidence.at;
  const earlier = stamp && first && (stamp.block - first.block || stamp.logIndex - first.logIndex) < 0;
  const names = known.map(({ digest }) => `“${visibleText(nameOf(digest) ?? digest)}”`);
  const which = names.length > 4 ? firstInList(names, 3) : inList(names);
  return (
    <Notice
      tone={others ? "warning" : "info"}
      urgent={others}
      title={
        others
          ? `Somebody has registered ${wordFor(names.length, "this file", "some of this")} already`
          : "You have registered this before"
      }
    >
      <p>
        {which} {wordFor(names.length, "is", "are")} in the register.{" "}
        {others
          ? "You can still register: claims stand side by side, and readers see whose evidence is the earliest."
          : "You can register it again as another work, or revise the work that you have."}
      </p>
      {others && stamp ? (
        <p className="font-medium">
          {earlier
            ? "Your own stamp is earlier than all of these."
            : "The first of these is earlier than your own stamp, and readers will see that."}
        </p>
      ) : null}
      <div className="mt-2 rounded-lg border border-rule bg-leaf p-4">
        <ClaimsList claims={works} />
      </div>
    </Notice>
  );
}

/** The claims to any of the files, one for each work, by the earliest evidence. */
export function claimsOfWorks(known: readonly KnownFile[]): Claim[] {
  const works = new Map<bigint, Claim>();
  for (const claim of known.flatMap(({ claims }) => claims)) {
    const earlier = works.get(claim.work.id);
    if (!earlier || isEarlier(claim, earlier)) works.set(claim.work.id, claim);
  }
  return [...works.values()]
    .sort((a, b) => (isEarlier(a, b) ? -1 : 1))
    .map((claim, index) => ({ ...claim, rank: index + 1 }));
}

function isEarlier({ evidence: a }: Claim, { evidence: b }: Claim): boolean {
  return a.at.block === b.at.block ? a.at.logIndex < b.at.logIndex : a.at.block < b.at.block;
}
