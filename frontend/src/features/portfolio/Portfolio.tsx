import { categories } from "@colophon/sdk";
import { type At, type IndexedLicence, type IndexedWork, routes } from "@colophon/sdk/index-api";
import type { ReactNode } from "react";
import type { Address } from "viem";
import { Amount } from "../../flow/Amount.tsx";
import { IndexFreshness } from "../../flow/IndexNotices.tsx";
import { ReadIndex } from "../../flow/Read.tsx";
import { formatNumber } from "../../lib/format.ts";
import { latestTime } from "../../lib/time.ts";
import { useIndex, useWholeList } from "../../lib/useIndex.ts";
import { BarList } from "../../ui/BarList.tsx";
import { Section } from "../../ui/page.tsx";
import { lives, remainingLife, stageOf, stages, sumByCurrency } from "./figures.ts";
import { AccountMoney, SalesOverTime } from "./PortfolioIncome.tsx";
import { LicencesTable, WorksTable } from "./PortfolioTables.tsx";

type Holdings<Item> = { items: readonly Item[]; cut: boolean };

type Inventory = {
  works: Holdings<IndexedWork>;
  held: Holdings<IndexedLicence>;
  granted: Holdings<IndexedLicence>;
  at: At | undefined;
};

/** The inventory of an account, from the index. */
export function Portfolio({ account }: { account: Address }) {
  const works = useWholeList(routes.works, { controller: account });
  const held = useWholeList(routes.licences, { holder: account });
  const granted = useWholeList(routes.licences, { licensor: account });
  const lists = [works, held, granted];
  const all = {
    data:
      works.data && held.data && granted.data
        ? { works: works.data, held: held.data, granted: granted.data, at: works.data.at }
        : undefined,
    error: lists.find(({ error }) => error !== null)?.error ?? null,
    isFetching: lists.some(({ isFetching }) => isFetching),
    refetch: () => {
      for (const list of lists) void list.refetch();
    },
  };
  return (
    <ReadIndex of={all} what="what it has">
      {(inventory) => <Sections account={account} {...inventory} />}
    </ReadIndex>
  );
}

function Sections({ account, works, held, granted, at }: Inventory & { account: Address }) {
  const now = latestTime({ time: at?.time ?? 0 });
  return (
    <>
      <Totals works={works} held={held} granted={granted} at={at} />
      <Section
        title="Works"
        note={
          <p>
            By category, and by how far they have come. A stamp that was not registered yet shows neither what it is for
            nor how many files it stands for.
          </p>
        }
      >
        <Works account={account} works={works} />
      </Section>
      <Section
        title="Income"
        note={
          <p>
            What these works received in all. It belongs to the holders of their units, who may be others, and to the
            works they are made from.
          </p>
        }
      >
        <div className="grid gap-8">
          <Received works={works.items} />
          <AccountMoney account={account} />
          <SalesOverTime licences={granted.items} now={now} />
        </div>
      </Section>
      <Section title="Licences granted" note={<p>By this account, for its works or under licences it holds.</p>}>
        <LicencesTable licences={granted.items} cut={granted.cut} now={now} side="granted" />
      </Section>
      <Section title="Licences held" note={<p>What this account may use, and for how long still.</p>}>
        <div className="grid gap-8">
          {held.items.length > 0 ? (
            <BarList
              caption="By what is left of them"
              rows={lives.map(({ id, label }) => {
                const value = held.items.filter((licence) => remainingLife(licence, now) === id).length;
                return { key: id, label, value, text: formatNumber(value) };
              })}
            />
          ) : null}
          <LicencesTable licences={held.items} cut={held.cut} now={now} side="held" />
        </div>
      </Section>
    </>
  );
}

/** How much there is of everything. */
function Totals({ works, held, granted, at }: Inventory) {
  const sales = sumByCurrency(granted.items.map(({ currency, pricePaid }) => ({ currency, amount: pricePaid })));
  const live = granted.items.filter(({ state }) => state === "running").length;
  return (
    <div className="mb-10 grid gap-3">
      <dl className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
        <CountCard label="Works controlled" value={formatNumber(works.items.length)} />
        <CountCard label="Licences held" value={formatNumber(held.items.length)} />
        <CountCard
          label="Licences granted"
          value={formatNumber(granted.items.length)}
          note={`${formatNumber(live)} in force`}
        />
        <CountCard
          label="Paid for licences granted"
          value={
            sales.length === 0
              ? "Nothing"
              : sales.map(({ currency, amount }) => (
                  <span key={currency} className="block">
                    <Amount amount={amount} currency={currency} about={6} />
                  </span>
                ))
          }
        />
      </dl>
      {at ? <IndexFreshness at={at} /> : null}
    </div>
  );
}

/** The works by category and by stage, and one by one. */
function Works({ account, works: { items, cut } }: { account: Address; works: Inventory["works"] }) {
  const counts = useIndex(routes.account, { address: account });
  const stamped = counts.data?.stamps.unopened;
  const missing = counts.error ? (
    <p className="text-warn">How many stamps wait for a registration cannot be said now. {counts.error.shortMessage}</p>
  ) : null;
  if (items.length === 0) {
    return (
      <div className="grid gap-8">
        <p className="text-soft">This account controls no work.</p>
        {stamped ? <BarList caption="By stage" rows={[stampedRow(stamped)]} /> : missing}
      </div>
    );
  }
  return (
    <div className="grid gap-8">
      <div className="grid items-start gap-8 md:grid-cols-2">
        <BarList
          caption="By category"
          rows={categories
            .map(({ id, label }) => ({
              key: id,
              label,
              value: items.filter((work) => work.category === id).length,
            }))
            .filter(({ value }) => value > 0)
            .map((row) => ({ ...row, text: formatNumber(row.value) }))}
        />
        <div className="grid gap-3">
          <BarList
            caption="By stage"
            rows={[
              ...(stamped === undefined ? [] : [stampedRow(stamped)]),
              ...stages.map(({ id, label }) => {
                const value = items.filter((work) => stageOf(work) === id).length;
                return { key: id, label, value, text: formatNumber(value) };
              }),
            ]}
          />
          {missing}
        </div>
      </div>
      <WorksTable works={items} cut={cut} />
    </div>
  );
}

/** What works received in all, each currency for itself. */
function Received({ works }: { works: readonly IndexedWork[] }) {
  const income = sumByCurrency(
    works.flatMap((work) => work.income.map(({ currency, received }) => ({ currency, amount: received }))),
  );
  if (income.length === 0) return <p className="text-soft">These works have received nothing yet.</p>;
  return (
    <ul className="grid gap-1 font-serif text-2xl">
      {income.map(({ currency, amount }) => (
        <li key={currency}>
          <Amount amount={amount} currency={currency} />
        </li>
      ))}
    </ul>
  );
}

/** The stage before all others: stamps that no registration has opened. */
const stampedRow = (value: number) => ({ key: "stamped", label: "Stamped only", value, text: formatNumber(value) });

function CountCard({ label, value, note }: { label: string; value: ReactNode; note?: string }) {
  return (
    <div className="rounded-xl border border-rule bg-leaf p-4 sm:p-5">
      <dt className="text-sm text-soft">{label}</dt>
      <dd className="mt-1 font-serif text-xl leading-tight sm:text-3xl">
        {value}
        {note ? <span className="block font-sans text-sm text-soft">{note}</span> : null}
      </dd>
    </div>
  );
}
