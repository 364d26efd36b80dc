import { parsePasted } from "@colophon/sdk";
import { type IndexedWork, routes } from "@colophon/sdk/index-api";
import { useState } from "react";
import type { Address } from "viem";
import { Link } from "wouter";
import { NoIndex } from "../../flow/IndexNotices.tsx";
import { ReadIndex, ReadIndexList } from "../../flow/Read.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { count } from "../../lib/format.ts";
import { ownNameIn } from "../../lib/names.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { useIndex, useIndexList } from "../../lib/useIndex.ts";
import { useAddressName } from "../../lib/wallet.ts";
import { categoryLabel } from "../../lib/work.ts";
import { OfferHit, WorkHit } from "../../parts/hits.tsx";
import { buttonClasses } from "../../ui/button.tsx";
import { PageHeader, Section } from "../../ui/page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Hash } from "../../ui/values.tsx";

/** Somebody's own page: who they say they are, their works, and what can be licensed of them. */
export function PersonPage({ account }: { account: string }) {
  const { deployment, index, name } = useActiveChain();
  const pasted = parsePasted(account, deployment);
  if (pasted.kind !== "account") {
    return (
      <>
        <PageHeader title="No such account" />
        <EmptyState title="This is not an account">
          <p>{pasted.kind === "unusable" || pasted.kind === "name" ? pasted.sentence : "Copy the address again."}</p>
        </EmptyState>
      </>
    );
  }
  if (index === undefined) {
    return (
      <>
        <PageHeader title="An account">
          <p>
            <Hash value={pasted.address} label="the address" full />
          </p>
        </PageHeader>
        <NoIndex>Listing the works of an account needs an index, and none is set up for {name} here.</NoIndex>
      </>
    );
  }
  return <Person account={pasted.address} />;
}

function Person({ account }: { account: Address }) {
  const works = useIndexList(routes.works, { claimant: account });
  const { items } = works;
  const known = useAddressName(account);
  const own = items.map(ownNameIn).find((each) => each !== undefined);
  const title = known ?? own ?? "Somebody without a name here";
  usePageTitle(title);
  return (
    <>
      <PageHeader eyebrow="Who it is" title={<bdi>{title}</bdi>}>
        <p>
          <Hash value={account} label="the address" full />
        </p>
        <p className="text-base">
          {own
            ? `“${own}” is what this account calls itself in a work of its own. Nobody has checked it; the address is what signs and is paid.`
            : "The address is what signs and is paid. No work of its own says what it is called."}
        </p>
      </PageHeader>
      <Section title="Works" note="Claimed by this account, the latest first.">
        <ReadIndexList of={works} what="the works">
          {(list) => <Works works={list} />}
        </ReadIndexList>
      </Section>
      <Section title="Licences on offer" note="What can be bought from them now.">
        <OnOffer account={account} />
      </Section>
      <Section title="More of it">
        <p className="flex flex-wrap gap-2">
          <Link href={`/portfolio?account=${account}`} className={buttonClasses("secondary", "small")}>
            Portfolio and figures
          </Link>
          <Link href={`/search?by=${account}`} className={buttonClasses("secondary", "small")}>
            Search in their works
          </Link>
        </p>
      </Section>
    </>
  );
}

/** The works by their kind, one kind at a time where there are several. */
function Works({ works }: { works: readonly IndexedWork[] }) {
  const [kind, setKind] = useState<string>();
  const kinds = [...new Set(works.map(({ category }) => category))];
  if (works.length === 0) return <p className="text-soft">This account has registered no work.</p>;
  const shown = works.filter(({ category }) => kind === undefined || category === kind);
  return (
    <div className="grid gap-6">
      {kinds.length > 1 ? (
        <fieldset className="flex flex-wrap gap-2">
          <legend className="sr-only">Which kind</legend>
          {[undefined, ...kinds].map((each) => (
            <button
              key={each ?? "all"}
              type="button"
              aria-pressed={kind === each}
              onClick={() => setKind(each)}
              className={buttonClasses(kind === each ? "primary" : "secondary", "small")}
            >
              {each === undefined ? `All ${works.length}` : categoryLabel(each)}
            </button>
          ))}
        </fieldset>
      ) : null}
      <ul className="grid gap-8 xl:grid-cols-2">
        {shown.map((work) => (
          <li key={work.id}>
            <WorkHit work={work} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How many offers are listed. */
const mostOffers = 50;

function OnOffer({ account }: { account: Address }) {
  const answer = useIndex(routes.offers, { licensor: account, state: "open", limit: mostOffers });
  return (
    <ReadIndex of={answer} what="the offers">
      {({ items, next }) => {
        const open = items.filter(({ buyer }) => buyer === null);
        if (open.length === 0) return <p className="text-soft">Nothing is on offer now.</p>;
        return (
          <div className="grid gap-3">
            <ul className="grid gap-3">
              {open.map((offer) => (
                <li key={offer.id} className="grid gap-0.5 border-rule border-b pb-3 last:border-b-0">
                  <Link href={`/work/${offer.work}`} className="w-fit font-medium text-ink [overflow-wrap:anywhere]">
                    <bdi>{offer.workName ?? `Work ${offer.work.slice(2, 10)}`}</bdi>
                  </Link>
                  <OfferHit offer={offer} />
                </li>
              ))}
            </ul>
            {next ? <p className="text-soft">The latest {count(items.length, "offer")}; there are more.</p> : null}
          </div>
        );
      }}
    </ReadIndex>
  );
}
