import { formatId } from "@colophon/sdk";
import { hasDuties } from "@colophon/sdk/terms";
import { CircleCheck } from "lucide-react";
import type { Hex } from "viem";
import { Link } from "wouter";
import { OfferPrice } from "../../flow/Amount.tsx";
import { capitalised, shorten } from "../../lib/format.ts";
import { allowsInWords, deedVerdict, termsOf } from "../../lib/terms.ts";
import { titleOf } from "../../lib/work.ts";
import { TermsPoints } from "../../parts/TermsPoints.tsx";
import { WorkCover } from "../../parts/WorkCover.tsx";
import { Checkbox } from "../../ui/field.tsx";
import type { BasketLine } from "./basket.ts";

type BasketLineViewProps = {
  id: Hex;
  line: BasketLine;
  chosen: boolean;
  onChoose: (on: boolean) => void;
};

/** One licence of a basket: what it allows, what it costs, and whether it is bought with the rest. */
export function BasketLineView({ id, line, chosen, onChoose }: BasketLineViewProps) {
  const { offered } = line;
  const title = offered ? titleOf(offered.work) : `Offer ${shorten(id, 10, 6)}`;
  return (
    <li className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-4 gap-y-3 border-rule border-b py-5 first:pt-0 last:border-b-0 last:pb-0">
      {offered ? <WorkCover work={offered.work} className="w-full" /> : <span />}
      <div className="grid min-w-0 content-start gap-1">
        <h3 className="flex flex-wrap items-baseline justify-between gap-x-6 text-xl">
          <Link href={`/offer/${id}`} className="link [overflow-wrap:anywhere]">
            <bdi>{title}</bdi>
          </Link>
          {offered ? (
            <span className="font-serif">
              <OfferPrice offer={offered.record.offer} />
            </span>
          ) : null}
        </h3>
        {offered ? <p className="text-soft">{capitalised(allowsInWords(offered.record.terms.onchain))}.</p> : null}
        <Standing line={line} title={title} chosen={chosen} onChoose={onChoose} id={id} />
        {offered ? (
          // What is asked to be read stands there to be read.
          <details open={hasDuties(offered.record.terms.onchain)}>
            <summary className="link w-fit py-1 text-sm">All its terms, in short</summary>
            <div className="mt-3">
              <TermsPoints
                onchain={offered.record.terms.onchain}
                terms={termsOf(deedVerdict(offered.record.terms))}
                agreed={deedVerdict(offered.record.terms).status === "verified"}
              />
            </div>
          </details>
        ) : null}
      </div>
    </li>
  );
}

function Standing({ line, title, id, chosen, onChoose }: BasketLineViewProps & { title: string }) {
  switch (line.kind) {
    case "held":
      return (
        <p className="flex items-center gap-2">
          <CircleCheck aria-hidden="true" className="size-5 shrink-0 text-ok" />
          <span>
            You hold it:{" "}
            <Link href={`/licence/${formatId(line.licence.id, "licence")}`} className="link">
              licence {line.licence.serial}
            </Link>
          </span>
        </p>
      );
    case "not here":
      return (
        <p className="text-warn">
          {line.sentence}{" "}
          {line.offered ? (
            <Link href={`/offer/${id}`} className="link">
              Open it on its own page
            </Link>
          ) : null}
        </p>
      );
    default:
      return (
        <Checkbox
          className="mt-1"
          label={
            <>
              {hasDuties(line.offered.record.terms.onchain)
                ? "I have read its duties below and accept them. Buy it."
                : "Buy it"}
              <span className="sr-only"> ({title})</span>
            </>
          }
          checked={chosen}
          onChange={(event) => onChoose(event.target.checked)}
        />
      );
  }
}
