import type { WorkRecord } from "@colophon/sdk/read";
import {
  type Deed,
  deedOf,
  type LicenceLanguage,
  type OnchainTerms,
  presets,
  presetWarnings,
  type ScheduleDocument,
  scheduleText,
  type Terms,
  type TermsWarning,
  termsWarnings,
} from "@colophon/sdk/terms";
import { Download } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { type Address, zeroHash } from "viem";
import { Amount } from "../../flow/Amount.tsx";
import { CannotRead, unknownOf } from "../../flow/Read.tsx";
import { downloadFile } from "../../lib/download.ts";
import { useConflict } from "../../lib/reads.ts";
import { DeedSections } from "../../parts/deed.tsx";
import { ConflictList } from "../../parts/exclusivity.tsx";
import { MoneyGoes } from "../../parts/MoneyGoes.tsx";
import { TermsPoints } from "../../parts/TermsPoints.tsx";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { Hash } from "../../ui/values.tsx";
import type { OfferedSale } from "./offerForm.ts";

/** The licence text that the terms make, word for word what is bound to the licence. */
export function DeedPanel({ terms }: { terms: Terms | undefined }) {
  const deed = useMemo(() => (terms ? deedOf(terms) : undefined), [terms]);
  if (!deed) {
    return (
      <p className="max-w-prose font-serif text-lg text-soft italic">
        The licence text appears here, word for word, as soon as the terms allow a use for a purpose and fit together.
      </p>
    );
  }
  return (
    <>
      <DeedSections sections={deed.sections} language={terms?.wording.language ?? "en"} level={3} />
      <DeedFoot deed={deed} />
    </>
  );
}

function DeedFoot({ deed }: { deed: Deed }) {
  return (
    <div className="mt-8 grid gap-3 border-rule border-t pt-4 text-soft text-sm">
      <p>
        This text and no other is bound to every licence sold, by its SHA-256{" "}
        <Hash value={deed.digest.slice(2)} label="SHA-256 of the licence text" />
      </p>
      <div>
        <Button
          variant="secondary"
          size="small"
          icon={<Download aria-hidden="true" className="size-4" />}
          onClick={() => downloadFile(`deed-${deed.digest.slice(2, 10)}.json`, deed.document)}
        >
          Save the licence text
        </Button>
      </div>
    </div>
  );
}

type FactsPanelProps = { facts: ScheduleDocument; language: LicenceLanguage };

/** The facts of this deal, as buyers read them beside the licence text. */
export function FactsPanel({ facts, language }: FactsPanelProps) {
  return (
    <div className="mt-8 grid gap-3 border-rule border-t pt-5">
      <h3 className="font-semibold font-serif text-lg">Facts of this deal</h3>
      <pre
        lang={language}
        translate="no"
        className="whitespace-pre-wrap font-serif text-[1.0625rem] leading-[1.65] [overflow-wrap:anywhere]"
      >
        {scheduleText(facts.schedule, language)}
      </pre>
      <p className="text-soft text-sm">
        The offer names them by their SHA-256{" "}
        <Hash value={facts.digest.slice(2)} label="SHA-256 of the facts of the deal" />
      </p>
      <FactsDownload facts={facts} />
    </div>
  );
}

/** What a review says of the facts of the deal; nothing if the offer names none. */
export function FactsRow({ facts, sale }: { facts: ScheduleDocument | undefined; sale: OfferedSale }) {
  if (sale.schedule === zeroHash) return null;
  return (
    <div>
      <dt className="text-soft text-sm">Facts of this deal</dt>
      <dd>
        {facts ? (
          <pre translate="no" className="whitespace-pre-wrap font-sans [overflow-wrap:anywhere]">
            {facts.text}
          </pre>
        ) : (
          <>
            A document of your own, with the SHA-256{" "}
            <Hash value={sale.schedule.slice(2)} label="SHA-256 of the facts of the deal" />. Hand it to the buyer.
          </>
        )}
      </dd>
    </div>
  );
}

/** The facts as the file that buyers compare with the offer. */
export function FactsDownload({ facts }: { facts: ScheduleDocument }) {
  return (
    <div>
      <Button
        variant="secondary"
        size="small"
        icon={<Download aria-hidden="true" className="size-4" />}
        onClick={() => downloadFile(`facts-${facts.digest.slice(2, 10)}.json`, facts.document)}
      >
        Save the facts
      </Button>
    </div>
  );
}

