import { forever, formatId, isSameAddress, parseId, splitLicenceId } from "@colophon/sdk";
import { type LicenceRecord, readLicence } from "@colophon/sdk/read";
import { deedOf } from "@colophon/sdk/terms";
import { Printer } from "lucide-react";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { licenceStanding } from "../../lib/licences.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { useParents, useStanding, useWork } from "../../lib/reads.ts";
import { sentenceOf } from "../../lib/sentenceOf.ts";
import { deedVerdict } from "../../lib/terms.ts";
import { formatTime, latestTime, useNow } from "../../lib/time.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { earlierClaims, titleOf, untitled } from "../../lib/work.ts";
import { DeedProblem, DeedSections } from "../../parts/deed.tsx";
import { LimitsStatement } from "../../parts/LimitsStatement.tsx";
import { ParentChain } from "../../parts/licence.tsx";
import { Button, buttonClasses } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Facts, PageHeader, Section } from "../../ui/page.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states.tsx";
import { AddressView, Hash, Time } from "../../ui/values.tsx";
import { BreachSection } from "./BreachSection.tsx";
import { Certificate } from "./Certificate.tsx";
import { LiveCheck, SaveProof } from "./LicenceProof.tsx";
import { RenewLicence } from "./RenewLicence.tsx";
import { ReportsSection } from "./ReportsSection.tsx";
import { SublicencesSection } from "./SublicencesSection.tsx";
import { TransferLicence } from "./TransferLicence.tsx";
import "../../ui/print.css";

/** One licence, as a page that its holder can show to anybody. */
export function LicencePage({ id }: { id: string }) {
  let licence: bigint;
  try {
    licence = parseId(id, "licence");
  } catch (error) {
    return (
      <>
        <PageHeader title="No such licence" />
        <EmptyState title="This is not the number of a licence">
          <p>{sentenceOf(error)}</p>
        </EmptyState>
      </>
    );
  }
  return <LicenceView id={licence} />;
}

