import { formatId } from "@colophon/sdk";
import { type BlockRef, readOffers, type WorkRecord } from "@colophon/sdk/read";
import { parseQuote } from "@colophon/sdk/terms";
import { ArrowRight, PenLine } from "lucide-react";
import { useCallback, useMemo, useRef } from "react";
import type { Hex } from "viem";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { useDraft } from "../../flow/useDraft.ts";
import { useErrorFocus } from "../../flow/useForm.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { latestTime } from "../../lib/time.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { creatorsOf, titleOf } from "../../lib/work.ts";
import { ControllerNotice, WithWork } from "../../parts/work.tsx";
import { Button, buttonClasses } from "../../ui/button.tsx";
import { FieldError } from "../../ui/field.tsx";
import { Card, PageHeader } from "../../ui/page.tsx";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import { CopyButton } from "../../ui/values.tsx";
import { useChosenCurrency } from "./ChosenCurrency.tsx";
import { newOfferDraft, type OfferDraft } from "./draft.ts";
import { MoreConditions } from "./MoreConditions.tsx";
import { DeedPanel } from "./OfferSummary.tsx";
import { OffersOfWork, QuoteHandOver, QuotesOfWork } from "./OffersOfWork.tsx";
import { parseDealForm, parsePriceForm } from "./offerForm.ts";
import { PublishPanel } from "./PublishPanel.tsx";
import { QuotePanel } from "./QuotePanel.tsx";
import { AudienceField, DealFields, PriceFields, SaleFields } from "./SaleFields.tsx";
import { PresetField, ShareAlikeNotice } from "./StartingTerms.tsx";
import { ConditionsFields, UsesField } from "./TermsFields.tsx";
import { type StartingPoint, startingPointOf } from "./termsChoices.ts";
import { formOfTerms, parseTermsForm, type TermsErrors, type TermsForm } from "./termsForm.ts";

/** Publishes an offer to license a work, and lists those that it has. */
export function MakeOfferPage({ id }: { id: string }) {
  return (
    <WithWork id={id} title="Make an offer">
      {(work, block) => <OfferForm work={work} block={block} />}
    </WithWork>
  );
}

function OfferForm({ work, block }: { work: WorkRecord; block: BlockRef }) {
  const { address } = useConnection();
  const id = formatId(work.id, "work");
  const title = titleOf(work);
  usePageTitle(`Offer for ${title}`);
  const draft = useDraft<OfferDraft>({ key: `offer:${id}`, initial: newOfferDraft, read: parseOfferDraft });
  const { value, set, ready } = draft;
  const offers = useFinding({ key: ["offers", id], read: (context) => readOffers(context, work.id), keep: true });
  const existing = offers.data?.status === "found" ? offers.data.value : undefined;

  if (!ready) return <LoadingState />;
  const creators = creatorsOf(work.metadata);
  return (
    <>
      <PageHeader eyebrow={value.published ? "Published" : value.signed ? "Signed" : "Make an offer"} title={title}>
        {creators ? <p className="font-serif text-xl italic">{creators}</p> : null}
      </PageHeader>
      {value.published ? (
        <Published offer={value.published} onAnother={draft.clear} />
      ) : value.signed ? (
        <Signed document={value.signed} onAnother={draft.clear} />
      ) : (
        <>
          <ControllerNotice work={work} />
          <Editor
            work={work}
            block={block}
            value={value}
            set={set}
            currentOffers={existing}
            account={address}
            onClear={draft.restored ? draft.clear : undefined}
          />
        </>
      )}
      <QuotesOfWork work={work.id} title={title} />
      <section aria-labelledby="offers-of-work" className="mt-16 grid gap-5 border-rule border-t pt-10">
        <h2 id="offers-of-work" className="text-3xl">
          Offers of this work
        </h2>
        {existing && offers.data?.status === "found" ? (
          <div className="max-w-3xl">
            <OffersOfWork title={title} offers={existing} block={offers.data.block} account={address} />
          </div>
        ) : offers.data?.status === "unknown" ? (
          <ErrorState title="The offers cannot be read now" onRetry={() => offers.refetch()}>
            <p>{offers.data.problem.sentence}</p>
          </ErrorState>
        ) : (
          <LoadingState label="Reading the offers" />
        )}
      </section>
    </>
  );
}

type EditorProps = {
  work: WorkRecord;
  block: BlockRef;
  value: OfferDraft;
  set: (change: (before: OfferDraft) => OfferDraft) => void;
  currentOffers: Parameters<typeof OffersOfWork>[0]["offers"] | undefined;
  account: `0x${string}` | undefined;
  onClear: (() => void) | undefined;
};

