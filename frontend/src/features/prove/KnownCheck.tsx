import type { HashedFile } from "@colophon/sdk";
import { type Claim, readClaims } from "@colophon/sdk/read";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { useActiveChain } from "../../lib/chain.ts";
import { formatNumber } from "../../lib/format.ts";
import { useReadContext } from "../../lib/useFinding.ts";
import { ClaimsList } from "../../parts/claims.tsx";
import { Button, Spinner } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { Time } from "../../ui/values.tsx";

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
                ? ` The ${data.looked} largest files were looked up, ${formatNumber(data.skipped)} others were not.`
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

/** Looking up thousands of files would keep a public node busy for nothing: the largest ones tell. */
const most = 20;

const together = 4;

type KnownFiles = {
  found: { file: HashedFile; claims: Claim[] }[];
  /** Why something could not be looked up. */
  unknown: string | undefined;
  block: { number: number; time: number } | undefined;
  looked: number;
  skipped: number;
};

/** Which of these files were made findable by somebody. */
function useKnownFiles(files: readonly HashedFile[]) {
  const context = useReadContext();
  const { filled, wanted } = useMemo(() => {
    const withBytes = files.filter((file) => file.size > 0).sort((a, b) => b.size - a.size);
    return { filled: withBytes.length, wanted: withBytes.slice(0, most) };
  }, [files]);
  return useQuery({
    queryKey: ["known-files", context.deployment.chainId, wanted.map((file) => file.sha256), filled],
    queryFn: async (): Promise<KnownFiles> => {
      const result: KnownFiles = {
        found: [],
        unknown: undefined,
        block: undefined,
        looked: wanted.length,
        skipped: filled - wanted.length,
      };
      for (let from = 0; from < wanted.length; from += together) {
        await Promise.all(
          wanted.slice(from, from + together).map(async (file) => {
            const finding = await readClaims(context, file.sha256);
            if (finding.status === "unknown") result.unknown = finding.problem.sentence;
            else result.block = finding.block;
            if (finding.status === "found") result.found.push({ file, claims: finding.value });
          }),
        );
      }
      return result;
    },
  });
}
