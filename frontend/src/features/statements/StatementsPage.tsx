import type { StatementQuery } from "@colophon/sdk/books";
import { useState } from "react";
import { useConnection } from "wagmi";
import { useSearch } from "wouter";
import { CurrencyField } from "../../flow/CurrencyField.tsx";
import { AccountField, CodeField, DayField, NumberField } from "../../flow/fields.tsx";
import { ReadMade } from "../../flow/Read.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { clock } from "../../lib/clock.ts";
import { count } from "../../lib/format.ts";
import { Field, Select } from "../../ui/field.tsx";
import { PageHeader, Section } from "../../ui/page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { DocumentDownloads } from "./DocumentDownloads.tsx";
import {
  StatementBalances,
  StatementChecks,
  StatementLines,
  StatementPayees,
  StatementUnknowns,
} from "./StatementView.tsx";
import {
  type ChosenQuery,
  type PeriodChoice,
  queryOf,
  type ShownStatement,
  type StatementChoice,
  useStatement,
} from "./statement.ts";

/** Accounts of royalties, licences and works, computed in the page from the chain. */
export function StatementsPage() {
  const { address } = useConnection();
  const work = new URLSearchParams(useSearch()).get("work");
  const [now] = useState(() => clock.now());
  const [changes, setChanges] = useState<Partial<StatementChoice>>({});
  const choice: StatementChoice = {
    ...{ about: work === null ? "holder" : "work", holder: address ?? "", work: work ?? "", period: "all" },
    ...{ year: String(new Date(now * 1000).getUTCFullYear()), from: "", to: "", currency: "all" },
    ...changes,
  };
  const { deployment } = useActiveChain();
  const chosen = queryOf(choice, now, deployment);
  const query = chosen.ok ? chosen.query : undefined;
  const found = useStatement(query);
  const empty = (choice.about === "holder" ? choice.holder : choice.work) === "";
  return (
    <>
      <PageHeader eyebrow="Yours" title="Statements">
        <p>
          What a share of works earned, what was taken out and what waits, line by line: computed in this page from the
          chain, and compared with the contract. For you, your co-authors, your tax adviser or an auditor.
        </p>
      </PageHeader>
      <div className="mb-10">
        <ChoiceForm
          choice={choice}
          chosen={chosen}
          onChange={(change) => setChanges((before) => ({ ...before, ...change }))}
        />
      </div>
      {empty ? (
        <EmptyState title={choice.about === "holder" ? "Name an account" : "Name a work"}>
          <p>
            {choice.about === "holder"
              ? "Connect a wallet or paste the address of any account: all of it is public."
              : "Paste the number of any work, as it stands on the work's page: all of it is public."}
          </p>
        </EmptyState>
      ) : null}
      {query ? (
        <ReadMade
          of={found}
          doing="Reading every payment"
          what="this statement"
          meanwhile={<p>Nobody's money is affected. It waits in the contract.</p>}
        >
          {(statement) => <Statement query={query} statement={statement} busy={found.isPlaceholderData} />}
        </ReadMade>
      ) : null}
    </>
  );
}

type StatementProps = { query: StatementQuery; statement: ShownStatement; busy: boolean };

/** A statement as it is read on the page, and as files. */
function Statement({ query, statement, busy }: StatementProps) {
  return (
    <div className={busy ? "opacity-60" : undefined} aria-busy={busy}>
      <div className="mb-8">
        <StatementChecks statement={statement} />
      </div>
      <Section
        title="Balances"
        note={
          <p>
            Beginning + became available − withdrawn = end, to the smallest unit. Money is available from the day it was
            paid, whether the account's units were claimed by then or not.
          </p>
        }
      >
        <div className="grid gap-6">
          <StatementBalances statement={statement} />
          <StatementPayees payees={statement.payees} />
          <StatementUnknowns unknown={statement.unknown} />
        </div>
      </Section>
      <Section
        title="Movements"
        note={
          <p>
            {count(statement.count, "line")}. Each is one event on the chain, named by its block and transaction.
            {statement.count > statement.lines.length
              ? ` The first ${statement.lines.length} are shown; the files below have all.`
              : ""}
          </p>
        }
      >
        {statement.lines.length === 0 ? (
          <p className="text-soft">Nothing moved in this period.</p>
        ) : (
          <StatementLines lines={statement.lines} ofWork={query.holder === undefined} />
        )}
        <details className="mt-6">
          <summary className="cursor-pointer font-medium">What each figure is</summary>
          <dl className="mt-3 grid gap-2 text-sm">
            {statement.head.sections
              .find(({ id }) => id === "closings")
              ?.columns.filter(({ note }) => note !== undefined)
              .map(({ id, title, note }) => (
                <div key={id}>
                  <dt className="inline font-medium">{title}: </dt>
                  <dd className="inline text-soft">{note}.</dd>
                </div>
              ))}
          </dl>
          <ul className="mt-3 grid list-disc gap-2 pl-5 text-sm text-soft">
            {statement.head.limits.map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
        </details>
      </Section>
      <Section title="Files" note={<p>The same and more, to keep, to hand over or to print.</p>}>
        <DocumentDownloads query={query} />
      </Section>
    </div>
  );
}

type ChoiceFormProps = {
  choice: StatementChoice;
  chosen: ChosenQuery;
  onChange: (change: Partial<StatementChoice>) => void;
};

/** Whose statement, for which time and currency. */
function ChoiceForm({ choice, chosen, onChange }: ChoiceFormProps) {
  const errorOf = (field: string) => (!chosen.ok && chosen.field === field ? chosen.error : undefined);
  const subject = choice.about === "holder" ? choice.holder : choice.work;
  return (
    <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-4">
      <Field label="About">
        <Select
          value={choice.about}
          onChange={({ target }) => onChange({ about: target.value as StatementChoice["about"] })}
        >
          <option value="holder">An account</option>
          <option value="work">A work</option>
        </Select>
      </Field>
      <div className="lg:col-span-3">
        {choice.about === "holder" ? (
          <AccountField
            label="Account"
            value={choice.holder}
            onChange={(holder) => onChange({ holder })}
            error={subject === "" ? undefined : errorOf("holder")}
          />
        ) : (
          <CodeField
            label="Number of the work"
            required
            value={choice.work}
            onChange={(work) => onChange({ work })}
            error={subject === "" ? undefined : errorOf("work")}
          />
        )}
      </div>
      <Field label="Period">
        <Select value={choice.period} onChange={({ target }) => onChange({ period: target.value as PeriodChoice })}>
          <option value="all">Everything so far</option>
          <option value="year">A calendar year</option>
          <option value="quarter">This quarter</option>
          <option value="custom">From day to day</option>
        </Select>
      </Field>
      {choice.period === "year" ? (
        <NumberField
          label="Year"
          value={choice.year}
          onChange={(year) => onChange({ year })}
          error={errorOf("period")}
        />
      ) : null}
      {choice.period === "custom" ? (
        <>
          <DayField
            label="First day"
            value={choice.from}
            onChange={(from) => onChange({ from })}
            error={errorOf("period")}
          />
          <DayField label="Last day" value={choice.to} onChange={(to) => onChange({ to })} />
        </>
      ) : null}
      <CurrencyField
        label="Currency"
        value={choice.currency}
        onChange={(currency) => onChange({ currency })}
        any={{ value: "all", label: "All currencies" }}
      />
    </div>
  );
}
