import { ownNameIn, parsePasted } from "@colophon/sdk";
import { routes } from "@colophon/sdk/index-api";
import type { Address } from "viem";
import { Link } from "wouter";
import { NoIndex } from "../../flow/IndexNotices.tsx";
import { ReadIndexList } from "../../flow/Read.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { useIndexList } from "../../lib/useIndex.ts";
import { useAddressName } from "../../lib/wallet.ts";
import { buttonClasses } from "../../ui/button.tsx";
import { PageHeader, Section } from "../../ui/page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Hash } from "../../ui/values.tsx";
import { PersonOffers } from "./PersonOffers.tsx";
import { PersonSeries, PersonWorks, seriesIn } from "./PersonWorks.tsx";
import { ProveSite } from "./ProveSite.tsx";
import { SiteName } from "./SiteName.tsx";
import { useEnsName, useKeptName } from "./siteName.ts";

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
        <Section title="Name" note="What a domain and this account say of each other.">
          <SiteName account={pasted.address} />
        </Section>
      </>
    );
  }
  return <Person account={pasted.address} />;
}

function Person({ account }: { account: Address }) {
  const works = useIndexList(routes.works, { claimant: account });
  const { items } = works;
  const known = useAddressName(account);
  const site = useKeptName(account).data?.name.domain;
  const ens = useEnsName(account).data ?? undefined;
  const own = items.map(ownNameIn).find((each) => each !== undefined);
  const title = known ?? site ?? ens ?? own ?? "An account without a name";
  const series = seriesIn(items);
  usePageTitle(title);
  return (
    <>
      <PageHeader eyebrow="Person" title={<bdi>{title}</bdi>}>
        <p>
          <Hash value={account} label="the address" full />
        </p>
        {site ? (
          <p className="text-base">
            {site} is proven in both directions, as of the check that stands below. The address is what signs and is
            paid.
          </p>
        ) : null}
        {ens ? (
          <p className="text-base">
            {ens} is the primary name of this account in ENS, which leads back to it: the chain says so now.
          </p>
        ) : null}
        {own ? (
          <p className="text-base">
            “<bdi>{own}</bdi>” is what this account calls itself in a work of its own. Nobody has checked it; the
            address is what signs and is paid.
          </p>
        ) : site || ens ? null : (
          <p className="text-base">The address is what signs and is paid. No work of its own says what it is called.</p>
        )}
      </PageHeader>
      <Section title="Works" note="Claimed by this account, the latest first.">
        <ReadIndexList of={works} what="the works">
          {(list) => <PersonWorks works={list} />}
        </ReadIndexList>
      </Section>
      {series.length > 0 ? (
        <Section title="Series" note="Works of this account that were registered together.">
          <PersonSeries series={series} />
        </Section>
      ) : null}
      <Section title="Licences on offer" note="What can be bought from them now.">
        <PersonOffers account={account} />
      </Section>
      <Section
        title="Name and contact"
        note="No messages pass through here. A site that is proven to be theirs is where to reach them."
      >
        <div className="grid gap-8">
          <SiteName account={account} />
          <ProveSite account={account} />
        </div>
      </Section>
      <Section title="More of this account">
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
