import { formatId } from "@colophon/sdk";
import type { BlockRef, Recorded, TransactionRecord } from "@colophon/sdk/read";
import type { Hex } from "viem";
import { Link } from "wouter";
import { useActiveChain } from "../../lib/chain.ts";
import { formatNumber } from "../../lib/format.ts";
import { useTransaction } from "../../lib/reads.ts";
import { Facts } from "../../ui/page.tsx";
import { AddressView, Hash, Time } from "../../ui/values.tsx";
import { AnswerCard, ReadAnswer } from "./AnswerCard.tsx";

/** What a transaction did here. */
export function TransactionAnswer({ hash }: { hash: Hex }) {
  const { name } = useActiveChain();
  return (
    <ReadAnswer
      of={useTransaction(hash)}
      none={(block) => (
        <AnswerCard kind="not-found" title={`No block of ${name} has this transaction.`} block={block}>
          <p className="text-soft">It may still be on its way, have been replaced, or belong to another chain.</p>
        </AnswerCard>
      )}
    >
      {(record, block) => <KnownTransaction record={record} block={block} />}
    </ReadAnswer>
  );
}

/** At most so many of what one transaction recorded are listed. */
const mostListed = 20;

export function KnownTransaction({ record, block }: { record: TransactionRecord; block: BlockRef }) {
  const { recorded } = record;
  const title = record.failed
    ? "This transaction failed: the chain undid it."
    : recorded.length === 0
      ? "This transaction has nothing to do with Colophon."
      : "This transaction recorded something here.";
  return (
    <AnswerCard kind="found" title={title} block={block}>
      <Facts
        facts={[
          { label: "Sent by", value: <AddressView value={record.from} /> },
          { label: "In a block", value: <Time seconds={record.at.time} block={record.at.number} /> },
          { label: "Transaction", value: <Hash value={record.hash} label="transaction hash" /> },
        ]}
      />
      {recorded.length > 0 ? (
        <ul className="grid gap-2">
          {recorded.slice(0, mostListed).map((each) => {
            const { words, href, action } = wordsOf(each);
            return (
              <li key={`${each.kind} ${href}`}>
                {words}{" "}
                <Link className="link" href={href}>
                  {action}
                </Link>
              </li>
            );
          })}
          {recorded.length > mostListed ? <li>And {formatNumber(recorded.length - mostListed)} more.</li> : null}
        </ul>
      ) : null}
    </AnswerCard>
  );
}

function wordsOf(recorded: Recorded): { words: string; href: string; action: string } {
  switch (recorded.kind) {
    case "stamp":
      return { words: "It stamped a commitment.", href: `/prove/${recorded.commitment}`, action: "See the stamp" };
    case "work":
    case "revision":
      return {
        words: recorded.kind === "work" ? "It registered a work." : "It recorded a new version of a work.",
        href: `/work/${formatId(recorded.id, "work")}`,
        action: "See the work",
      };
    case "offer":
      return { words: "It published an offer.", href: `/offer/${recorded.id}`, action: "See the offer" };
    case "licence":
    case "renewal":
      return {
        words: recorded.kind === "licence" ? "It sold a licence." : "It renewed a licence.",
        href: `/licence/${formatId(recorded.id, "licence")}`,
        action: "See the licence",
      };
  }
}
