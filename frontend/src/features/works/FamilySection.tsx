import { percentOfShare } from "@colophon/sdk";
import { type Derivation, readDerivatives, type WorkRecord } from "@colophon/sdk/read";
import { Read, together } from "../../flow/Read.tsx";
import { useParentWorks } from "../../lib/reads.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { DerivationsList } from "../../parts/work.tsx";

/** What a work is made from, and what was made from it. */
export function FamilySection({ work }: { work: WorkRecord }) {
  const parents = useParentWorks(work.id);
  const derivatives = useFinding({
    key: ["derivatives", work.id.toString()],
    read: (context) => readDerivatives(context, work.id),
  });
  return (
    <Read of={together(parents, derivatives)} what="what it is made from, and what from it">
      {([made, from]) => <Family work={work} parents={made} derivatives={from} />}
    </Read>
  );
}

type FamilyProps = { work: WorkRecord; parents: readonly Derivation[]; derivatives: readonly Derivation[] };

function Family({ work, parents, derivatives }: FamilyProps) {
  return (
    <div className="grid gap-8">
      <div>
        <h3 className="mb-3 font-semibold">Made from</h3>
        {parents.length === 0 ? (
          <p className="text-soft">Nothing that its claimant declared in the register.</p>
        ) : (
          <DerivationsList derivations={parents} shows="parents" />
        )}
        {work.bounds?.shareAlike ? (
          <p className="mt-3 text-sm text-soft">
            It was made under share-alike terms: it may be offered under those same terms and no others.
          </p>
        ) : null}
        {work.bounds?.endsHere ? (
          <p className="mt-3 text-sm text-soft">
            A licence that it was made under lets no works be made from it in turn.
          </p>
        ) : work.bounds && work.bounds.least > 0 ? (
          <p className="mt-3 text-sm text-soft">
            By a licence that it was made under, works made from it owe it at least {percentOfShare(work.bounds.least)}{" "}
            %.
          </p>
        ) : null}
      </div>
      <div>
        <h3 className="mb-3 font-semibold">Made from it</h3>
        {derivatives.length === 0 ? (
          <p className="text-soft">Nobody has registered a work made from this one.</p>
        ) : (
          <DerivationsList derivations={derivatives} shows="derivatives" />
        )}
      </div>
    </div>
  );
}
