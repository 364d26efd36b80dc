import { isSameAddress, parseId } from "@colophon/sdk";
import { readOffers, type WorkRecord } from "@colophon/sdk/read";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { useActiveChain } from "../../lib/chain.ts";
import { offerStateNow } from "../../lib/offers.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { useStanding, useStoredMedia, useWork } from "../../lib/reads.ts";
import { sentenceOf } from "../../lib/sentenceOf.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { earlierClaims, titleOf, untitled } from "../../lib/work.ts";
import { ClaimsList, EarlierClaimWarning } from "../../parts/claims.tsx";
import { buttonClasses } from "../../ui/button.tsx";
import { MediaView } from "../../ui/MediaView.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PageHeader, Section } from "../../ui/page.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states.tsx";
import { ControllerActions } from "./ControllerActions.tsx";
import { FamilySection } from "./FamilySection.tsx";
import { GrantsNow, OffersList } from "./LicensingSections.tsx";
import { SharesNow, TillSection } from "./MoneySections.tsx";
import { CreditsList, FilesFound, MetadataProblem, RecordFacts, VersionsList } from "./RecordSections.tsx";
import { UseQuestion } from "./UseQuestion.tsx";
import { WorkHead } from "./WorkHead.tsx";

/** Everything about one work. */
export function WorkPage({ id }: { id: string }) {
  let work: bigint;
  try {
    work = parseId(id, "work");
  } catch (error) {
    return (
      <>
        <PageHeader title="No such work" />
        <EmptyState title="This is not the number of a work">
          <p>{sentenceOf(error)}</p>
        </EmptyState>
      </>
    );
  }
  return <WorkView id={work} />;
}

function WorkView({ id }: { id: bigint }) {
  const chain = useActiveChain();
  const found = useWork(id);
  const standing = useStanding(id);
  const offers = useFinding({ key: ["offers", id.toString()], read: (context) => readOffers(context, id) });
  const { address } = useConnection();
  const work = found.data?.status === "found" ? found.data.value : undefined;
  usePageTitle(work && titleOf(work));

  if (found.isPending) return <LoadingState label="Reading the work" />;
  if (!work || found.data?.status !== "found") {
    return (
      <>
        <PageHeader title={untitled(id)} />
        {found.data?.status === "not-found" ? (
          <EmptyState
            title="There is no work with this number"
            actions={
              <Link href="/works" className={buttonClasses("secondary")}>
                See all works
              </Link>
            }
          >
            <p>
              None is registered under it on {chain.name} by block {found.data.block.number.toLocaleString("en-GB")}.
              Check the number, and that you look at the right network.
            </p>
          </EmptyState>
        ) : (
          <ErrorState title="Whether this work exists cannot be known right now" onRetry={() => found.refetch()}>
            <p>{found.data?.status === "unknown" ? found.data.problem.sentence : "Something unexpected happened."}</p>
          </ErrorState>
        )}
      </>
    );
  }

  const { block } = found.data;
  const ranked = standing.data?.status === "found" ? standing.data.value : undefined;
  const earlier = ranked ? earlierClaims(ranked) : [];
  const listed = offers.data?.status === "found" ? offers.data : undefined;
  const openOffers = listed?.value.filter((record) => offerStateNow(record, listed.block) === "open").length ?? 0;
  const controls = address !== undefined && isSameAddress(address, work.controller);
  const metadata = work.metadata.status === "found" ? work.metadata.value : undefined;
  const rivals = ranked ? [...ranked.earlier, ...ranked.later] : [];
  const others = [...new Map(rivals.map(({ claim }) => [claim.work.id, claim])).values()].sort(
    (a, b) => a.evidence.at.block - b.evidence.at.block || a.evidence.at.logIndex - b.evidence.at.logIndex,
  );

  return (
    <>
      {ranked && earlier.length > 0 ? (
        <div className="mb-10">
          <EarlierClaimWarning claims={earlier} own={ranked.own} />
        </div>
      ) : null}
      {standing.data?.status === "unknown" ? (
        <Notice tone="warning" title="Other claims could not be looked up" className="mb-8">
          <p>{standing.data.problem.sentence} Whether somebody else has an earlier claim is not known right now.</p>
        </Notice>
      ) : null}

      <WorkHead work={work} evidence={ranked?.own.evidence} pending={standing.isPending} />
      <MetadataProblem work={work} />
      {controls ? <ControllerActions work={work} openOffers={openOffers} /> : null}

      <Section title="Licences on offer" id="offers">
        {offers.isPending ? <LoadingState label="Reading the offers" /> : null}
        {listed ? <OffersList offers={listed.value} block={listed.block} /> : null}
        {offers.data?.status === "unknown" ? (
          <ErrorState title="The offers cannot be read right now" onRetry={() => offers.refetch()}>
            <p>{offers.data.problem.sentence}</p>
          </ErrorState>
        ) : null}
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
          <VersionsList versions={work.versions} />
        </Section>
      ) : null}

      <Section title="Other claims" note="Other works with a file of this one, by their earliest proof.">
        {standing.isPending ? <LoadingState label="Comparing" /> : null}
        {ranked && others.length > 0 ? <ClaimsList claims={others} /> : null}
        {ranked && others.length === 0 ? (
          <p className="text-soft">
            {ranked.compared === 0
              ? "Nothing could be compared, because no file of this work is findable."
              : `None. ${ranked.compared === 1 ? "The one findable file" : `Each of the ${ranked.compared} findable files`} was compared with all other works.`}
          </p>
        ) : null}
        {standing.data?.status === "unknown" ? <p className="text-soft">Not known right now.</p> : null}
      </Section>
    </>
  );
}

function Preview({ work, file }: { work: WorkRecord; file: { uri: `ipfs://${string}`; type: string } }) {
  const stored = useStoredMedia(file);
  if (stored.isPending) return <LoadingState label="Fetching the preview" />;
  if (stored.data?.status !== "found") {
    return <p className="text-soft">The preview is not available right now. {stored.data?.sentence}</p>;
  }
  return <MediaView media={stored.data.media} label={`Preview of ${titleOf(work)}`} />;
}
