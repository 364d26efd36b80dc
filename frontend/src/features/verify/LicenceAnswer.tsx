import { forever, formatId, type LicenceState, readLicence, splitLicenceId, usesOfBitmap } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { Address } from "../../components/Address.tsx";
import { Amount } from "../../components/Amount.tsx";
import { Facts } from "../../components/Facts.tsx";
import { LoadingState } from "../../components/LoadingState.tsx";
import { NoticesList } from "../../components/licences/NoticesList.tsx";
import { ParentChain } from "../../components/licences/ParentChain.tsx";
import { ReportsList } from "../../components/licences/ReportsList.tsx";
import { Time } from "../../components/Time.tsx";
import { useActiveChain } from "../../lib/chain/useActiveChain.ts";
import { useReadContext } from "../../lib/chain/useReadContext.ts";
import { useParents } from "../../lib/licences/useParents.ts";
import { territoriesInWords } from "../../lib/terms/territoriesInWords.ts";
import { territoriesOf } from "../../lib/terms/territoriesOf.ts";
import { usesInWords } from "../../lib/terms/usesInWords.ts";
import { lookupFailed } from "./lookupFailed.ts";
import { UnknownVerdict } from "./UnknownVerdict.tsx";
import { Verdict } from "./Verdict.tsx";

const titles: Record<LicenceState, string> = {
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
  if (query.isError) return <UnknownVerdict sentence={lookupFailed} onRetry={query.refetch} busy={query.isFetching} />;
  const finding = query.data;
  if (finding.status === "unknown") {
    return <UnknownVerdict sentence={finding.problem.sentence} onRetry={query.refetch} busy={query.isFetching} />;
  }
  if (finding.status === "not-found") {
    return (
      <Verdict kind="not-found" title={`No licence with this number exists on ${chain.name}.`} block={finding.block}>
        <p className="text-soft">Check that all of the number was copied, and that it is from this chain.</p>
      </Verdict>
    );
  }
  const { value, block } = finding;
  const { onchain } = value.terms;
  const { reports, arrears, notices } = value.compliance;
  return (
    <Verdict
      kind="found"
      title={
        value.decisive !== id
          ? `This licence ended with licence ${splitLicenceId(value.decisive).serial} above it.`
          : titles[value.state]
      }
      block={block}
    >
      <Facts
        facts={[
          { label: "Held by", value: <Address value={value.holder} /> },
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
            value: `${value.seats.toLocaleString("en-GB")}, of which ${value.seatsPassedOn.toLocaleString("en-GB")} passed on by sublicences`,
          },
          { label: "Licensor", value: <Address value={value.licensor} /> },
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
              {arrears.periods === 1 ? "1 period is" : `${arrears.periods} periods are`} over and not reported
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
    </Verdict>
  );
}
