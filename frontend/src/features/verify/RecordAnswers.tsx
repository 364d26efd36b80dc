import { categories, forever, formatId, type LicenceState, serialOf, visibleText } from "@colophon/sdk";
import { readLicence, readWork } from "@colophon/sdk/read";
import { usesOfBitmap } from "@colophon/sdk/terms";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { count, formatNumber } from "../../lib/format.ts";
import { useGrants, useParents, useParentWorks } from "../../lib/reads.ts";
import { territoriesInWords, territoriesOf, usesInWords } from "../../lib/terms.ts";
import { useReadContext } from "../../lib/useFinding.ts";
import { ExcludingGrants } from "../../parts/exclusivity.tsx";
import { NoticesList, ParentChain, ReportsList } from "../../parts/licence.tsx";
import { DerivationsList } from "../../parts/work.tsx";
import { Facts } from "../../ui/page.tsx";
import { LoadingState } from "../../ui/states.tsx";
import { AddressView, Hash, Time } from "../../ui/values.tsx";
import { AnswerCard, lookupFailed, UnknownAnswer } from "./AnswerCard.tsx";

export function WorkAnswer({ id }: { id: bigint }) {
  const context = useReadContext();
  const chain = useActiveChain();
  const query = useQuery({
    queryKey: ["verify-work", chain.id, id.toString()],
    queryFn: () => readWork(context, id),
  });
  const parents = useParentWorks(id);
  const grants = useGrants(id);
  const hex = formatId(id, "work");
  if (query.isPending) return <LoadingState label={`Looking on ${chain.name}`} />;
  if (query.isError) return <UnknownAnswer sentence={lookupFailed} onRetry={query.refetch} busy={query.isFetching} />;
  const finding = query.data;
  if (finding.status === "unknown") {
    return <UnknownAnswer sentence={finding.problem.sentence} onRetry={query.refetch} busy={query.isFetching} />;
  }
  if (finding.status === "not-found") {
    return (
      <AnswerCard
        kind="not-found"
        title={`No work with this number is registered on ${chain.name}.`}
        block={finding.block}
      >
        <p className="text-soft">Check that all of the number was copied, and that it is from this chain.</p>
      </AnswerCard>
    );
  }
  const { value, block } = finding;
  const name = value.metadata.status === "found" ? visibleText(value.metadata.value.name) : undefined;
  return (
    <AnswerCard kind="found" title={name ?? "This work is registered."} block={block}>
      <Facts
        facts={[
          { label: "Work", value: <Hash value={hex} label="number of the work" /> },
          { label: "Claimed by", value: <AddressView value={value.claimant} /> },
          { label: "Controlled by", value: <AddressView value={value.controller} /> },
          { label: "Registered", value: <Time seconds={value.registered.time} block={value.registered.block} /> },
          { label: "Category", value: categories.find((category) => category.id === value.category)?.label },
          ...(value.metadata.status === "found"
            ? []
            : [{ label: "Title and description", value: value.metadata.sentence }]),
        ]}
      />
      <div>
        <h2 className="mb-3 font-semibold">Made from</h2>
        {parents.data?.status === "found" ? (
          parents.data.value.length === 0 ? (
            <p className="text-soft">Nothing that its claimant declared in the register.</p>
          ) : (
            <DerivationsList derivations={parents.data.value} shows="parents" />
          )
        ) : parents.data?.status === "unknown" ? (
          <p className="text-warn">That cannot be read right now. {parents.data.problem.sentence}</p>
        ) : (
          <LoadingState label="Reading what it is made from" />
        )}
      </div>
      <div>
        <h2 className="mb-3 font-semibold">Sole and exclusive licences in force</h2>
        {grants.data?.status === "found" ? (
          <ExcludingGrants grants={grants.data.value} />
        ) : grants.data?.status === "unknown" ? (
          <p className="text-warn">They cannot be read right now. {grants.data.problem.sentence}</p>
        ) : (
          <LoadingState label="Reading the licences in force" />
        )}
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
};

const exclusivityWords: Readonly<Record<number, string>> = {
  0: "May be licensed for the same",
  1: "Nobody else is licensed for the same; the licensor may use it so",
  2: "Nobody else may use it so, not even the licensor",
};

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function LicenceAnswer({ id }: { id: bigint }) {
  const context = useReadContext();
  const chain = useActiveChain();
  const query = useQuery({
    queryKey: ["verify-licence", chain.id, id.toString()],
    queryFn: () => readLicence(context, id),
  });
  const parents = useParents(query.data?.status === "found" ? query.data.value : undefined);
  const hex = formatId(id, "licence");
  if (query.isPending) return <LoadingState label={`Looking on ${chain.name}`} />;
  if (query.isError) return <UnknownAnswer sentence={lookupFailed} onRetry={query.refetch} busy={query.isFetching} />;
  const finding = query.data;
  if (finding.status === "unknown") {
    return <UnknownAnswer sentence={finding.problem.sentence} onRetry={query.refetch} busy={query.isFetching} />;
  }
  if (finding.status === "not-found") {
    return (
      <AnswerCard kind="not-found" title={`No licence with this number exists on ${chain.name}.`} block={finding.block}>
        <p className="text-soft">Check that all of the number was copied, and that it is from this chain.</p>
      </AnswerCard>
    );
  }
  const { value, block } = finding;
  const { onchain } = value.terms;
  const { reports, arrears, notices } = value.compliance;
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
            label: "For",
            value: capitalised(usesInWords(usesOfBitmap(onchain.uses).uses) || "uses that have no name here"),
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
          {parents.data?.status === "found" ? (
            <ParentChain chain={[value, ...parents.data.value]} time={block.time} />
          ) : parents.data?.status === "unknown" ? (
            <p className="text-warn">The licences above it cannot be read right now. {parents.data.problem.sentence}</p>
          ) : (
            <LoadingState label="Reading the licences above it" />
          )}
        </div>
      ) : null}
      {onchain.period > 0 ? (
        <div>
          <h2 className="mb-3 font-semibold">Reports</h2>
          {arrears.periods > 0 ? (
            <p className="mb-3 text-warn">
              {count(arrears.periods, "period is", "periods are")} over and not reported
              {arrears.minimum > 0n ? (
                <>
                  ; at least <Amount amount={arrears.minimum} currency={onchain.currency} /> is owed
                </>
              ) : null}
              .
            </p>
          ) : null}
          <ReportsList reports={reports} />
        </div>
      ) : null}
      <div>
        <h2 className="mb-3 font-semibold">Breach</h2>
        {notices.length > 0 ? (
          <NoticesList notices={notices} terminated={value.terminated} />
        ) : (
          <p className="text-soft">
            {onchain.cure === 0 ? "No notice was given, and none can be: it is irrevocable." : "No notice was given."}
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
