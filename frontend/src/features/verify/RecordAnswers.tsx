import { forever, formatId, type LicenceState, serialOf, visibleText } from "@colophon/sdk";
import type { BlockRef, LicenceDetails, WorkRecord } from "@colophon/sdk/read";
import { Link } from "wouter";
import { Read } from "../../flow/Read.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { capitalised, count, formatNumber } from "../../lib/format.ts";
import { useGrants, useLicence, useParents, useParentWorks, useWork } from "../../lib/reads.ts";
import { licensedInWords, territoriesInWords, territoriesOf } from "../../lib/terms.ts";
import { categoryLabel } from "../../lib/work.ts";
import { NoticesList, OwedAmount, ReportsList } from "../../parts/compliance.tsx";
import { ExcludingGrants } from "../../parts/exclusivity.tsx";
import { ParentChain } from "../../parts/licence.tsx";
import { DerivationsList } from "../../parts/work.tsx";
import { Facts } from "../../ui/page.tsx";
import { AddressView, Hash, Time } from "../../ui/values.tsx";
import { AnswerCard, ReadAnswer } from "./AnswerCard.tsx";

/** What the chain records of a work. */
export function WorkAnswer({ id }: { id: bigint }) {
  const { name } = useActiveChain();
  return (
    <ReadAnswer
      of={useWork(id)}
      none={(block) => (
        <AnswerCard kind="not-found" title={`No work with this number is registered on ${name}.`} block={block}>
          <p className="text-soft">Check that all of the number was copied, and that it is from this chain.</p>
        </AnswerCard>
      )}
    >
      {(work, block) => <KnownWork work={work} block={block} />}
    </ReadAnswer>
  );
}

function KnownWork({ work, block }: { work: WorkRecord; block: BlockRef }) {
  const { id, metadata } = work;
  const hex = formatId(id, "work");
  const name = metadata.status === "found" ? visibleText(metadata.value.name) : undefined;
  return (
    <AnswerCard kind="found" title={name ?? "This work is registered."} block={block}>
      <Facts
        facts={[
          { label: "Work", value: <Hash value={hex} label="number of the work" /> },
          { label: "Claimed by", value: <AddressView value={work.claimant} /> },
          { label: "Controlled by", value: <AddressView value={work.controller} /> },
          { label: "Registered", value: <Time seconds={work.registered.time} block={work.registered.block} /> },
          { label: "Category", value: categoryLabel(work.category) },
          ...(metadata.status === "found" ? [] : [{ label: "Title and description", value: metadata.sentence }]),
        ]}
      />
      <div>
        <h2 className="mb-3 font-semibold">Made from</h2>
        <Read of={useParentWorks(id)} what="what it is made from" inline>
          {(parents) =>
            parents.length === 0 ? (
              <p className="text-soft">Nothing that its claimant declared in the register.</p>
            ) : (
              <DerivationsList derivations={parents} shows="parents" />
            )
          }
        </Read>
      </div>
      <div>
        <h2 className="mb-3 font-semibold">Sole and exclusive licences in force</h2>
        <Read of={useGrants(id)} what="the licences in force" inline>
          {(grants) => <ExcludingGrants grants={grants} />}
        </Read>
      </div>
      <p>
        <Link className="link" href={`/work/${hex}`}>
          See the work
        </Link>
      </p>
    </AnswerCard>
  );
}

const stateTitles: Record<LicenceState, string> = {
  running: "This licence is running.",
  "not started": "This licence exists and has not started yet.",
  expired: "This licence exists and has ended.",
  terminated: "This licence was ended for a breach.",
  surrendered: "This licence was given back by its holder.",
};

const exclusivityWords: Readonly<Record<number, string>> = {
  0: "Not exclusive: others may be licensed for the same",
  1: "Sole: the contracts license nobody else for the same; the licensor may go on using it so",
  2: "Exclusive: the contracts license nobody else for the same; the licensor agreed not to use it so",
};

/** What the chain records of a licence. */
export function LicenceAnswer({ id }: { id: bigint }) {
  const { name } = useActiveChain();
  return (
    <ReadAnswer
      of={useLicence(id)}
      none={(block) => (
        <AnswerCard kind="not-found" title={`No licence with this number exists on ${name}.`} block={block}>
          <p className="text-soft">Check that all of the number was copied, and that it is from this chain.</p>
        </AnswerCard>
      )}
    >
      {(licence, block) => <KnownLicence value={licence} block={block} />}
    </ReadAnswer>
  );
}

function KnownLicence({ value, block }: { value: LicenceDetails; block: BlockRef }) {
  const { id } = value;
  const parents = useParents(value);
  const hex = formatId(id, "licence");
  const { onchain } = value.terms;
  const { reports, arrears, notices, conditions, rules } = value.compliance;
  return (
    <AnswerCard
      kind="found"
      title={
        value.decisive !== id
          ? `This licence ended with licence ${serialOf(value.decisive)} above it.`
          : stateTitles[value.state]
      }
      block={block}
    >
      <Facts
        facts={[
          { label: "Held by", value: <AddressView value={value.holder} /> },
          { label: "From", value: <Time seconds={value.start} /> },
          { label: "Until", value: value.end >= forever ? "It does not end" : <Time seconds={value.end} /> },
          {
            label: "May",
            value: licensedInWords(onchain),
          },
          { label: "Where", value: capitalised(territoriesInWords(territoriesOf(onchain))) },
          { label: "Others", value: exclusivityWords[onchain.exclusivity] },
          {
            label: "Seats",
            value: `${formatNumber(value.seats)}, of which ${formatNumber(value.seatsPassedOn)} passed on by sublicences`,
          },
          { label: "Licensor", value: <AddressView value={value.licensor} /> },
          { label: "Sold", value: <Time seconds={value.sale.at.time} block={value.sale.at.block} /> },
        ]}
      />
      {value.above.length > 0 ? (
        <div>
          <h2 className="mb-3 font-semibold">Where it comes from</h2>
          <Read of={parents} what="the licences above it" inline>
            {(above) => <ParentChain chain={[value, ...above]} time={block.time} />}
          </Read>
        </div>
      ) : null}
      {rules === "colophon" && (conditions || reports.length > 0) ? (
        <div>
          <h2 className="mb-3 font-semibold">Reports</h2>
          {arrears && arrears.periods > 0 ? (
            <p className="mb-3 text-warn">
              {count(arrears.periods, "period is", "periods are")} over and not reported
              {arrears.minimum > 0n ? (
                <>
                  ; at least <OwedAmount amount={arrears.minimum} currency={conditions?.currency} /> more is owed
                </>
              ) : null}
              .
            </p>
          ) : null}
          <ReportsList reports={reports} currency={conditions?.currency} />
        </div>
      ) : null}
      <div>
        <h2 className="mb-3 font-semibold">Breach</h2>
        {notices.length > 0 ? (
          <NoticesList notices={notices} terminated={value.ended === "terminated"} />
        ) : (
          <p className="text-soft">
            {rules === "none" || conditions?.cure === 0
              ? "No notice was given, and none can be: it is irrevocable."
              : "No notice was given."}
          </p>
        )}
      </div>
      <p className="flex flex-wrap gap-x-6">
        <Link className="link" href={`/licence/${hex}`}>
          See what it allows
        </Link>
        <Link className="link" href={`/work/${formatId(value.work, "work")}`}>
          See the work
        </Link>
      </p>
    </AnswerCard>
  );
}
