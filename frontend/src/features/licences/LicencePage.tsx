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
import { PageHeader } from "../../ui/page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { NoLicence, useActing, Warnings } from "./AboutLicence.tsx";
import { LicenceHead } from "./LicenceHead.tsx";
import { licenceTabs } from "./licenceTabs.tsx";
import { PrintedFoot } from "./PrintedLicence.tsx";

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
  const { serial, work: workId } = licence;
  const work = foundOf(useWork(workId));
  const now = useNow();
  const title = work ? titleOf(work) : untitled(workId);
  usePageTitle(`Licence ${serial} of ${title}`);
  const time = latestTime(block, now * 1000);
  const live = licenceStanding(licence, time).state === "running";
  const verdict = deedVerdict(licence.terms);
  const mine = isSameAddress(address, licence.holder);
  const base = { licence, verdict, title, live, time, block };
  const acts = useActing(licence);
  return (
    <>
      <Warnings licence={licence} live={live} time={time} />
      <LicenceHead licence={licence} block={block} work={work} title={title} />
      <Tabs label="About this licence" tabs={licenceTabs({ ...base, ...acts, work, mine })} />
      <PrintedFoot block={block} />
    </>
  );
}
