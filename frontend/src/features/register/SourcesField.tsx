import { allShares, derivativeRules, formatId, percentOfShare } from "@colophon/sdk";
import type { LicenceRecord } from "@colophon/sdk/read";
import type { Address } from "viem";
import { Link } from "wouter";
import { PercentField } from "../../flow/fields.tsx";
import { foundOf, Read } from "../../flow/Read.tsx";
import { useLicencesOf, useWork } from "../../lib/reads.ts";
import { titleOf, untitled } from "../../lib/work.ts";
import { Checkbox, FieldError } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { checkSources, type Source } from "./sources.ts";

type SourcesFieldProps = {
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
        <LicenceChoices value={value} onChange={onChange} account={account} error={error} />
      ) : (
        <p className="text-soft">Connect your wallet to choose among the licences that you hold.</p>
      )}
    </Card>
  );
}

type LicenceChoicesProps = {
  value: readonly Source[];
  onChange: (sources: readonly Source[]) => void;
  account: Address;
  error: string | undefined;
};

function LicenceChoices({ value, onChange, account, error }: LicenceChoicesProps) {
  const found = useLicencesOf(account);
  return (
    <Read of={found} what="your licences">
      {(licences) => <KnownLicences licences={licences} value={value} onChange={onChange} error={error} />}
    </Read>
  );
}

type KnownLicencesProps = Omit<LicenceChoicesProps, "account"> & { licences: readonly LicenceRecord[] };

function KnownLicences({ licences, value, onChange, error }: KnownLicencesProps) {
  const allowing = licences.filter(({ state, terms }) => state === "running" && terms.onchain.derivatives > 0);
  const numbers = new Set<string>(allowing.map(({ id }) => formatId(id, "licence")));
  const gone = value.filter(({ licence }) => !numbers.has(licence));
  const { owed, error: problem } = checkSources(value);
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
              <strong className="font-semibold">{percentOfShare(Math.min(owed, allShares))}&nbsp;%</strong> of
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
  const work = foundOf(found);
  const title = work ? titleOf(work) : untitled(licence.work);
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
      hint={`${upstreamShare === 0 ? "Asks for no share" : `Asks for ${percentOfShare(upstreamShare)} % of what the new work receives`}${derivativeRules[derivatives] === "share-alike" ? "; share-alike" : ""}.`}
    />
  );
}

function sourceOf({ id, work, terms }: LicenceRecord): Source {
  return {
    licence: formatId(id, "licence"),
    work: formatId(work, "work"),
    share: terms.onchain.upstreamShare,
    shareAlike: derivativeRules[terms.onchain.derivatives] === "share-alike" ? terms.id : undefined,
  };
}

type ResaleFieldProps = { value: string; onChange: (text: string) => void; error: string | undefined };

/** What sellers of the work's tokens are asked to pay. */
export function ResaleField({ value, onChange, error }: ResaleFieldProps) {
  return (
    <Card className="grid gap-4">
      <h3 className="text-xl">When the tokens are sold on</h3>
      <PercentField
        label="Resale royalty"
        optional
        hint="What sellers of the work’s token, and of its licences, are asked to pay to the work. Nobody is forced to: marketplaces may honour it or ignore it. Empty asks for nothing."
        value={value}
        onChange={onChange}
        error={error}
        className="max-w-md"
      />
    </Card>
  );
}
