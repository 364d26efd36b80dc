import type { BlockRef, Finding, OfferRecord, WorkRecord, WorkStanding } from "@colophon/sdk/read";
import { lazy, Suspense } from "react";
import { type AskedChain, Read, Reading } from "../../flow/Read.tsx";
import { Section } from "../../ui/page.tsx";
import { type Tab, Tabs } from "../../ui/Tabs.tsx";
import { CreditsList } from "./Credits.tsx";
import { FamilySection } from "./FamilySection.tsx";
import { GrantsNow, OffersList } from "./LicensingSections.tsx";
import { Received } from "./Received.tsx";
import { FilesFound, OtherClaims, RecordFacts } from "./RecordSections.tsx";
import { UseQuestion } from "./UseQuestion.tsx";
import { VersionsList } from "./VersionsList.tsx";
import { WorkHistory } from "./WorkHistory.tsx";

// Both can sign something; who only looks at a work does not load what that takes.
const SharesNow = lazy(() => import("./MoneySections.tsx").then((module) => ({ default: module.SharesNow })));
const TillSection = lazy(() => import("./MoneySections.tsx").then((module) => ({ default: module.TillSection })));

type WorkTabsProps = {
  work: WorkRecord;
  block: BlockRef;
  standing: AskedChain<WorkStanding>;
  offers: AskedChain<OfferRecord[]>;
};

/** Everything about a work that is not its first screen, each part under a link of its own. */
export function WorkTabs({ work, block, standing, offers }: WorkTabsProps) {
  const listed = offers.data?.status === "found" ? offers.data : undefined;
  const tabs: Tab[] = [
    { id: "licences", label: "Licences", content: () => <Licences work={work} offers={offers} listed={listed} /> },
    {
      id: "proof",
      label: "Proof and versions",
      content: () => <Proof work={work} block={block} standing={standing} />,
    },
    { id: "people", label: "People and shares", content: () => <People work={work} offers={listed?.value} /> },
    {
      id: "family",
      label: "Made from, made into",
      content: () => (
        <Section title="Works it belongs with" note="What it is made from, and what was made from it.">
          <FamilySection work={work} />
        </Section>
      ),
    },
    { id: "money", label: "Money", content: () => <Money work={work} /> },
    {
      id: "history",
      label: "History",
      content: () => (
        <Section title="History" note="What the chain recorded about it, the latest first.">
          <WorkHistory work={work} offers={listed?.value ?? []} />
        </Section>
      ),
    },
  ];
  return <Tabs label="About this work" tabs={tabs} />;
}

type LicencesProps = Pick<WorkTabsProps, "work" | "offers"> & {
  listed: Extract<Finding<OfferRecord[]>, { status: "found" }> | undefined;
};

function Licences({ work, offers, listed }: LicencesProps) {
  return (
    <>
      <Section title="Licences on offer" id="offers">
        <Read of={offers} what="the offers">
          {(list, readAt) => <OffersList work={work} offers={list} block={readAt} />}
        </Read>
      </Section>
      <Section title="May I use it?" id="may-i" note="The contract answers, from the licences that you hold.">
        <UseQuestion work={work.id} offers={listed ? { records: listed.value, block: listed.block } : undefined} />
      </Section>
      <Section title="Exclusive licences" note="In force now: nobody else can be licensed for the same.">
        <GrantsNow work={work.id} />
      </Section>
    </>
  );
}

function Proof({ work, block, standing }: Pick<WorkTabsProps, "work" | "block" | "standing">) {
  const ranked = standing.data?.status === "found" ? standing.data.value : undefined;
  const identifiers = work.metadata.status === "found" ? (work.metadata.value.identifiers ?? []) : [];
  return (
    <>
      <Section title="The record" note="What the chain says.">
        <RecordFacts work={work} block={block} standing={ranked} />
      </Section>
      {work.versions.length > 1 ? (
        <Section title="Versions" note="Each links to the one before.">
          <VersionsList work={work} />
        </Section>
      ) : null}
      <Section title="Findable files" note="Files that anyone can look up by their SHA-256.">
        <FilesFound work={work} />
      </Section>
      <Section title="Other claims" note="Other works with a file of this one, by their earliest proof.">
        <Read of={standing} what="other claims">
          {(value) => <OtherClaims standing={value} />}
        </Read>
      </Section>
      {identifiers.length > 0 ? (
        <Section title="Identifiers" note="As the claimant gives them.">
          <ul className="grid gap-1">
            {identifiers.map(({ scheme, value }) => (
              <li key={`${scheme} ${value}`} className="[overflow-wrap:anywhere]">
                <span className="text-soft">{scheme}</span> <bdi className="font-mono text-[0.95em]">{value}</bdi>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

function People({ work, offers }: { work: WorkRecord; offers: readonly OfferRecord[] | undefined }) {
  return (
    <>
      {work.metadata.status === "found" ? (
        <Section title="Credits" note="Who made it, as the claimant describes it, and who of them agrees.">
          <CreditsList work={work} credits={work.metadata.value.credits} />
        </Section>
      ) : null}
      <Section title="Who gets what" note="Every part of what it is paid, the works that it is made from included.">
        <Suspense fallback={<Reading what="the shares" />}>
          <SharesNow work={work} offers={offers} />
        </Suspense>
      </Section>
    </>
  );
}

function Money({ work }: { work: WorkRecord }) {
  return (
    <>
      <Section title="Received" note="Everything that was ever paid into it.">
        <Received work={work} />
      </Section>
      <Section title="Till" note="The work’s own address for plain transfers.">
        <Suspense fallback={<Reading what="the till" />}>
          <TillSection work={work} />
        </Suspense>
      </Section>
    </>
  );
}
