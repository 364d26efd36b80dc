import type { HashedFile } from "@colophon/sdk";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { ClaimsList } from "../../components/ClaimsList.tsx";
import { Notice } from "../../components/Notice.tsx";
import { Spinner } from "../../components/Spinner.tsx";
import { Time } from "../../components/Time.tsx";
import { useActiveChain } from "../../lib/chain/useActiveChain.ts";
import { useKnownFiles } from "./useKnownFiles.ts";

/** Whether these files are known already: to the chain, or to this device. Needs no wallet. */
export function KnownCheck({ files }: { files: readonly HashedFile[] }) {
  const chain = useActiveChain();
  const known = useKnownFiles(files);
  const { data } = known;
  const { address } = useConnection();
  return (
    <section aria-labelledby="known-heading">
      <h2 id="known-heading" className="mb-3 text-2xl">
        Is it known already?
      </h2>
      <div className="grid gap-4" aria-live="polite">
        {known.isPending ? (
          <p className="flex items-center gap-2 text-soft">
            <Spinner /> Looking on {chain.name}…
          </p>
        ) : null}
        {known.isError ? (
          <Notice tone="warning" title="This cannot be known now">
            <p>Looking it up failed in an unexpected way. Reload the page to try again.</p>
          </Notice>
        ) : null}
        {data?.unknown ? (
          <Notice
            tone="warning"
            title="This cannot be known now"
            actions={
              <Button size="small" variant="secondary" busy={known.isFetching} onClick={() => known.refetch()}>
                Try again
              </Button>
            }
          >
            <p>{data.unknown}</p>
          </Notice>
        ) : null}
        {data?.found.map(({ file, claims }) => {
          const mine = claims.every((claim) => claim.claimant.toLowerCase() === address?.toLowerCase());
          return (
            <Card key={file.path} className={mine ? undefined : "border-warn"}>
              <Notice
                tone={mine ? "info" : "warning"}
                title={
                  mine
                    ? `You have registered “${file.path}” already`
                    : `“${file.path}” is already claimed on ${chain.name}`
                }
                className="mb-5"
              >
                <p>
                  {claims.length === 1 ? "One registered work contains" : `${claims.length} registered works contain`}{" "}
                  exactly this file. You may still stamp it; the earlier evidence stays earlier.
                </p>
              </Notice>
              <ClaimsList claims={claims} />
            </Card>
          );
        })}
        {data && !data.unknown && data.found.length === 0 && data.block ? (
          <Notice tone="ok" title={`Nobody has made ${files.length === 1 ? "this file" : "these files"} findable`}>
            <p>
              Looked up on {chain.name} as of <Time seconds={data.block.time} block={data.block.number} />. Sealed
              stamps cannot be seen by anybody, so somebody may hold the same file without this page knowing.
              {data.skipped > 0
                ? ` The ${data.looked} largest files were looked up, ${data.skipped.toLocaleString("en-GB")} others were not.`
                : ""}
            </p>
          </Notice>
        ) : null}
        <p>
          <Link href="/search/registered" className="link">
            Look for similar titles and other files
          </Link>
        </p>
      </div>
    </section>
  );
}
