import { offerIdOf } from "@colophon/sdk";
import { parseQuote, type Quote, quoteDocumentOf } from "@colophon/sdk/terms";
import { useQueryClient } from "@tanstack/react-query";
import { OfferPrice } from "../../flow/Amount.tsx";
import { LinkAndFile } from "../../flow/HandOver.tsx";
import { foundOf, unknownOf } from "../../flow/Read.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { count } from "../../lib/format.ts";
import { type KeptQuote, keptQuotes, quoteFileName, quoteLinkOf, useKeptQuotes } from "../../lib/quotes.ts";
import { useQuoteCheck } from "../../lib/reads.ts";
import { purposesInWords, usesInWords } from "../../lib/terms.ts";
import { formatTime } from "../../lib/time.ts";
import { CloseOffer } from "../../parts/CloseOffer.tsx";
import { Button } from "../../ui/button.tsx";
import { Badge, type BadgeTone } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { AddressView } from "../../ui/values.tsx";

type QuotesOfWorkProps = { work: bigint; title: string };

/** The quotes for a work that were signed on this device, with what can be done about them. */
export function QuotesOfWork({ work, title }: QuotesOfWorkProps) {
  const chain = useActiveChain();
  const kept = useKeptQuotes(chain.id, work);
  const readable = (kept.data ?? []).flatMap((each) => {
    const quote = parseKept(each);
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
  const queries = useQueryClient();
  const { offer } = quote;
  const found = useQuoteCheck(quote);
  const check = foundOf(found);
  const state = check && stateOf(check.state, check.record?.state);
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
        <span className="font-medium">
          {usesInWords(quote.terms.uses)}, {purposesInWords(quote.terms.purposes)}
        </span>
        , {count(offer.supply, "seat")}, for <AddressView value={offer.buyer} />
      </p>
      <p className="text-soft text-sm">
        Signed {formatTime(Math.floor(kept.createdAt / 1000))}.{" "}
        {check && (check.state === "refused" || check.state === "undeployed wallet") ? check.sentence : ""}
        {unknownOf(found) ?? ""}
      </p>
      {state?.alive ? <QuoteHandOver quote={quote} /> : null}
      {state?.alive ? (
        <details>
          <summary className="link w-fit">Cancel it</summary>
          <CloseOffer kind="quote" id={offerIdOf(offer)} offer={offer} title={title} />
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

function parseKept({ document }: KeptQuote): Quote | undefined {
  try {
    return parseQuote(document);
  } catch {
    // What another version kept is not shown.
    return undefined;
  }
}

/** A signed quote as a link and as a file. */
export function QuoteHandOver({ quote }: { quote: Quote }) {
  const link = quoteLinkOf(quote);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <LinkAndFile
        link={link}
        label="Copy the link to the quote"
        fileName={quoteFileName(quote)}
        document={() => quoteDocumentOf(quote)}
      />
    </div>
  );
}
