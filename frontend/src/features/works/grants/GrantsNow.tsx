import { ErrorState } from "../../../components/ErrorState.tsx";
import { ExcludingGrants } from "../../../components/ExcludingGrants.tsx";
import { LoadingState } from "../../../components/LoadingState.tsx";
import { useGrants } from "../../../lib/licences/useGrants.ts";

/** What is sold of a work so that others cannot have it. */
export function GrantsNow({ work }: { work: bigint }) {
  const grants = useGrants(work);
  if (grants.isPending) return <LoadingState label="Reading the licences in force" />;
  if (grants.data?.status !== "found") {
    return (
      <ErrorState title="The licences in force cannot be read right now" onRetry={() => grants.refetch()}>
        <p>{grants.data?.status === "unknown" ? grants.data.problem.sentence : "Something unexpected happened."}</p>
      </ErrorState>
    );
  }
  return <ExcludingGrants grants={grants.data.value} />;
}
