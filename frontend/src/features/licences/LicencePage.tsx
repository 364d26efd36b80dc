import { explainError, isSameAddress, parseId, splitLicenceId } from "@colophon/sdk";
import type { BlockRef, LicenceDetails } from "@colophon/sdk/read";
import { useConnection } from "wagmi";
import { foundOf, Read } from "../../flow/Read.tsx";
import { licenceStanding } from "../../lib/licences.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { useLicence, useWork } from "../../lib/reads.ts";
import { deedVerdict } from "../../lib/terms.ts";
import { latestTime, useNow } from "../../lib/time.ts";
import { titleOf, untitled } from "../../lib/work.ts";
import { PageHeader, Section } from "../../ui/page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { NoLicence, Parents, Sale, Warnings } from "./AboutLicence.tsx";
import { Certificate } from "./Certificate.tsx";
import { HolderSections, PassOn } from "./HolderSections.tsx";
import { SaveProof } from "./LicenceProof.tsx";
import { LicenceText } from "./LicenceText.tsx";
import { LiveCheck } from "./LiveCheck.tsx";
import { LicenceActions, PrintedFoot } from "./PrintedLicence.tsx";
import { TakeOver } from "./TransferLicence.tsx";

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
          <NoLicence block={block} />
        </>
      )}
    >
      {(licence, block) => <KnownLicence licence={licence} block={block} />}
    </Read>
  );
}

function KnownLicence({ licence, block }: { licence: LicenceDetails; block: BlockRef }) {
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

      <LicenceActions work={workId} />

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

      <LicenceText verdict={verdict} deed={licence.terms.onchain.deed} />

      {mine ? (
        <div className="print:hidden">
          <PassOn licence={licence} title={title} live={live} />
        </div>
      ) : live ? (
        <div className="print:hidden">
          <TakeOver licence={licence} title={title} />
        </div>
      ) : null}

      <PrintedFoot block={block} />
    </>
  );
}