function LicenceView({ id }: { id: bigint }) {
  const chain = useActiveChain();
  const { address } = useConnection();
  const { work: workId, serial } = splitLicenceId(id);
  const found = useFinding({ key: ["licence", id.toString()], read: (context) => readLicence(context, id) });
  const work = useWork(workId);
  const standing = useStanding(workId);
  const now = useNow();
  const known = work.data?.status === "found" ? work.data.value : undefined;
  const title = known ? titleOf(known) : untitled(workId);
  usePageTitle(`Licence ${serial} of ${title}`);

  if (found.isPending) return <LoadingState label="Reading the licence" />;
  if (found.data?.status !== "found") {
    return (
      <>
        <PageHeader title={`Licence ${serial}`} />
        {found.data?.status === "not-found" ? (
          <EmptyState
            title="There is no licence with this number"
            actions={
              <Link href="/verify" className={buttonClasses("secondary")}>
                Check another number
              </Link>
            }
          >
            <p>
              None was issued under it on {chain.name} by block {found.data.block.number.toLocaleString("en-GB")}.
              Whoever shows you this number holds no licence by it.
            </p>
          </EmptyState>
        ) : (
          <ErrorState title="Whether this licence exists cannot be known right now" onRetry={() => found.refetch()}>
            <p>{found.data?.status === "unknown" ? found.data.problem.sentence : "Something unexpected happened."}</p>
          </ErrorState>
        )}
      </>
    );
  }

  const { value: licence, block } = found.data;
  const time = latestTime(block, now * 1000);
  const live = licenceStanding(licence, time).state === "running";
  const verdict = deedVerdict(licence.terms);
  const mine = address !== undefined && isSameAddress(address, licence.holder);
  const earlier = standing.data?.status === "found" ? earlierClaims(standing.data.value) : [];
  const licensor = address !== undefined && isSameAddress(address, licence.licensor);
  const { onchain } = licence.terms;
  const notice = live ? licence.compliance.notice : undefined;
  const { sale } = licence;
  return (
    <>
      <Certificate licence={licence} block={block} work={known} title={title} verdict={verdict} />

      <div className="my-6 flex flex-wrap gap-3 print:hidden">
        <Button
          variant="secondary"
          icon={<Printer aria-hidden="true" className="size-4" />}
          onClick={() => window.print()}
        >
          Print or save as PDF
        </Button>
        <Link href={`/work/${formatId(workId, "work")}`} className={buttonClasses("quiet")}>
          Everything about the work
        </Link>
      </div>

      {earlier.length > 0 ? (
        <Notice
          tone="danger"
          title="Somebody else has an earlier proven claim to the content of this work"
          className="mb-6"
        >
          <p>
            Look at the{" "}
            <Link href={`/work/${formatId(workId, "work")}`} className="link">
              page of the work
            </Link>{" "}
            for who and since when.
          </p>
        </Notice>
      ) : null}

      {notice ? (
        <Notice tone="danger" title="Notice of a breach was given for this licence" className="mb-6">
          <p>
            {time < notice.cures
              ? `There is time to cure it until ${formatTime(notice.cures)}, and the licence counts until then. After that its licensor may end it.`
              : `The time to cure it was over on ${formatTime(notice.cures)}. The licence counts until its licensor ends it or takes the notice back.`}
          </p>
        </Notice>
      ) : null}

      <div className="print:hidden">
        <Section title="Is this use licensed?" note="Ask the contract. Anybody may.">
          <LiveCheck licence={licence} block={block} />
        </Section>
        <Section title="Proof to take along" note="For whoever you show it to, and for later.">
          <SaveProof licence={id} title={title} />
        </Section>
      </div>

      {licence.parent === undefined ? null : (
        <Section title="Where it comes from" note="Who licensed whom, from the work down to this licence.">
          <Parents licence={licence} time={time} />
        </Section>
      )}

      <div className="print:hidden">
        {mine && live && licence.end !== forever ? (
          <Section title="Renew it" note="Before it ends. No day is lost.">
            <RenewLicence licence={licence} title={title} />
          </Section>
        ) : null}
        {onchain.period > 0 ? (
          <Section title="Reports" note="What was used and earned under it.">
            <ReportsSection licence={licence} holder={mine} title={title} time={time} />
          </Section>
        ) : null}
        {onchain.sublicensing > 0 ? (
          <Section title="Sublicences" note="What its holder passes on to others.">
            <SublicencesSection
              licence={licence}
              verdict={verdict}
              holder={mine}
              live={live}
              title={title}
              time={time}
              block={block}
            />
          </Section>
        ) : null}
        <Section title="Breach" note="What happens if its terms are broken.">
          <BreachSection licence={licence} licensor={licensor} holder={mine} title={title} time={time} />
        </Section>
      </div>

      <Section title="The sale">
        <Facts
          facts={[
            { label: "Sold", value: <Time seconds={sale.at.time} block={sale.at.block} /> },
            { label: "Bought by", value: <AddressView value={sale.buyer} /> },
            { label: "Licensor now", value: <AddressView value={licence.licensor} /> },
            {
              label: "Price paid",
              value:
                sale.price === 0n ? (
                  "Nothing"
                ) : (
                  <>
                    <Amount amount={sale.price} currency={sale.currency} />
                    {licence.seats > 1 ? `, for ${licence.seats.toLocaleString("en-GB")} seats` : ""}
                  </>
                ),
            },
            ...licence.renewals.map((renewal) => ({
              label: "Renewed",
              value: (
                <>
                  <Time seconds={renewal.at.time} block={renewal.at.block} />,{" "}
                  {renewal.end === forever ? "for ever" : `until just before ${formatTime(renewal.end)}`}, by{" "}
                  <AddressView value={renewal.payer} copy={false} />
                </>
              ),
            })),
            {
              label: "Under",
              value: (
                <Link href={`/offer/${sale.offer}`} className="link">
                  this offer
                </Link>
              ),
            },
            { label: "Transaction", value: <Hash value={sale.at.transaction} label="the transaction" full /> },
            { label: "Number", value: <Hash value={formatId(id, "licence")} label="the licence's number" full /> },
            {
              label: "Deed",
              value: <Hash value={licence.terms.onchain.deed.slice(2)} label="SHA-256 of the deed" full />,
            },
          ]}
        />
      </Section>

      <Section
        title="The deed"
        note={verdict.status === "verified" ? "Checked against the chain, word for word." : undefined}
      >
        <DeedProblem verdict={verdict} />
        {verdict.status === "verified" ? <DeedSections sections={deedOf(verdict.deed.terms).sections} /> : null}
      </Section>

      {mine ? (
        <div className="print:hidden">
          <Section title="Pass it on">
            {licence.terms.onchain.transferable ? (
              <TransferLicence licence={licence} title={title} />
            ) : (
              <p className="text-soft">This licence stays with your account. Its terms do not let it move.</p>
            )}
          </Section>
        </div>
      ) : null}

      <div className="hidden border-rule border-t pt-4 text-sm print:block">
        <LimitsStatement />
        <p>
          Read at block {block.number.toLocaleString("en-GB")} of {chain.name}, <Time seconds={block.time} />. What
          counts is the chain, not this paper: scan the code to ask it again.
        </p>
      </div>
    </>
  );
}

function Parents({ licence, time }: { licence: LicenceRecord; time: number }) {
  const parents = useParents(licence);
  if (parents.isPending) return <LoadingState label="Reading the licences above it" />;
  if (parents.data?.status !== "found") {
    return (
      <ErrorState title="The licences above it cannot be read right now" onRetry={() => parents.refetch()}>
        <p>{parents.data?.status === "unknown" ? parents.data.problem.sentence : "Something unexpected happened."}</p>
      </ErrorState>
    );
  }
  return <ParentChain chain={[licence, ...parents.data.value]} time={time} />;
}
