import "../../ui/print.css";
import { explainError, forever, formatId, isSameAddress, parseId, splitLicenceId } from "@colophon/sdk";
import type { BlockRef, LicenceDetails, LicenceRecord } from "@colophon/sdk/read";
import { deedOf } from "@colophon/sdk/terms";
import { Printer } from "lucide-react";

import { useConnection } from "wagmi";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { foundOf, Read } from "../../flow/Read.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { formatNumber } from "../../lib/format.ts";
import { licenceStanding } from "../../lib/licences.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { useLicence, useParents, useStanding, useWork } from "../../lib/reads.ts";
import { type DeedVerdict, deedVerdict } from "../../lib/terms.ts";
import { formatTime, latestTime, useNow } from "../../lib/time.ts";
import { earlierClaims, titleOf, untitled } from "../../lib/work.ts";
import { DeedProblem, DeedSections } from "../../parts/deed.tsx";
import { LimitsStatement } from "../../parts/LimitsStatement.tsx";
import { ParentChain } from "../../parts/licence.tsx";
import { Button, buttonClasses } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Facts, PageHeader, Section } from "../../ui/page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { AddressView, Hash, Time } from "../../ui/values.tsx";
import { BreachSection, NoticeStands } from "./BreachSection.tsx";
import { Certificate } from "./Certificate.tsx";
import { LiveCheck, SaveProof } from "./LicenceProof.tsx";
import { RenewLicence } from "./RenewLicence.tsx";
import { ReportsSection } from "./ReportsSection.tsx";
import { SublicencesSection } from "./SublicencesSection.tsx";
import { TransferLicence } from "./TransferLicence.tsx";

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
          <p>{explainError(error).sentence}</p>
        </EmptyState>
      </>
    );
  }
  return <LicenceView id={licence} />;
}

function LicenceView({ id }: { id: bigint }) {
  const chain = useActiveChain();
  const found = useLicence(id);
  const { serial } = splitLicenceId(id);
  return (
    <Read
      of={found}
      what="this licence"
      meanwhile={<p>Whether it exists is not known right now.</p>}
      around={(content) => (
        <>
          <PageHeader title={`Licence ${serial}`} />
          {content}
        </>
      )}
      none={(block) => (
        <>
          <PageHeader title={`Licence ${serial}`} />
          <EmptyState
            title="There is no licence with this number"
            actions={
              <Link href="/verify" className={buttonClasses("secondary")}>
                Check another number
              </Link>
            }
          >
            <p>
              None was issued under it on {chain.name} by block {formatNumber(block.number)}. Whoever shows you this
              number holds no licence by it.
            </p>
          </EmptyState>
        </>
      )}
    >
      {(licence, block) => <KnownLicence licence={licence} block={block} />}
    </Read>
  );
}

function KnownLicence({ licence, block }: { licence: LicenceDetails; block: BlockRef }) {
  const chain = useActiveChain();
  const { address } = useConnection();
  const { id, serial, work: workId } = licence;
  const work = foundOf(useWork(workId));
  const now = useNow();
  const title = work ? titleOf(work) : untitled(workId);
  usePageTitle(`Licence ${serial} of ${title}`);
  const time = latestTime(block, now * 1000);
  const live = licenceStanding(licence, time).state === "running";
  const verdict = deedVerdict(licence.terms);
  const mine = isSameAddress(address, licence.holder);
  return (
    <>
      <Certificate licence={licence} block={block} work={work} title={title} verdict={verdict} />

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

      <Warnings licence={licence} live={live} time={time} />

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
        <HolderSections licence={licence} verdict={verdict} title={title} live={live} time={time} block={block} />
      </div>

      <Section title="The sale">
        <Sale licence={licence} />
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
          Read at block {formatNumber(block.number)} of {chain.name}, <Time seconds={block.time} />. What counts is the
          chain, not this paper: scan the code to ask it again.
        </p>
      </div>
    </>
  );
}

type WarningsProps = { licence: LicenceDetails; live: boolean; time: number };

/** What whoever relies on the licence has to know first: an earlier claim to the work, and a breach. */
function Warnings({ licence, live, time }: WarningsProps) {
  const standing = foundOf(useStanding(licence.work));
  const earlier = standing ? earlierClaims(standing) : [];
  const notice = live ? licence.compliance.notice : undefined;
  return (
    <>
      {earlier.length > 0 ? (
        <Notice
          tone="danger"
          title="Somebody else has an earlier proven claim to the content of this work"
          className="mb-6"
        >
          <p>
            Look at the{" "}
            <Link href={`/work/${formatId(licence.work, "work")}`} className="link">
              page of the work
            </Link>{" "}
            for who and since when.
          </p>
        </Notice>
      ) : null}

      {notice ? (
        <Notice tone="danger" title="Notice of a breach was given for this licence" className="mb-6">
          <p>
            <NoticeStands cures={notice.cures} time={time} />
          </p>
        </Notice>
      ) : null}
    </>
  );
}

type HolderSectionsProps = WarningsProps & { verdict: DeedVerdict; title: string; block: BlockRef };

/** What its holder and its licensor do about it: renew, report, pass a part on, and what follows a breach. */
function HolderSections({ licence, verdict, title, live, time, block }: HolderSectionsProps) {
  const { address } = useConnection();
  const mine = isSameAddress(address, licence.holder);
  const licensor = isSameAddress(address, licence.licensor);
  const { onchain } = licence.terms;
  return (
    <>
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
    </>
  );
}

/** How it was sold, for how much, and what has become of it since. */
function Sale({ licence }: { licence: LicenceDetails }) {
  const { id, sale } = licence;
  return (
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
                {licence.seats > 1 ? `, for ${formatNumber(licence.seats)} seats` : ""}
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
  );
}

function Parents({ licence, time }: { licence: LicenceRecord; time: number }) {
  const parents = useParents(licence);
  return (
    <Read of={parents} what="the licences above it">
      {(above) => <ParentChain chain={[licence, ...above]} time={time} />}
    </Read>
  );
}
