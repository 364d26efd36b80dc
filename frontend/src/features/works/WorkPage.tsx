import { isSameAddress } from "@colophon/sdk";
import type { BlockRef, WorkRecord } from "@colophon/sdk/read";
import { useConnection } from "wagmi";
import { foundOf, Read, unknownOf } from "../../flow/Read.tsx";
import { offerStateNow } from "../../lib/offers.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { useOffers, useStanding } from "../../lib/reads.ts";
import { earlierClaims, titleOf } from "../../lib/work.ts";
import { EarlierClaimWarning } from "../../parts/claims.tsx";
import { WithWork } from "../../parts/work.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/page.tsx";
import { ControllerActions } from "./ControllerActions.tsx";
import { FamilySection } from "./FamilySection.tsx";
import { GrantsNow, OffersList } from "./LicensingSections.tsx";
import { SharesNow, TillSection } from "./MoneySections.tsx";
import { CreditsList, FilesFound, MetadataProblem, OtherClaims, Preview, RecordFacts } from "./RecordSections.tsx";
import { UseQuestion } from "./UseQuestion.tsx";
import { VersionsList } from "./VersionsList.tsx";
import { WorkHead } from "./WorkHead.tsx";

/** Everything about one work. */
export function WorkPage({ id }: { id: string }) {
  return <WithWork id={id}>{(work, block) => <WorkView work={work} block={block} />}</WithWork>;
}

function WorkView({ work, block }: { work: WorkRecord; block: BlockRef }) {
  const { id } = work;
  const standing = useStanding(id);
  const offers = useOffers(id);
  const { address } = useConnection();
  usePageTitle(titleOf(work));
  const ranked = foundOf(standing);
  const unranked = unknownOf(standing);
  const earlier = ranked ? earlierClaims(ranked) : [];
  const listed = offers.data?.status === "found" ? offers.data : undefined;
  const openOffers = listed?.value.filter((record) => offerStateNow(record, listed.block) === "open").length ?? 0;
  const controls = isSameAddress(address, work.controller);
  const metadata = work.metadata.status === "found" ? work.metadata.value : undefined;

  return (
    <>
      {ranked && earlier.length > 0 ? (
        <div className="mb-10">
          <EarlierClaimWarning claims={earlier} own={ranked.own} />
        </div>
      ) : null}
      {unranked ? (
        <Notice tone="warning" title="Other claims could not be looked up" className="mb-8">
          <p>{unranked} Whether somebody else has an earlier claim is not known right now.</p>
        </Notice>
      ) : null}

      <WorkHead work={work} evidence={ranked?.own.evidence} pending={!ranked && !unranked} />
      <MetadataProblem work={work} />
      {controls ? <ControllerActions work={work} openOffers={openOffers} /> : null}

      <Section title="Licences on offer" id="offers">
        <Read of={offers} what="the offers">
          {(list, readAt) => <OffersList work={work} offers={list} block={readAt} />}
        </Read>
      </Section>

      <Section title="May I use it?" note="The contract answers, from the licences that you hold.">
        <UseQuestion work={id} offers={listed ? { records: listed.value, block: listed.block } : undefined} />
      </Section>

      <Section title="Exclusive licences" note="In force now: nobody else can be licensed for the same.">
        <GrantsNow work={id} />
      </Section>

      {metadata?.preview ? (
        <Section title="Preview" note="What the claimant shows to everybody.">
          <Preview work={work} file={metadata.preview} />
        </Section>
      ) : null}

      {metadata ? (
        <Section title="Credits" note="Who made it, as the claimant describes it.">
          <CreditsList credits={metadata.credits} />
        </Section>
      ) : null}

      <Section title="Who gets what" note="Every part of what it is paid, the works that it is made from included.">
        <SharesNow work={work} offers={listed?.value} />
      </Section>

      <Section title="Works it belongs with" note="What it is made from, and what was made from it.">
        <FamilySection work={work} />
      </Section>

      <Section title="Till" note="The work’s own address for plain transfers.">
        <TillSection work={work} />
      </Section>

      <Section title="The record" note="What the chain says.">
        <RecordFacts work={work} block={block} standing={ranked} />
      </Section>

      {metadata?.identifiers?.length ? (
        <Section title="Identifiers" note="As the claimant gives them.">
          <ul className="grid gap-1">
            {metadata.identifiers.map(({ scheme, value }) => (
              <li key={`${scheme} ${value}`} className="[overflow-wrap:anywhere]">
                <span className="text-soft">{scheme}</span> <bdi className="font-mono text-[0.95em]">{value}</bdi>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}

      <Section title="Findable files" note="Files that anyone can look up by their SHA-256.">
        <FilesFound work={work} />
      </Section>

      {work.versions.length > 1 ? (
        <Section title="Versions" note="Each links to the one before.">
          <VersionsList work={work} />
        </Section>
      ) : null}

      <Section title="Other claims" note="Other works with a file of this one, by their earliest proof.">
        <Read of={standing} what="other claims">
          {(value) => <OtherClaims standing={value} />}
        </Read>
      </Section>
    </>
  );
}
