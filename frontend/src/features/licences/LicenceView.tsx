import { deedOf, formatId, readLicence, splitLicenceId } from "@colophon/sdk";
import { Printer } from "lucide-react";
import { isAddressEqual } from "viem";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { Address } from "../../components/Address.tsx";
import { Amount } from "../../components/Amount.tsx";
import { Button, buttonClasses } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { Facts } from "../../components/Facts.tsx";
import { Hash } from "../../components/Hash.tsx";
import { LimitsStatement } from "../../components/LimitsStatement.tsx";
import { LoadingState } from "../../components/LoadingState.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { Section } from "../../components/Section.tsx";
import { Time } from "../../components/Time.tsx";
import { DeedProblem } from "../../components/terms/DeedProblem.tsx";
import { DeedSections } from "../../components/terms/DeedSections.tsx";
import { useActiveChain } from "../../lib/chain/useActiveChain.ts";
import { useFinding } from "../../lib/chain/useFinding.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { deedVerdict } from "../../lib/terms/deedVerdict.ts";
import { earlierClaims } from "../../lib/work/earlierClaims.ts";
import { titleOf } from "../../lib/work/titleOf.ts";
import { useStanding } from "../../lib/work/useStanding.ts";
import { useWork } from "../../lib/work/useWork.ts";
import { Certificate } from "./Certificate.tsx";
import { LiveCheck } from "./LiveCheck.tsx";
import { TransferLicence } from "./TransferLicence.tsx";
import "./print.css";
import { untitled } from "../../lib/work/untitled.ts";

export function LicenceView({ id }: { id: bigint }) {
  const chain = useActiveChain();
  const { address } = useConnection();
  const { work: workId, serial } = splitLicenceId(id);
  const found = useFinding({ key: ["licence", id.toString()], read: (context) => readLicence(context, id) });
  const work = useWork(workId);
  const standing = useStanding(workId);
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
  const verdict = deedVerdict(licence.terms);
  const mine = address !== undefined && isAddressEqual(address, licence.holder);
  const earlier = standing.data?.status === "found" ? earlierClaims(standing.data.value) : [];
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

      <div className="print:hidden">
        <Section title="Is this use licensed?" note="Ask the contract. Anybody may.">
          <LiveCheck licence={licence} block={block} />
        </Section>
      </div>

      <Section title="The sale">
        <Facts
          facts={[
            { label: "Sold", value: <Time seconds={sale.at.time} block={sale.at.block} /> },
            { label: "Bought by", value: <Address value={sale.buyer} /> },
            {
              label: "Price paid",
              value: sale.price === 0n ? "Nothing" : <Amount amount={sale.price} currency={sale.currency} />,
            },
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
