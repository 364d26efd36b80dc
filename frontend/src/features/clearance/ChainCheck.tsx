import { Link } from "wouter";
import { Button } from "../../components/Button.tsx";
import { Notice } from "../../components/Notice.tsx";
import { Time } from "../../components/Time.tsx";
import { OfferPrice } from "../../components/terms/OfferPrice.tsx";
import { useFinding } from "../../lib/chain/useFinding.ts";
import type { ClearedWork } from "./ClearanceAnswer.ts";
import type { ClearanceQuestion } from "./ClearanceQuestion.ts";
import { checkOnChain } from "./checkOnChain.ts";
import { verdicts } from "./verdicts.ts";

export type ChainCheckProps = {
  cleared: ClearedWork;
  question: ClearanceQuestion;
  /** Whether the person asked for it. */
  asked: boolean;
  onAsk: () => void;
};

/** Asks the contracts themselves about one work, and says whether the index said the same. */
export function ChainCheck({ cleared, question, asked, onAsk }: ChainCheckProps) {
  const { use, territory, from, until, account } = question;
  const { id } = cleared.work;
  const check = useFinding({
    key: ["clearance", id, use, territory, from, until, account],
    enabled: asked,
    read: (context) => checkOnChain(context, BigInt(id), question),
  });
  if (!asked || check.isLoading) {
    return (
      <div className="print:hidden">
        <Button variant="secondary" size="small" busy={check.isLoading} onClick={onAsk}>
          Check it on the chain
        </Button>
      </div>
    );
  }
  const { data } = check;
  if (data?.status === "not-found") {
    return (
      <Notice tone="danger" title="The chain knows no such work">
        <p>The index names a work that is not registered. Do not rely on what it says about it.</p>
      </Notice>
    );
  }
  if (data?.status !== "found") {
    return (
      <Notice
        tone="warning"
        title="The chain cannot be asked now"
        actions={
          <Button variant="secondary" size="small" busy={check.isFetching} onClick={() => check.refetch()}>
            Try again
          </Button>
        }
      >
        <p>{data?.problem.sentence ?? "Something unexpected happened."}</p>
      </Notice>
    );
  }
  const { value, block } = data;
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
            It has {missing.length === 1 ? "an offer" : `${missing.length} offers`} that the index did not list:{" "}
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
