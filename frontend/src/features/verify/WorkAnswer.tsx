import { categories, formatId, readWork, visibleText } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { Address } from "../../components/Address.tsx";
import { DerivationsList } from "../../components/DerivationsList.tsx";
import { ExcludingGrants } from "../../components/ExcludingGrants.tsx";
import { Facts } from "../../components/Facts.tsx";
import { Hash } from "../../components/Hash.tsx";
import { LoadingState } from "../../components/LoadingState.tsx";
import { Time } from "../../components/Time.tsx";
import { useActiveChain } from "../../lib/chain/useActiveChain.ts";
import { useReadContext } from "../../lib/chain/useReadContext.ts";
import { useGrants } from "../../lib/licences/useGrants.ts";
import { useParentWorks } from "../../lib/work/useParentWorks.ts";
import { lookupFailed } from "./lookupFailed.ts";
import { UnknownVerdict } from "./UnknownVerdict.tsx";
import { Verdict } from "./Verdict.tsx";

export function WorkAnswer({ id }: { id: bigint }) {
  const context = useReadContext();
  const chain = useActiveChain();
  const query = useQuery({
    queryKey: ["verify-work", chain.id, id.toString()],
    queryFn: () => readWork(context, id),
  });
  const parents = useParentWorks(id);
  const grants = useGrants(id);
  const hex = formatId(id, "work");
  if (query.isPending) return <LoadingState label={`Looking on ${chain.name}`} />;
  if (query.isError) return <UnknownVerdict sentence={lookupFailed} onRetry={query.refetch} busy={query.isFetching} />;
  const finding = query.data;
  if (finding.status === "unknown") {
    return <UnknownVerdict sentence={finding.problem.sentence} onRetry={query.refetch} busy={query.isFetching} />;
  }
  if (finding.status === "not-found") {
    return (
      <Verdict
        kind="not-found"
        title={`No work with this number is registered on ${chain.name}.`}
        block={finding.block}
      >
        <p className="text-soft">Check that all of the number was copied, and that it is from this chain.</p>
      </Verdict>
    );
  }
  const { value, block } = finding;
  const name = value.metadata.status === "found" ? visibleText(value.metadata.value.name) : undefined;
  return (
    <Verdict kind="found" title={name ?? "This work is registered."} block={block}>
      <Facts
        facts={[
          { label: "Work", value: <Hash value={hex} label="number of the work" /> },
          { label: "Claimed by", value: <Address value={value.claimant} /> },
          { label: "Controlled by", value: <Address value={value.controller} /> },
          { label: "Registered", value: <Time seconds={value.registered.time} block={value.registered.block} /> },
          { label: "Category", value: categories.find((category) => category.id === value.category)?.label },
          ...(value.metadata.status === "found"
            ? []
            : [{ label: "Title and description", value: value.metadata.sentence }]),
        ]}
      />
      <div>
        <h2 className="mb-3 font-semibold">Made from</h2>
        {parents.data?.status === "found" ? (
          parents.data.value.length === 0 ? (
            <p className="text-soft">Nothing that its claimant declared in the register.</p>
          ) : (
            <DerivationsList derivations={parents.data.value} shows="parents" />
          )
        ) : parents.data?.status === "unknown" ? (
          <p className="text-warn">That cannot be read right now. {parents.data.problem.sentence}</p>
        ) : (
          <LoadingState label="Reading what it is made from" />
        )}
      </div>
      <div>
        <h2 className="mb-3 font-semibold">Sole and exclusive licences in force</h2>
        {grants.data?.status === "found" ? (
          <ExcludingGrants grants={grants.data.value} />
        ) : grants.data?.status === "unknown" ? (
          <p className="text-warn">They cannot be read right now. {grants.data.problem.sentence}</p>
        ) : (
          <LoadingState label="Reading the licences in force" />
        )}
      </div>
      <p>
        <Link className="link" href={`/work/${hex}`}>
          See the work
        </Link>
      </p>
    </Verdict>
  );
}
