import { formatId, type LicenceRecord, percentOfShare, readLicencesOf } from "@colophon/sdk";
import type { Address } from "viem";
import { Link } from "wouter";
import { Card } from "../../../components/Card.tsx";
import { Checkbox } from "../../../components/Checkbox.tsx";
import { ErrorState } from "../../../components/ErrorState.tsx";
import { FieldError } from "../../../components/Field.tsx";
import { LoadingState } from "../../../components/LoadingState.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { useFinding } from "../../../lib/chain/useFinding.ts";
import { titleOf } from "../../../lib/work/titleOf.ts";
import { untitled } from "../../../lib/work/untitled.ts";
import { useWork } from "../../../lib/work/useWork.ts";
import { readSources } from "./readSources.ts";
import type { Source } from "./Source.ts";

export type SourcesFieldProps = {
  /** Undefined while the person did not say that it is made from others. */
  value: readonly Source[] | undefined;
  onChange: (sources: readonly Source[] | undefined) => void;
  account: Address | undefined;
  error: string | undefined;
};

/** Which works this one is made from, by which licences, and what it will owe them. */
export function SourcesField({ value, onChange, account, error }: SourcesFieldProps) {
  return (
    <Card className="grid gap-5">
      <h3 className="text-xl">Made from other works?</h3>
      <Checkbox
        label="It is made from works of others that are in this register"
        hint="An arrangement, a translation, a remix, a film of a book. You need a licence of each that allows new works."
        checked={value !== undefined}
        onChange={(event) => onChange(event.target.checked ? [] : undefined)}
      />
      {value === undefined ? null : account ? (
        <Choice value={value} onChange={onChange} account={account} error={error} />
      ) : (
        <p className="text-soft">Connect your wallet to choose among the licences that you hold.</p>
      )}
    </Card>
  );
}

type ChoiceProps = {
  value: readonly Source[];
  onChange: (sources: readonly Source[]) => void;
  account: Address;
  error: string | undefined;
};

function Choice({ value, onChange, account, error }: ChoiceProps) {
  const found = useFinding({
    key: ["licences-of", account],
    read: (context) => readLicencesOf(context, account),
  });
  if (found.isPending) return <LoadingState label="Looking for licences that allow it" />;
  if (found.data?.status !== "found") {
    return (
      <ErrorState title="Your licences cannot be read right now" onRetry={() => found.refetch()}>
        <p>{found.data?.status === "unknown" ? found.data.problem.sentence : "Something unexpected happened."}</p>
      </ErrorState>
    );
  }
  const allowing = found.data.value.filter(({ state, terms }) => state === "running" && terms.onchain.derivatives > 0);
  const numbers = new Set<string>(allowing.map(({ id }) => formatId(id, "licence")));
  const gone = value.filter(({ licence }) => !numbers.has(licence));
  const { owed, error: problem } = readSources(value);
  const shown = problem ?? error;
  const alike = value.find(({ shareAlike }) => shareAlike !== undefined);
  return (
    <div tabIndex={-1} {...(shown ? { "data-invalid": true } : {})} className="grid gap-4">
      {allowing.length === 0 ? (
        <p>
          You hold no licence that allows new works.{" "}
          <Link href="/works" className="link">
            Find the work
          </Link>{" "}
          and get one whose terms say that new works may be made from it. What you typed here is kept.
        </p>
      ) : (
        <fieldset className="grid gap-4">
          <legend className="mb-3 font-medium">Which of your licences allow it</legend>
          {allowing.map((licence) => (
            <SourceChoice
              key={licence.id.toString()}
              licence={licence}
              chosen={value.some((source) => source.licence === formatId(licence.id, "licence"))}
              onChange={(on) => {
                const source = sourceOf(licence);
                const others = value.filter((each) => each.licence !== source.licence);
                onChange(on ? [...others, source] : others);
              }}
            />
          ))}
        </fieldset>
      )}
      {gone.length > 0 ? (
        <Notice tone="warning" title="A licence that you chose before does not allow it any more">
          <p>It has ended, or another account holds it.</p>
          <button
            type="button"
            className="link w-fit py-1"
            onClick={() => onChange(value.filter((each) => !gone.includes(each)))}
          >
            Take it out
          </button>
        </Notice>
      ) : null}
      {value.length > 0 ? (
        <p>
          {owed === 0 ? (
            "The new work owes them nothing of what it receives."
          ) : (
            <>
              The new work owes them{" "}
              <strong className="font-semibold">{percentOfShare(Math.min(owed, 1_000_000_000))}&nbsp;%</strong> of
              everything it ever receives, before the shares above are divided. That is fixed with the registration.
            </>
          )}
        </p>
      ) : null}
      {alike ? (
        <Notice tone="warning" title="Share-alike: on the same terms, and no others">
          <p>
            One of these licences asks that the new work is offered to everybody under exactly its own terms. Once it is
            registered, the contract refuses every other offer for it, for good.
          </p>
        </Notice>
      ) : null}
      {shown ? <FieldError>{shown}</FieldError> : null}
    </div>
  );
}

type SourceChoiceProps = { licence: LicenceRecord; chosen: boolean; onChange: (on: boolean) => void };

function SourceChoice({ licence, chosen, onChange }: SourceChoiceProps) {
  const found = useWork(licence.work);
  const title = found.data?.status === "found" ? titleOf(found.data.value) : untitled(licence.work);
  const { upstreamShare, derivatives } = licence.terms.onchain;
  return (
    <Checkbox
      checked={chosen}
      onChange={(event) => onChange(event.target.checked)}
      label={
        <>
          <bdi className="[overflow-wrap:anywhere]">{title}</bdi>, licence {licence.serial}
        </>
      }
      hint={`${upstreamShare === 0 ? "Asks for no share" : `Asks for ${percentOfShare(upstreamShare)} % of what the new work receives`}${derivatives === 2 ? "; share-alike" : ""}.`}
    />
  );
}

function sourceOf({ id, work, terms }: LicenceRecord): Source {
  return {
    licence: formatId(id, "licence"),
    work: formatId(work, "work"),
    share: terms.onchain.upstreamShare,
    shareAlike: terms.onchain.derivatives === 2 ? terms.id : undefined,
  };
}