function Editor({ work, block, value, set, currentOffers, account, onClear }: EditorProps) {
  const { ref, tried, fail, reset } = useErrorFocus<HTMLFormElement>();
  const review = useRef<HTMLHeadingElement>(null);
  const chosen = useChosenCurrency(value.price);
  // What is about to be signed is what was checked: whatever is typed after that is checked again.
  const edit = useCallback(
    (change: (before: OfferDraft) => Partial<OfferDraft>) =>
      set((before) => ({ ...before, ...change(before), reviewing: false })),
    [set],
  );
  const owedIn = useChosenCurrency(value.terms);
  const terms = useMemo(
    () => parseTermsForm({ form: value.terms, currency: owedIn.currency }),
    [value.terms, owedIn.currency],
  );
  const forOne = value.audience === "one";
  // For one buyer, number and time are those of the deal.
  const priced = useMemo(
    () => (forOne ? { ...value.price, limited: false, timed: false } : value.price),
    [forOne, value.price],
  );
  const price = useMemo(
    () => parsePriceForm({ form: priced, currency: chosen.currency, now: latestTime(block) }),
    [priced, chosen.currency, block],
  );
  const deal = useMemo(
    () => parseDealForm({ form: value.deal, licensor: work.controller, now: latestTime(block) }),
    [value.deal, work.controller, block],
  );
  const shownTerms = tried ? terms.errors : onlyContradictions(terms.errors);
  const shownPrice = tried ? price.errors : {};
  const complete = terms.terms !== undefined && price.sale !== undefined && (!forOne || deal.deal !== undefined);

  const fields = {
    value: value.terms,
    onChange: (patch: Partial<TermsForm>) => edit((before) => ({ terms: { ...before.terms, ...patch } })),
    errors: shownTerms,
    shown: terms.shown,
  };
  const choosePreset = ({ id: preset, terms: chosenTerms }: StartingPoint) =>
    edit(() => ({ preset, terms: formOfTerms(chosenTerms) }));

  return (
    <form
      ref={ref}
      noValidate
      className="mt-8 grid gap-12"
      onSubmit={(event) => {
        event.preventDefault();
        if (!complete) return fail();
        reset();
        set((before) => ({ ...before, reviewing: true }));
        requestAnimationFrame(() => review.current?.focus());
      }}
    >
      <div className="grid items-start gap-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]">
        <div className="grid gap-10">
          {work.shareAlike ? (
            <ShareAlikeNotice
              required={work.shareAlike}
              terms={terms.terms}
              onUse={(form) => edit(() => ({ preset: undefined, terms: form }))}
            />
          ) : null}
          <Part title="Start from" note="Each can be changed below.">
            <PresetField value={value.preset} edited={isEdited(value)} onChoose={choosePreset} />
          </Part>
          <Part
            title="What buyers may do"
            note="The contract answers for exactly these uses. Nothing else is licensed."
          >
            <UsesField
              value={value.terms.uses}
              onChange={(uses) => edit((before) => ({ terms: { ...before.terms, uses } }))}
              error={shownTerms.uses}
            />
          </Part>
          <Part title="On what conditions">
            <ConditionsFields {...fields} />
            <MoreConditions {...fields} chosen={owedIn} />
            {shownTerms.terms ? <FieldError>{shownTerms.terms}</FieldError> : null}
          </Part>
          <Part title="At what price">
            <PriceFields
              value={value.price}
              onChange={(patch) => edit((before) => ({ price: { ...before.price, ...patch } }))}
              chosen={chosen}
              errors={shownPrice}
            />
          </Part>
          <Part title="Who can buy">
            <AudienceField value={value.audience} onChange={(audience) => edit(() => ({ audience }))} />
          </Part>
          {forOne ? (
            <Part title="The buyer">
              <DealFields
                value={value.deal}
                onChange={(patch) => edit((before) => ({ deal: { ...before.deal, ...patch } }))}
                errors={tried ? deal.errors : {}}
              />
            </Part>
          ) : (
            <Part title="How many, and when">
              <SaleFields
                value={value.price}
                onChange={(patch) => edit((before) => ({ price: { ...before.price, ...patch } }))}
                errors={shownPrice}
              />
            </Part>
          )}
        </div>
        <section aria-labelledby="deed" className="lg:sticky lg:top-6">
          <Card className="lg:max-h-[calc(100dvh-3rem)] lg:overflow-y-auto">
            <h2 id="deed" className="mb-1 text-2xl">
              The deed
            </h2>
            <p className="mb-6 text-soft text-sm">
              Written by your choices, as you make them. This is what buyers agree to.
            </p>
            <DeedPanel terms={terms.terms} />
          </Card>
        </section>
      </div>

      {value.reviewing && terms.terms && price.sale ? (
        <section aria-labelledby="review" className="grid gap-6">
          <div className="flex flex-wrap items-center justify-between gap-4">
            <h2 id="review" ref={review} tabIndex={-1} className="text-3xl">
              Read it once more, then sign
            </h2>
            <Button
              variant="quiet"
              icon={<PenLine aria-hidden="true" className="size-4" />}
              onClick={() => {
                set((before) => ({ ...before, reviewing: false }));
                ref.current?.scrollIntoView();
              }}
            >
              Change something
            </Button>
          </div>
          {forOne && deal.deal ? (
            <QuotePanel
              work={work}
              terms={terms.terms}
              sale={price.sale}
              deal={deal.deal}
              account={account}
              onSigned={(document) => set(() => ({ ...newOfferDraft, signed: document }))}
            />
          ) : currentOffers ? (
            <PublishPanel
              work={work}
              terms={terms.terms}
              sale={price.sale}
              existing={currentOffers}
              block={block}
              account={account}
              onPublished={(offer) => set(() => ({ ...newOfferDraft, published: offer }))}
            />
          ) : (
            <LoadingState label="Reading the offers that there are" />
          )}
        </section>
      ) : (
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <Button type="submit">
            Go on to sign <ArrowRight aria-hidden="true" className="size-4" />
          </Button>
          <p className="text-soft text-sm">
            Nothing is published or signed yet. What you chose is kept on this device.
            {onClear ? (
              <Button variant="quiet" size="small" className="ml-2" onClick={onClear}>
                Start anew
              </Button>
            ) : null}
          </p>
        </div>
      )}
    </form>
  );
}

