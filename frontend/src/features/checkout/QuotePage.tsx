import { documents, FormatError, formatId, mostSeats, type OfferState } from "@colophon/sdk";
import { defineTermsCall, publishQuoteCall } from "@colophon/sdk/calls";
import { type BlockRef, checkQuote, type QuoteCheck, readTerms, type TermsRecord } from "@colophon/sdk/read";
import { checkDeed, deedOf, onchainTermsOf, parseQuote, parseQuoteFragment, type Quote } from "@colophon/sdk/terms";
import { useMemo, useState, useSyncExternalStore } from "react";
import { useActiveChain } from "../../lib/chain.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { useStanding, useWork } from "../../lib/reads.ts";
import { deedVerdict } from "../../lib/terms.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { earlierClaims } from "../../lib/work.ts";
import { EarlierClaimWarning } from "../../parts/claims.tsx";
import { DeedSections } from "../../parts/deed.tsx";
import { TermsPoints } from "../../parts/TermsPoints.tsx";
import { DropZone } from "../../ui/DropZone.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card, PageHeader } from "../../ui/page.tsx";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import { AddressView } from "../../ui/values.tsx";
import { LicenceHead } from "./AboutOffer.tsx";
import { Checkout } from "./Checkout.tsx";
import type { CheckoutRecord } from "./purchase.ts";

type OpenedQuote = { quote: Quote } | { problem: string } | undefined;

/** Opens a quote from a link or from its file. */
export function QuotePage() {
  usePageTitle("Quote");
  const fragment = useFragment();
  const [file, setFile] = useState<OpenedQuote>();
  const read = file ?? (fragment === "" ? undefined : openQuote(() => parseQuoteFragment(fragment)));
  if (read && "quote" in read) return <QuoteView quote={read.quote} />;

  const open = async (chosen: File | undefined) => {
    if (!chosen) return;
    if (chosen.size > documents.quote.maxBytes)
      return setFile({ problem: "This file is too large to be a quote. Choose another." });
    try {
      const bytes = new Uint8Array(await chosen.arrayBuffer());
      setFile(openQuote(() => parseQuote(bytes)));
    } catch {
      setFile({ problem: "This file could not be read. Choose it again." });
    }
  };
  return (
    <>
      <PageHeader title="Open a quote">
        <p>An offer that somebody signed for one buyer. It is read on this device and sent nowhere.</p>
      </PageHeader>
      <div className="grid max-w-3xl gap-6">
        {read ? (
          <Notice tone="danger" urgent title="This is not a quote that can be used">
            <p>{read.problem}</p>
          </Notice>
        ) : null}
        <DropZone
          title="Drop the quote here"
          hint="Its name ends in .colophon-quote.json"
          folders={false}
          multiple={false}
          onChoose={(chosen) => void open(chosen.files[0]?.file)}
        />
      </div>
    </>
  );
}

function openQuote(read: () => Quote): OpenedQuote {
  try {
    return { quote: read() };
  } catch (error) {
    return {
      problem:
        error instanceof FormatError ? error.shortMessage : "It could not be read. Ask the licensor for it again.",
    };
  }
}

