import { checkQuote, closeOfferCall, parseQuote, type Quote, usesBitmapOf, usesOfBitmap } from "@colophon/sdk";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { Address } from "../../../components/Address.tsx";
import { Badge, type BadgeTone } from "../../../components/Badge.tsx";
import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { formatTime } from "../../../components/formatTime.ts";
import { TransactionButton } from "../../../components/TransactionButton.tsx";
import { OfferPrice } from "../../../components/terms/OfferPrice.tsx";
import { useActiveChain } from "../../../lib/chain/useActiveChain.ts";
import { useFinding } from "../../../lib/chain/useFinding.ts";
import type { KeptQuote } from "../../../lib/quotes/KeptQuote.ts";
import { keptQuotes } from "../../../lib/quotes/keptQuotes.ts";
import { useKeptQuotes } from "../../../lib/quotes/useKeptQuotes.ts";
import { usesInWords } from "../../../lib/terms/usesInWords.ts";
import { QuoteHandOver } from "../deal/QuoteHandOver.tsx";

export type QuotesOfWorkProps = { work: bigint; title: string };

/** The quotes for a work that were signed on this device, with what can be done about them. */
export function QuotesOfWork({ work, title }: QuotesOfWorkProps) {
  const chain = useActiveChain();
  const kept = useKeptQuotes(chain.id, work);
  const readable = (kept.data ?? []).flatMap((each) => {
    const quote = read(each);
    return quote ? [{ each, quote }] : [];
  });
  if (readable.length === 0) return null;
  return (
    <section aria-labelledby="quotes-of-work" className="mt-16 grid gap-5 border-rule border-t pt-10">
      <div>
        <h2 id="quotes-of-work" className="text-3xl">
          Your quotes
        </h2>
        <p className="mt-1 text-soft text-sm">Kept on this device only. Save the files if you need them elsewhere.</p>
      </div>
      <ul className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-4">
        {readable.map(({ each, quote }) => (
          <li key={each.id}>
            <QuoteCard kept={each} quote={quote} title={title} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type State = { label: string; tone: BadgeTone; alive: boolean };

function QuoteCard({ kept, quote, title }: { kept: KeptQuote; quote: Quote; title: string }) {
  const { deployment } = useActiveChain();
  const queries = useQueryClient();
  const { offer } = quote;
  const found = useFinding({ key: ["quote", kept.id], read: (context) => checkQuote(context, quote) });
  const check = found.data?.status === "found" ? found.data.value : undefined;
  const state = check && stateOf(check.state, check.record?.state);
  const calls = useMemo(
    () => [{ call: closeOfferCall(deployment, { offer }), says: `Cancel this quote for “${title}” for good.` }],
    [deployment, offer, title],
  );
  const forget = async () => {
    await keptQuotes.delete(kept.id);
    await queries.invalidateQueries({ queryKey: ["quotes"] });
  };
  return (
    <Card className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p className="font-serif text-2xl">
          <OfferPrice offer={{ ...offer, price: offer.price * BigInt(offer.supply) }} />
        </p>
        {state ? <Badge tone={state.tone}>{state.label}</Badge> : null}
      </div>
      <p className="first-letter:uppercase">
        <span className="font-medium">{usesInWords(usesOfBitmap(usesBitmapOf(quote.terms.uses)).uses)}</span>,{" "}
        {offer.supply === 1 ? "one seat" : `${offer.supply.toLocaleString("en-GB")} seats`}, for{" "}
        <Address value={offer.buyer} />
      </p>
      <p className="text-soft text-sm">
        Signed {formatTime(Math.floor(kept.createdAt / 1000))}.{" "}
        {check && (check.state === "refused" || check.state === "undeployed wallet") ? check.sentence : ""}
        {found.data?.status === "unknown" ? found.data.problem.sentence : ""}
      </p>
      {state?.alive ? <QuoteHandOver quote={quote} /> : null}
      {state?.alive ? (
        <details>
          <summary className="link w-fit">Cancel it</summary>
          <div className="mt-4 grid gap-4">
            <p className="text-soft">
              The buyer cannot use it from then on, wherever the link and the file have gone. It cannot be taken back.
            </p>
            <TransactionButton
              intent={`close:${kept.id}`}
              title={`Cancel a quote for “${title}”`}
              calls={calls}
              label="Cancel it for good"
            />
          </div>
        </details>
      ) : state ? (
        <div>
          <Button variant="quiet" size="small" onClick={forget}>
            Take it off this list
          </Button>
        </div>
      ) : null}
    </Card>
  );
}

function stateOf(state: string, published: string | undefined): State {
  if (state === "published") {
    if (published === "sold out") return { label: "Used", tone: "ok", alive: false };
    const alive = published === "open" || published === "not open yet";
    return { label: alive ? "Published, not bought yet" : "Over", tone: "neutral", alive };
  }
  if (state === "open" || state === "not open yet") return { label: "Not used yet", tone: "accent", alive: true };
  if (state === "cancelled") return { label: "Cancelled", tone: "neutral", alive: false };
  if (state === "undeployed wallet") return { label: "Not usable yet", tone: "warning", alive: true };
  return { label: "Does not count any more", tone: "warning", alive: false };
}

function read({ document }: KeptQuote): Quote | undefined {
  try {
    return parseQuote(document);
  } catch {
    // What another version kept is not shown.
    return undefined;
  }
}
