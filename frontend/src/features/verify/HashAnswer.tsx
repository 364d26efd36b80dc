import { readClaims, readLicence, readStamp } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { Address } from "../../components/Address.tsx";
import { ClaimsList } from "../../components/ClaimsList.tsx";
import { Facts } from "../../components/Facts.tsx";
import { Hash } from "../../components/Hash.tsx";
import { LoadingState } from "../../components/LoadingState.tsx";
import { Time } from "../../components/Time.tsx";
import { useActiveChain } from "../../lib/chain/useActiveChain.ts";
import { useReadContext } from "../../lib/chain/useReadContext.ts";
import type { Question } from "../../lib/questions/Question.ts";
import { LicenceAnswer } from "./LicenceAnswer.tsx";
import { lookupFailed } from "./lookupFailed.ts";
import { UnknownVerdict } from "./UnknownVerdict.tsx";
import { Verdict } from "./Verdict.tsx";

/** 64 hexadecimal digits may be a file's digest, a commitment, or a licence: all are looked up. */
export function HashAnswer({ digest, licence }: Omit<Extract<Question, { kind: "hash" }>, "kind">) {
  const context = useReadContext();
  const chain = useActiveChain();
  const query = useQuery({
    queryKey: ["verify-hash", chain.id, digest],
    queryFn: () =>
      Promise.all([
        readClaims(context, digest),
        readStamp(context, digest),
        licence === undefined ? undefined : readLicence(context, licence),
      ]),
  });
  if (query.isPending) return <LoadingState label={`Looking on ${chain.name}`} />;
  if (query.isError) return <UnknownVerdict sentence={lookupFailed} onRetry={query.refetch} busy={query.isFetching} />;
  const [claims, stamp, licenceFound] = query.data;
  const unknown = [claims, stamp, licenceFound].find((finding) => finding?.status === "unknown");
  const found = [claims, stamp, licenceFound].some((finding) => finding?.status === "found");
  return (
    <div className="grid gap-6">
      {claims.status === "found" ? (
        <Verdict
          kind="found"
          title={
            claims.value.length === 1
              ? "A file with this digest belongs to one registered work."
              : `A file with this digest belongs to ${claims.value.length} registered works. The earliest evidence comes first.`
          }
          block={claims.block}
        >
          <ClaimsList claims={claims.value} />
        </Verdict>
      ) : null}
      {stamp.status === "found" ? (
        <Verdict
          kind="found"
          title={
            <>
              This was stamped by <Time seconds={stamp.value.at.time} />.
            </>
          }
          block={stamp.block}
        >
          <p>
            It is a commitment, or the root of a batch. What is inside, and who claims it, only its opening file can
            show.
          </p>
          <Facts
            facts={[
              { label: "Block", value: stamp.value.at.block.toLocaleString("en-GB") },
              { label: "Sent by", value: <Address value={stamp.value.from} /> },
              { label: "Transaction", value: <Hash value={stamp.value.at.transaction} label="transaction hash" /> },
            ]}
          />
        </Verdict>
      ) : null}
      {licenceFound?.status === "found" ? <LicenceAnswer id={licenceFound.value.id} /> : null}
      {unknown?.status === "unknown" ? (
        <UnknownVerdict sentence={unknown.problem.sentence} onRetry={query.refetch} busy={query.isFetching} />
      ) : null}
      {!found && !unknown && claims.status === "not-found" ? (
        <Verdict
          kind="not-found"
          title="No registered work has made a file with this digest findable, and nothing with this value was stamped."
          block={claims.block}
        >
          <p className="text-soft">
            That does not mean that nobody has stamped it: stamps are sealed. If somebody has an opening file for it,
            drop that file here.
          </p>
        </Verdict>
      ) : null}
    </div>
  );
}