function subscribe(listener: () => void) {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** What stands after the “#” in the address. */
function useFragment(): string {
  return useSyncExternalStore(subscribe, () => location.hash.slice(1));
}

/** A quote: what it allows and costs, whether it counts, and the way to buy under it. */
function QuoteView({ quote }: { quote: Quote }) {
  const { offer, terms } = quote;
  const work = useWork(offer.work);
  const standing = useStanding(offer.work);
  const known = work.data?.status === "found" ? work.data.value : undefined;
  const found = useFinding({
    key: ["quote", formatId(offer.work, "work"), quote.signature, offer.terms, offer.opens],
    read: (context) => checkQuote(context, quote),
  });
  const onchain = useMemo(() => onchainTermsOf(terms), [terms]);
  const ranked = standing.data?.status === "found" ? standing.data.value : undefined;
  const earlier = ranked ? earlierClaims(ranked) : [];

  if (found.isPending) return <LoadingState label="Checking the quote" />;
  if (found.data?.status !== "found") {
    return (
      <>
        <PageHeader title="Quote" />
        <ErrorState title="This quote cannot be checked right now" onRetry={() => found.refetch()}>
          <p>{found.data?.status === "unknown" ? found.data.problem.sentence : "Something unexpected happened."}</p>
        </ErrorState>
      </>
    );
  }
  const check = found.data.value;
  return (
    <>
      <LicenceHead eyebrow="A quote" id={offer.work} work={known} linked={check.state !== "elsewhere"}>
        Offered by <AddressView value={offer.licensor} />
      </LicenceHead>

      {ranked && earlier.length > 0 ? (
        <div className="mb-8">
          <EarlierClaimWarning claims={earlier} own={ranked.own} />
        </div>
      ) : null}

      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_26rem] lg:grid-rows-[auto_1fr] lg:gap-x-8">
        <div className="grid gap-6">
          <QuoteStanding check={check} />
          <Card>
            <h2 className="mb-5 text-2xl">In short</h2>
            <TermsPoints onchain={onchain} terms={terms} />
          </Card>
        </div>
        <div className="grid gap-4 lg:sticky lg:top-6 lg:row-span-2">
          {check.state === "open" || check.state === "not open yet" || check.state === "published" ? (
            <QuoteCheckout
              quote={quote}
              check={check}
              block={found.data.block}
              work={known}
              claims={
                standing.isPending
                  ? "reading"
                  : standing.data?.status !== "found"
                    ? "unknown"
                    : earlier.length > 0
                      ? "earlier"
                      : "none"
              }
            />
          ) : (
            <Card>
              <Notice tone="warning" title="This licence cannot be bought">
                <p>You have paid nothing.</p>
              </Notice>
            </Card>
          )}
        </div>
        <Card id="deed" className="sm:p-10">
          <p className="eyebrow mb-1">The deed</p>
          <h2 className="mb-6 text-3xl">What you may do, in full</h2>
          <DeedSections sections={deedOf(terms).sections} />
          <p className="mt-8 border-rule border-t pt-4 text-sm text-soft">
            Checked: these are the words that the signed terms make. The same terms are recorded on the chain with your
            purchase.
          </p>
        </Card>
      </div>
    </>
  );
}

/** Whether the quote counts, in a sentence. */
function QuoteStanding({ check }: { check: QuoteCheck }) {
  switch (check.state) {
    case "open":
    case "not open yet":
      return (
        <Notice tone="ok" title="The signature holds">
          <p>{check.sentence}</p>
        </Notice>
      );
    case "published":
      return check.record?.state === "sold out" ? (
        <Notice title="It was used">
          <p>Everything that this quote was for has been bought.</p>
        </Notice>
      ) : (
        <Notice>
          <p>{check.sentence}</p>
        </Notice>
      );
    default:
      return (
        <Notice
          tone={check.state === "undeployed wallet" ? "warning" : "danger"}
          urgent
          title={check.state === "cancelled" ? "It was cancelled" : "This quote does not count now"}
        >
          <p>{check.sentence}</p>
        </Notice>
      );
  }
}

type QuoteCheckoutProps = {
  quote: Quote;
  check: QuoteCheck;
  block: BlockRef;
  work: Parameters<typeof Checkout>[0]["work"];
  claims: Parameters<typeof Checkout>[0]["claims"];
};

function QuoteCheckout({ quote, check, block, work, claims }: QuoteCheckoutProps) {
  const { deployment } = useActiveChain();
  const { offer, terms } = quote;
  const known = useFinding({ key: ["terms", offer.terms], read: (context) => readTerms(context, offer.terms) });
  const record = useMemo((): CheckoutRecord => {
    if (check.record) return check.record;
    const onchain = onchainTermsOf(terms);
    const state: OfferState = check.state === "not open yet" ? "not open yet" : "open";
    const own: TermsRecord = {
      id: offer.terms,
      onchain,
      deed: { status: "found", value: checkDeed(deedOf(terms).bytes, onchain) },
    };
    return { id: check.id, offer, state, sold: 0, terms: own, controller: offer.licensor };
  }, [check, offer, terms]);
  const before = useMemo(() => {
    if (check.state === "published") return [];
    const publish = {
      call: publishQuoteCall(deployment, { offer, signature: check.signature }),
      says: "Publish the quote that was signed for you.",
    };
    if (known.data?.status === "found") return [publish];
    const define = defineTermsCall(deployment, { terms: onchainTermsOf(terms) });
    return [{ call: define, says: "Record its terms." }, publish];
  }, [check.state, check.signature, deployment, offer, terms, known.data]);
  return (
    <Checkout
      record={record}
      block={block}
      work={work}
      verdict={deedVerdict(record.terms)}
      claims={claims}
      before={before}
      seats={offer.supply <= mostSeats ? offer.supply : 1}
      href={`/quote${location.hash}`}
    />
  );
}
