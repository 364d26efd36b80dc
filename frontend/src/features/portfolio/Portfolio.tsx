import { categories } from "@colophon/sdk";
import { routes } from "@colophon/sdk/index-api";
import type { Address } from "viem";
import { Amount } from "../../flow/Amount.tsx";
import { IndexFailure, IndexFreshness } from "../../flow/IndexNotices.tsx";
import { latestTime } from "../../lib/time.ts";
import { useIndex, useWholeList } from "../../lib/useIndex.ts";
import { BarList } from "../../ui/charts.tsx";
import { Section } from "../../ui/page.tsx";
import { LoadingState } from "../../ui/states.tsx";
import { lives, remainingLife, stageOf, stages, sumByCurrency } from "./figures.ts";
import { AccountMoney, SalesOverTime } from "./PortfolioIncome.tsx";
import { LicencesTable, WorksTable } from "./PortfolioTables.tsx";

/** The inventory of an account, from the index. */
export function Portfolio({ account }: { account: Address }) {
  const works = useWholeList(routes.works, { controller: account });
  const held = useWholeList(routes.licences, { holder: account });
  const granted = useWholeList(routes.licences, { licensor: account });
  const counts = useIndex(routes.account, { address: account });
  const failed = [works, held, granted].find(({ error }) => error !== null);
  if (failed?.error) {
    return (
      <IndexFailure
        error={failed.error}
        busy={failed.isFetching}
        onRetry={() => {
          for (const list of [works, held, granted]) void list.refetch();
        }}
      />
    );
  }
  if (!works.data || !held.data || !granted.data) return <LoadingState label="Asking the index" />;

  const list = works.data.items;
  const stamped = counts.data?.stamps.unopened ?? 0;
  const at = works.data.at;
  const now = latestTime({ time: at?.time ?? 0 });
  const income = sumByCurrency(
    list.flatMap((work) => work.income.map(({ currency, received }) => ({ currency, amount: received }))),
  );
  const sales = sumByCurrency(granted.data.items.map(({ currency, pricePaid }) => ({ currency, amount: pricePaid })));
  const live = granted.data.items.filter(({ state }) => state === "running").length;

  return (
    <>
      <div className="mb-10 grid gap-3">
        <dl className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          <CountCard label="Works controlled" value={count(list.length)} />
          <CountCard label="Licences held" value={count(held.data.items.length)} />
          <CountCard
            label="Licences granted"
            value={count(granted.data.items.length)}
            note={`${count(live)} in force`}
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

      <Section
        title="Works"
        note={
          <p>
            By category, and by how far they have come. A stamp that was not registered yet shows neither what it is for
            nor how many files it stands for.
          </p>
        }
      >
        {list.length === 0 ? (
          <div className="grid gap-8">
            <p className="text-soft">This account controls no work.</p>
            {stamped > 0 ? <BarList caption="By stage" rows={[stampedRow(stamped)]} /> : null}
          </div>
        ) : (
          <div className="grid gap-8">
            <div className="grid items-start gap-8 md:grid-cols-2">
              <BarList
                caption="By category"
                rows={categories
                  .map(({ id, label }) => ({
                    key: id,
                    label,
                    value: list.filter((work) => work.category === id).length,
                  }))
                  .filter(({ value }) => value > 0)
                  .map((row) => ({ ...row, text: count(row.value) }))}
              />
              <BarList
                caption="By stage"
                rows={[
                  ...(counts.data ? [stampedRow(stamped)] : []),
                  ...stages.map(({ id, label }) => {
                    const value = list.filter((work) => stageOf(work) === id).length;
                    return { key: id, label, value, text: count(value) };
                  }),
                ]}
              />
            </div>
            <WorksTable works={list} cut={works.data.cut} />
          </div>
        )}
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
          {income.length === 0 ? (
            <p className="text-soft">These works have received nothing yet.</p>
          ) : (
            <ul className="grid gap-1 font-serif text-2xl">
              {income.map(({ currency, amount }) => (
                <li key={currency}>
                  <Amount amount={amount} currency={currency} />
                </li>
              ))}
            </ul>
          )}
          <AccountMoney account={account} />
          <SalesOverTime licences={granted.data.items} now={now} />
        </div>
      </Section>

      <Section title="Licences granted" note={<p>By this account, for its works or under licences it holds.</p>}>
        <LicencesTable
          licences={granted.data.items}
          cut={granted.data.cut}
          now={now}
          side="granted"
          file="colophon-licences-granted.csv"
        />
      </Section>

      <Section title="Licences held" note={<p>What this account may use, and for how long still.</p>}>
        <div className="grid gap-8">
          {held.data.items.length > 0 ? (
            <BarList
              caption="By what is left of them"
              rows={lives.map(({ id, label }) => {
                const value = held.data.items.filter((licence) => remainingLife(licence, now) === id).length;
                return { key: id, label, value, text: count(value) };
              })}
            />
          ) : null}
          <LicencesTable
            licences={held.data.items}
            cut={held.data.cut}
            now={now}
            side="held"
            file="colophon-licences-held.csv"
          />
        </div>
      </Section>
    </>
  );
}

const count = (value: number) => value.toLocaleString("en-GB");

/** The stage before all others: stamps that no registration has opened. */
const stampedRow = (value: number) => ({ key: "stamped", label: "Stamped only", value, text: count(value) });

function CountCard({ label, value, note }: { label: string; value: React.ReactNode; note?: string }) {
  return (
    <div className="rounded-xl border border-rule bg-leaf p-5">
      <dt className="text-sm text-soft">{label}</dt>
      <dd className="mt-1 font-serif text-3xl leading-tight">
        {value}
        {note ? <span className="block font-sans text-sm text-soft">{note}</span> : null}
      </dd>
    </div>
  );
}
