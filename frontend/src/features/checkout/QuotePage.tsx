import { documents, FormatError, mostSeats, type OfferState } from "@colophon/sdk";
import { defineTermsCall, publishQuoteCall } from "@colophon/sdk/calls";
import type { BlockRef, QuoteCheck, TermsRecord } from "@colophon/sdk/read";
import {
  checkDeed,
  conditionsOf,
  deedOf,
  onchainTermsOf,
  parseQuote,
  parseQuoteFragment,
  type Quote,
} from "@colophon/sdk/terms";
import { useMemo, useState } from "react";
import { foundOf, Read } from "../../flow/Read.tsx";
import { useFragment } from "../../lib/browser.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { useQuoteCheck, useTerms, useWork } from "../../lib/reads.ts";
import { deedVerdict } from "../../lib/terms.ts";
import { DropZone } from "../../ui/DropZone.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card, PageHeader } from "../../ui/page.tsx";
import { AddressView } from "../../ui/values.tsx";
import { LicenceHead, useClaims } from "./AboutOffer.tsx";
import { AcceptIt } from "./AcceptIt.tsx";
import { Checkout } from "./Checkout.tsx";
import { OfferSheet } from "./OfferSheet.tsx";
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

/** A quote: what it allows and costs, whether it counts, and the way to buy under it. */
function QuoteView({ quote }: { quote: Quote }) {
  const found = useQuoteCheck(quote);
  return (
    <Read
      of={found}
      what="the quote"
      around={(content) => (
        <>
          <PageHeader title="Quote" />
          {content}
        </>
      )}
    >
      {(check, block) => <CheckedQuote quote={quote} check={check} block={block} />}
    </Read>
  );
}

type CheckedQuoteProps = { quote: Quote; check: QuoteCheck; block: BlockRef };

function CheckedQuote({ quote, check, block }: CheckedQuoteProps) {
  const { offer, terms } = quote;
  const work = foundOf(useWork(offer.work));
  const claims = useClaims(offer.work);
  const { deployment } = useActiveChain();
  const onchain = useMemo(() => onchainTermsOf(terms, deployment), [terms, deployment]);
  const verdict = useMemo(() => {
    const value = checkDeed(deedOf(terms).bytes, onchain, deployment);
    return deedVerdict({ deed: { status: "found", value } });
  }, [terms, onchain, deployment]);
  return (
    <>
      <LicenceHead
        eyebrow="A quote"
        id={offer.work}
        work={work}
        linked={check.state !== "elsewhere"}
        offer={offer}
        open={check.state === "open" || (check.state === "published" && check.record?.state === "open")}
      >
        Offered by <AddressView value={offer.licensor} />
      </LicenceHead>
      <OfferSheet
        warning={claims.warning}
        notices={<QuoteStanding check={check} />}
        onchain={onchain}
        free={offer.price === 0n}
        verdict={verdict}
        checked="Checked: these are the words that the signed terms make. The same terms are recorded on the chain with your purchase."
      >
        {check.state === "open" || check.state === "not open yet" || check.state === "published" ? (
          <QuoteCheckout quote={quote} check={check} block={block} work={work} claims={claims.state} />
        ) : (
          <Card>
            <Notice tone="warning" title="This licence cannot be bought">
              <p>You have paid nothing.</p>
            </Notice>
          </Card>
        )}
      </OfferSheet>
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

type QuoteCheckoutProps = CheckedQuoteProps & {
  work: Parameters<typeof Checkout>[0]["work"];
  claims: Parameters<typeof Checkout>[0]["claims"];
};

function QuoteCheckout({ quote, check, block, work, claims }: QuoteCheckoutProps) {
  const { deployment } = useActiveChain();
  const { offer, terms } = quote;
  const facts = quote.facts === "none" ? undefined : quote.facts;
  // Of what is published they are known; its text is in the quote, so that nobody need be asked for it.
  const known = useTerms(check.state === "published" ? undefined : offer.terms);
  const record = useMemo((): CheckoutRecord => {
    if (check.record) return check.record;
    const onchain = onchainTermsOf(terms, deployment);
    const state: OfferState = check.state === "not open yet" ? "not open yet" : "open";
    const own: TermsRecord = {
      id: offer.terms,
      onchain,
      deed: { status: "found", value: checkDeed(deedOf(terms).bytes, onchain, deployment) },
      conditions: conditionsOf(terms),
    };
    return { id: check.id, offer, state, sold: 0, terms: own, controller: offer.licensor };
  }, [check, offer, terms, deployment]);
  const before = useMemo(() => {
    if (check.state === "published") return [];
    const publish = {
      call: publishQuoteCall(deployment, { offer, signature: check.signature }),
      says: "Publish the quote that was signed for you.",
    };
    if (known.data?.status === "found") return [publish];
    const define = defineTermsCall(deployment, { terms: onchainTermsOf(terms, deployment) });
    return [{ call: define, says: "Record its terms." }, publish];
  }, [check.state, check.signature, deployment, offer, terms, known.data]);
  return (
    <>
      <Checkout
        record={record}
        block={block}
        work={work}
        verdict={deedVerdict(record.terms)}
        claims={claims}
        before={before}
        facts={facts}
        seats={offer.supply <= mostSeats ? offer.supply : 1}
        href={`/quote${location.hash}`}
      />
      <AcceptIt record={record} block={block} />
    </>
  );
}
