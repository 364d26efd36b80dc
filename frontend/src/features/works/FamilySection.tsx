import { readDerivatives, type WorkRecord } from "@colophon/sdk/read";
import { useParentWorks } from "../../lib/reads.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { DerivationsList } from "../../parts/work.tsx";
import { ErrorState, LoadingState } from "../../ui/states.tsx";

/** What a work is made from, and what was made from it. */
export function FamilySection({ work }: { work: WorkRecord }) {
  const parents = useParentWorks(work.id);
  const derivatives = useFinding({
    key: ["derivatives", work.id.toString()],
    read: (context) => readDerivatives(context, work.id),
  });
  if (parents.isPending || derivatives.isPending) return <LoadingState label="Reading what it is made from" />;
  if (parents.data?.status !== "found" || derivatives.data?.status !== "found") {
    return (
      <ErrorState
        title="This cannot be read right now"
        onRetry={() => Promise.all([parents.refetch(), derivatives.refetch()])}
      >
        <p>
          {parents.data?.status === "unknown"
            ? parents.data.problem.sentence
            : derivatives.data?.status === "unknown"
              ? derivatives.data.problem.sentence
              : "Something unexpected happened."}
        </p>
      </ErrorState>
    );
  }
  return (
    <div className="grid gap-8">
      <div>
        <h3 className="mb-3 font-semibold">Made from</h3>
        {parents.data.value.length === 0 ? (
          <p className="text-soft">Nothing that its claimant declared in the register.</p>
        ) : (
          <DerivationsList derivations={parents.data.value} shows="parents" />
        )}
        {work.shareAlike ? (
          <p className="mt-3 text-sm text-soft">
            It was made under share-alike terms: it may be offered under those same terms and no others.
          </p>
        ) : null}
      </div>
      <div>
        <h3 className="mb-3 font-semibold">Made from it</h3>
        {derivatives.data.value.length === 0 ? (
          <p className="text-soft">Nobody has registered a work made from this one.</p>
        ) : (
          <DerivationsList derivations={derivatives.data.value} shows="derivatives" />
        )}
      </div>
    </div>
  );
}
