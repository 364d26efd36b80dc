import type { ClearedWork } from "@colophon/sdk/index-api";
import type { BlockRef } from "@colophon/sdk/read";
import { Link } from "wouter";
import { OfferPrice } from "../../../flow/Amount.tsx";
import { Read } from "../../../flow/Read.tsx";
import { count } from "../../../lib/format.ts";
import { useFinding } from "../../../lib/useFinding.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Time } from "../../../ui/values.tsx";
import { type ChainVerdict, checkOnChain, verdicts } from "./answer.ts";
import type { ClearanceQuestion } from "./question.ts";

export type ChainCheckProps = {
  cleared: ClearedWork;
  question: ClearanceQuestion;
  /** Whether the person asked for it. */
  asked: boolean;
  onAsk: () => void;
};

/** Asks the contracts themselves about one work, and says whether the index said the same. */
export function ChainCheck({ cleared, question, asked, onAsk }: ChainCheckProps) {
  const { use, purpose, field, territory, from, until, account } = question;
  const { id } = cleared.work;
  const check = useFinding(
    asked
      ? {
          key: ["clearance", id, use, purpose, field, territory, from, until, account],
          read: (context) => checkOnChain(context, BigInt(id), question),
        }
      : undefined,
  );
  if (!asked || check.isLoading) {
    return (
      <div className="print:hidden">
        <Button variant="secondary" size="small" busy={check.isLoading} onClick={onAsk}>
          Check it on the chain
        </Button>
      </div>
    );
  }
  return (
    <Read
      of={check}
      what="what the chain says of it"
      none={
        <Notice tone="danger" title="The chain knows no such work">
          <p>The index names a work that is not registered. Do not rely on what it says about it.</p>
        </Notice>
      }
    >
      {(value, block) => <Compared cleared={cleared} value={value} block={block} />}
    </Read>
  );
}

type ComparedProps = { cleared: ClearedWork; value: ChainVerdict; block: BlockRef };

/** Whether the contracts say the same as the index said. */
function Compared({ cleared, value, block }: ComparedProps) {
  const when = (
    <p className="text-sm">
      Read from the chain as of <Time seconds={block.time} block={block.number} />.
    </p>
  );
  const missing = value.offers.filter(({ id: offer }) => !cleared.offers.some((each) => each.id === offer));
  if (value.verdict === cleared.verdict) {
    return (
      <Notice tone="ok" title="The chain says the same">
        <p>{value.sentence}</p>
        {missing.length > 0 ? (
          <p>
            It has {count(missing.length, "offer")} that the index did not list:{" "}
            {missing.map(({ id: offer, offer: terms }, i) => (
              <span key={offer}>
                {i > 0 ? ", " : ""}
                <Link href={`/offer/${offer}`} className="link">
                  <OfferPrice offer={terms} />
                </Link>
              </span>
            ))}
            .
          </p>
        ) : null}
        {when}
      </Notice>
    );
  }
  return (
    <Notice tone="danger" title="The chain says something else">
      <p>
        The index said “{verdicts[cleared.verdict].word}”; by the chain it is “{verdicts[value.verdict].word}”.{" "}
        {value.sentence} The chain counts. The index may be behind, or wrong.
      </p>
      {when}
    </Notice>
  );
}
