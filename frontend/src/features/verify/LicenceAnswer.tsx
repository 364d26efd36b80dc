import { forever, formatId, readLicence } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { Address } from "../../components/Address.tsx";
import { Facts } from "../../components/Facts.tsx";
import { LoadingState } from "../../components/LoadingState.tsx";
import { Time } from "../../components/Time.tsx";
import { useActiveChain } from "../../lib/chain/useActiveChain.ts";
import { useReadContext } from "../../lib/chain/useReadContext.ts";
import { lookupFailed } from "./lookupFailed.ts";
import { UnknownVerdict } from "./UnknownVerdict.tsx";
import { Verdict } from "./Verdict.tsx";

export function LicenceAnswer({ id }: { id: bigint }) {
  const context = useReadContext();
  const chain = useActiveChain();
  const query = useQuery({
    queryKey: ["verify-licence", chain.id, id.toString()],
    queryFn: () => readLicence(context, id),
  });
  const hex = formatId(id, "licence");
  if (query.isPending) return <LoadingState label={`Looking on ${chain.name}`} />;
  if (query.isError) return <UnknownVerdict sentence={lookupFailed} onRetry={query.refetch} busy={query.isFetching} />;
  const finding = query.data;
  if (finding.status === "unknown") {
    return <UnknownVerdict sentence={finding.problem.sentence} onRetry={query.refetch} busy={query.isFetching} />;
  }
  if (finding.status === "not-found") {
    return (
      <Verdict kind="not-found" title={`No licence with this number exists on ${chain.name}.`} block={finding.block}>
        <p className="text-soft">Check that all of the number was copied, and that it is from this chain.</p>
      </Verdict>
    );
  }
  const { value, block } = finding;
  const running = block.time >= value.start && block.time < value.end;
  return (
    <Verdict
      kind="found"
      title={
        running
          ? "This licence is running."
          : block.time < value.start
            ? "This licence exists and has not started yet."
            : "This licence exists and has ended."
      }
      block={block}
    >
      <Facts
        facts={[
          { label: "Held by", value: <Address value={value.holder} /> },
          { label: "From", value: <Time seconds={value.start} /> },
          { label: "Until", value: value.end >= forever ? "It does not end" : <Time seconds={value.end} /> },
          { label: "Sold", value: <Time seconds={value.sale.at.time} block={value.sale.at.block} /> },
        ]}
      />
      <p className="flex flex-wrap gap-x-6">
        <Link className="link" href={`/licence/${hex}`}>
          See what it allows
        </Link>
        <Link className="link" href={`/work/${formatId(value.work, "work")}`}>
          See the work
        </Link>
      </p>
    </Verdict>
  );
}