function Part({ title, note, children }: { title: string; note?: string; children: React.ReactNode }) {
  return (
    <section className="grid gap-5">
      <div>
        <h2 className="text-2xl">{title}</h2>
        {note ? <p className="mt-1 text-soft text-sm">{note}</p> : null}
      </div>
      {children}
    </section>
  );
}

function Published({ offer, onAnother }: { offer: Hex; onAnother: () => void }) {
  const link = `${location.origin}/offer/${offer}`;
  return (
    <Card className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-5">
      <h2 className="text-2xl">Your offer is open</h2>
      <p className="text-soft">
        It is listed with the work, and whoever has its address can buy under it. The income waits under{" "}
        <Link href="/earn" className="link">
          Earn
        </Link>{" "}
        for everybody who has a share.
      </p>
      <p className="flex items-center gap-1 rounded-lg border border-rule bg-sunk py-1 pr-1 pl-4">
        <code className="min-w-0 grow truncate text-sm">{link}</code>
        <CopyButton text={link} label="Copy the address of the offer" />
      </p>
      <div className="flex flex-wrap gap-3">
        <Link href={`/offer/${offer}`} className={buttonClasses()}>
          See the offer
        </Link>
        <Button variant="secondary" onClick={onAnother}>
          Make another
        </Button>
      </div>
    </Card>
  );
}

function Signed({ document, onAnother }: { document: string; onAnother: () => void }) {
  const quote = useMemo(() => parseQuote(document), [document]);
  return (
    <Card className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-5">
      <h2 className="text-2xl">Your quote is signed</h2>
      <p className="text-soft">
        Send the buyer this link or the file. Nobody else has either: the quote stands in the link itself, and this site
        keeps it on this device only.
      </p>
      <QuoteHandOver quote={quote} />
      <div>
        <Button variant="secondary" onClick={onAnother}>
          Make another
        </Button>
      </div>
    </Card>
  );
}

function parseOfferDraft(kept: unknown): OfferDraft | undefined {
  return (kept as OfferDraft | undefined)?.version === 3 ? (kept as OfferDraft) : undefined;
}

/** Whether the terms are no longer those of the preset that they started from. */
function isEdited({ preset, terms }: OfferDraft): boolean {
  const found = startingPointOf(preset);
  if (!found) return false;
  return JSON.stringify(terms) !== JSON.stringify(formOfTerms(found.terms));
}

/** A contradiction is said at once; what is merely missing, when the person tries to go on. */
function onlyContradictions({ making, terms }: TermsErrors): TermsErrors {
  return { ...(making ? { making } : {}), ...(terms ? { terms } : {}) };
}
