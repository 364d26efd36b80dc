import { type HashedFile, isSameAddress, visibleText } from "@colophon/sdk";
import type { Claim } from "@colophon/sdk/read";
import { useMemo } from "react";

import { useConnection } from "wagmi";
import { Link } from "wouter";
import { Read } from "../../flow/Read.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { count, wordFor } from "../../lib/format.ts";
import { useKnownFiles } from "../../lib/reads.ts";
import { ClaimsList } from "../../parts/claims.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { Time } from "../../ui/values.tsx";

/** Whether these files are known already: to the chain, or to this device. Needs no wallet. */
export function KnownCheck({ files }: { files: readonly HashedFile[] }) {
  const chain = useActiveChain();
  const { address } = useConnection();
  const filled = useMemo(() => files.filter(({ size }) => size > 0), [files]);
  const known = useKnownFiles(filled.map(({ sha256 }) => sha256));
  return (
    <section aria-labelledby="known-heading">
      <h2 id="known-heading" className="mb-3 text-2xl">
        Is it known already?
      </h2>
      <div className="grid gap-4" aria-live="polite">
        <Read
          of={known}
          what="whether it is known already"
          inline
          none={(block) => (
            <Notice tone="ok" title={`Nobody has made ${wordFor(filled.length, "this file", "these files")} findable`}>
              <p>
                Looked up on {chain.name} as of <Time seconds={block.time} block={block.number} />. Sealed stamps cannot
                be seen by anybody, so somebody may hold the same file without this page knowing.
              </p>
            </Notice>
          )}
        >
          {(found) =>
            found.map(({ digest, claims }) => (
              <KnownFileCard
                key={digest}
                name={visibleText(filled.find(({ sha256 }) => sha256 === digest)?.path ?? digest)}
                claims={claims}
                mine={address !== undefined && claims.every(({ claimant }) => isSameAddress(claimant, address))}
              />
            ))
          }
        </Read>
        <p>
          <Link href="/search/registered" className="link">
            Look for similar titles and other files
          </Link>
        </p>
      </div>
    </section>
  );
}

type KnownFileCardProps = { name: string; claims: readonly Claim[]; mine: boolean };

/** A file that somebody has made findable, and who. */
function KnownFileCard({ name, claims, mine }: KnownFileCardProps) {
  const chain = useActiveChain();
  return (
    <Card className={mine ? undefined : "border-warn"}>
      <Notice
        tone={mine ? "info" : "warning"}
        title={mine ? `You have registered “${name}” already` : `“${name}” is already claimed on ${chain.name}`}
        className="mb-5"
      >
        <p>
          {count(claims.length, "registered work contains", "registered works contain")} exactly this file. You may
          still stamp it; the earlier evidence stays earlier.
        </p>
      </Notice>
      <ClaimsList claims={claims} />
    </Card>
  );
}
