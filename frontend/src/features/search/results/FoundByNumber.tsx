import { formatId } from "@colophon/sdk";
import { Link } from "wouter";
import { Badge } from "../../../components/Badge.tsx";
import { buttonClasses } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { IndexFailure } from "../../../components/index/IndexFailure.tsx";
import { IndexFreshness } from "../../../components/index/IndexFreshness.tsx";
import { LicenceHit } from "../../../components/index/LicenceHit.tsx";
import { OfferHit } from "../../../components/index/OfferHit.tsx";
import { WorkHit } from "../../../components/index/WorkHit.tsx";
import { LoadingState } from "../../../components/LoadingState.tsx";
import { useActiveChain } from "../../../lib/chain/useActiveChain.ts";
import { useIndex } from "../../../lib/index/useIndex.ts";
import type { SearchQuestion } from "../../../lib/questions/readSearch.ts";
import { SearchAnswer } from "../SearchAnswer.ts";

export type FoundByNumberProps = { text: string; question: SearchQuestion };

/** Where a number, a digest or an address leads by the chain, and what the index has on it. */
export function FoundByNumber({ text, question }: FoundByNumberProps) {
  const { index } = useActiveChain();
  const answer = useIndex({ path: `/v1/search?${new URLSearchParams({ q: text })}`, schema: SearchAnswer });
  const { data } = answer;
  const account = data?.account;
  const some =
    data &&
    (account !== null ? 1 : 0) + data.works.length + data.files.length + data.licences.length + data.offers.length > 0;
  const { what, href, action } = placeOf(question);
  return (
    <section aria-label="Results" className="grid gap-6">
      <Card className="flex flex-wrap items-center justify-between gap-4">
        <p className="min-w-0">
          This is <strong className="font-semibold">{what}</strong>. The chain itself answers for it.
        </p>
        <Link href={href} className={buttonClasses("secondary")}>
          {action}
        </Link>
      </Card>
      {index !== undefined && answer.isPending ? <LoadingState label="Asking the index" /> : null}
      {answer.error ? (
        <IndexFailure error={answer.error} onRetry={() => answer.refetch()} busy={answer.isFetching} />
      ) : null}
      {data ? (
        <>
          <div className="grid gap-1">
            <p role="status" className="font-medium">
              {some ? "The index knows this of it:" : "The index knows nothing else of it."}
            </p>
            <IndexFreshness at={data.at} />
          </div>
          {account ? (
            <p>
              It claimed {counted(account.works.claimed, "work")}, controls {counted(account.works.controlled, "work")},
              holds {counted(account.licences.held, "licence")} and granted{" "}
              {counted(account.licences.granted, "licence")}.
            </p>
          ) : null}
          {data.files.length > 0 ? (
            <ol className="grid gap-6">
              {data.files.map(({ work, rank }) => (
                <li key={work.id}>
                  <WorkHit
                    work={work}
                    level={2}
                    note={
                      <Badge tone={rank === 1 ? "accent" : "neutral"}>
                        {rank === 1 ? "Earliest evidence" : `Number ${rank}`}
                      </Badge>
                    }
                  />
                </li>
              ))}
            </ol>
          ) : null}
          {data.works.length > 0 ? (
            <ul className="grid gap-6">
              {data.works.map((work) => (
                <li key={work.id}>
                  <WorkHit work={work} level={2} />
                </li>
              ))}
            </ul>
          ) : null}
          {data.licences.length > 0 ? (
            <ul className="grid gap-2">
              {data.licences.map((licence) => (
                <li key={licence.id}>
                  <LicenceHit licence={licence} />
                </li>
              ))}
            </ul>
          ) : null}
          {data.offers.length > 0 ? (
            <ul className="grid gap-2">
              {data.offers.map((offer) => (
                <li key={offer.id}>
                  <OfferHit offer={offer} />
                </li>
              ))}
            </ul>
          ) : null}
        </>
      ) : null}
    </section>
  );
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString("en-GB")} ${what}${count === 1 ? "" : "s"}`;
}

function placeOf(question: SearchQuestion): { what: string; href: string; action: string } {
  switch (question.kind) {
    case "work":
      return { what: "the number of a work", href: `/work/${formatId(question.id, "work")}`, action: "See the work" };
    case "licence":
      return {
        what: "the number of a licence",
        href: `/licence/${formatId(question.id, "licence")}`,
        action: "See the licence",
      };
    case "offer":
      return { what: "the number of an offer", href: `/offer/${question.id}`, action: "See the offer" };
    case "account":
      return { what: "an account", href: `/portfolio?account=${question.address}`, action: "See its portfolio" };
    case "hash":
      return {
        what: "a digest, or a number as long as one",
        href: `/verify?q=${question.digest.slice(2)}`,
        action: "Check it on the chain",
      };
    default:
      return { what: "text", href: "/works", action: "See all works" };
  }
}