/** What a careful clerk would ask about terms before they are offered; none of it is refused. */
export function TermsConcerns({ terms, preset, more = [] }: TermsConcernsProps) {
  const point = presets.find(({ id }) => id === preset);
  const concerns = terms ? [...(point ? presetWarnings(point.id, terms) : []), ...termsWarnings(terms), ...more] : [];
  if (concerns.length === 0) return null;
  return (
    <Notice tone="warning" title="Is this what you mean?">
      {concerns.map(({ id, sentence }) => (
        <p key={id}>{sentence}</p>
      ))}
    </Notice>
  );
}

type TermsConcernsProps = {
  terms: Terms | undefined;
  /** Where the terms started from. */
  preset?: string | undefined;
  /** What there is to ask about the offer as a whole. */
  more?: readonly TermsWarning[];
};

type DealSummaryProps = {
  work: WorkRecord;
  terms: Terms;
  onchain: OnchainTerms;
  /** What the buyer pays in all, in the smallest unit of the currency. */
  price: bigint;
  currency: Address;
  /** More to say about the price. */
  priceNote?: ReactNode;
  /** What a clerk would ask about the offer as a whole. */
  concerns?: readonly TermsWarning[];
  /** Rows for a list of terms and what they are. */
  children: ReactNode;
};

/** What a buyer gets and for what, and where the money goes: read before an offer or a quote is signed. */
export function DealSummary(props: DealSummaryProps) {
  const { work, terms, onchain, price, currency, priceNote, concerns = [], children } = props;
  return (
    <Card className="grid gap-10 md:grid-cols-2">
      <section aria-labelledby="buyer-gets" className="grid content-start gap-4">
        <h3 id="buyer-gets" className="text-xl">
          What the buyer gets
        </h3>
        <TermsPoints onchain={onchain} terms={terms} />
        <TermsConcerns terms={terms} more={concerns} />
        <dl className="grid gap-3 border-rule border-t pt-4">
          <div>
            <dt className="text-soft text-sm">For</dt>
            <dd className="font-serif text-2xl">
              {price === 0n ? "nothing: free of charge" : <Amount amount={price} currency={currency} />}
            </dd>
            {priceNote ? <dd className="text-soft text-sm">{priceNote}</dd> : null}
          </div>
          {children}
        </dl>
      </section>
      <section aria-labelledby="money-goes" className="grid content-start gap-4">
        <h3 id="money-goes" className="text-xl">
          Where the money goes
        </h3>
        {price === 0n ? (
          <p className="text-soft">There is nothing to divide for a free licence.</p>
        ) : (
          <MoneyGoes work={work} offer={{ currency, parent: 0n, licensor: work.controller }} price={price} most={6} />
        )}
      </section>
    </Card>
  );
}

type ConflictNoticeProps = { work: bigint; starts: number; terms: OnchainTerms };

/** Says before anything is published what stands in the way of selling on these terms, and until when. */
export function ConflictNotice({ work, starts, terms }: ConflictNoticeProps) {
  const found = useConflict({ work, parent: 0n, starts }, terms);
  const unknown = unknownOf(found);
  if (unknown) {
    return <CannotRead what="whether this collides with something sold" sentence={unknown} onRetry={found.refetch} />;
  }
  if (found.data?.status !== "found") return null;
  const { licences, offers } = found.data.value;
  if (licences.length === 0 && offers.length === 0) return null;
  return (
    <Notice
      tone="warning"
      title={licences.length > 0 ? "Nobody could buy this now" : "This collides with what is on offer already"}
    >
      <ConflictList conflicts={found.data.value} terms={terms} />
      <p>
        {licences.length > 0
          ? "The contract refuses a second licence with the same use, purpose, place, field and time while one of these runs. You may publish it all the same, for when what stands in the way is over; or choose other uses, purposes, countries, another field or a later start."
          : "Whoever buys first has the right, and the contract refuses the other one from then on. Close that offer if you do not want this."}
      </p>
    </Notice>
  );
}
