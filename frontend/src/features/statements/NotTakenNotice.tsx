import { percentOf } from "@colophon/sdk";
import type { Earnings } from "@colophon/sdk/read";
import { Fragment } from "react";
import type { Address } from "viem";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { useEarnings } from "../../lib/reads.ts";
import { WorkLink } from "../../parts/work.tsx";
import { Notice } from "../../ui/notice.tsx";

/** What a statement leaves out: shares that an account was given and has not taken yet, and what they have earned. */
export function NotTakenNotice({ holder }: { holder: Address }) {
  const found = useEarnings(holder);
  if (found.isPending) return null;
  if (found.data?.status !== "found" || found.data.value.gaps.length > 0) {
    return (
      <p className="text-sm text-soft">
        Shares that are not taken yet are not in here, and whether there are any is not known right now.
      </p>
    );
  }
  const waiting = found.data.value.works.filter(({ holding }) => holding.toTake);
  if (waiting.length === 0) return null;
  return (
    <Notice title="Shares that are not taken yet are not in here">
      <ul className="grid gap-1">
        {waiting.map((each) => (
          <li key={each.work.id.toString()}>
            {percentOf(each.holding.toTake?.units ?? 0)} % of <WorkLink id={each.work.id} />
            <Earned currencies={each.currencies} />
          </li>
        ))}
      </ul>
      <p>
        They earn from the beginning. Once they are taken, under{" "}
        <Link href="/earn" className="link">
          Earn
        </Link>
        , all of it is accounted for on that day.
      </p>
    </Notice>
  );
}

function Earned({ currencies }: Pick<Earnings["works"][number], "currencies">) {
  const earned = currencies.filter(({ notYetTaken }) => notYetTaken > 0n);
  if (earned.length === 0) return null;
  return (
    <>
      , which earned{" "}
      {earned.map(({ currency, notYetTaken }, index) => (
        <Fragment key={currency}>
          {index > 0 ? " and " : null}
          <Amount amount={notYetTaken} currency={currency} about={8} />
        </Fragment>
      ))}
    </>
  );
}
