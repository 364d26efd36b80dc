import { formatId, isSameAddress } from "@colophon/sdk";
import type { BlockRef, OfferRecord, WorkRecord } from "@colophon/sdk/read";
import { hasDuties } from "@colophon/sdk/terms";
import { CircleHelp, PackageOpen, ReceiptText } from "lucide-react";
import type { ReactNode } from "react";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { Amount, OfferPrice } from "../../flow/Amount.tsx";
import { foundOf } from "../../flow/Read.tsx";
import { count, wordFor } from "../../lib/format.ts";
import { offerStateNow } from "../../lib/offers.ts";
import { useLicencesOf } from "../../lib/reads.ts";
import { allowsInWords, deedVerdict } from "../../lib/terms.ts";
import { buttonClasses } from "../../ui/button.tsx";
import { TabLink } from "../../ui/Tabs.tsx";
import { cheapestOffers, freeInWords } from "./catalogue.ts";

type BuyBoxProps = { work: WorkRecord; offers: readonly OfferRecord[]; block: BlockRef };

/** How many offers the box lists. */
const mostListed = 3;

/** The offers of a work itself that can be bought now and whose words are verified, by their price. */
function buyable(offers: readonly OfferRecord[], block: BlockRef): OfferRecord[] {
  return offers
    .filter((record) => offerStateNow(record, block) === "open" && deedVerdict(record.terms).status === "verified")
    .toSorted((a, b) => (a.offer.price < b.offer.price ? -1 : a.offer.price > b.offer.price ? 1 : 0));
}

/** The price, and what a buyer asks first: may I, what do I get, what do I owe? */
export function BuyBox({ work, offers, block }: BuyBoxProps) {
  const open = buyable(offers, block);
  const [first] = open;
  const cheapest = cheapestOffers(open);
  return (
    <section
      aria-label="What a licence costs"
      className="grid gap-5 rounded-xl border border-rule bg-leaf p-5 shadow-leaf"
    >
      <div className="grid gap-3">
        {first ? (
          <p className="font-serif text-3xl leading-tight">
            {freeInWords(open) ?? (
              <>
                {open.length > 1 ? <span className="text-soft text-xl">Licences from </span> : null}
                {cheapest.slice(0, 2).map(({ currency, price }, place) => (
                  <span key={currency}>
                    {place > 0 ? <span className="text-soft text-xl"> or </span> : null}
                    <Amount amount={price} currency={currency} />
                  </span>
                ))}
              </>
            )}
          </p>
        ) : (
          <p className="font-serif text-2xl text-soft leading-tight">No licence on offer now</p>
        )}
        <Way work={work} open={open} />
      </div>
      <dl className="grid gap-4 border-rule border-t pt-4">
        <Question icon={<CircleHelp className="size-5 text-accent" />} question="May I use it?">
          <May work={work} />
        </Question>
        {first ? (
          <>
            <Question icon={<PackageOpen className="size-5 text-accent" />} question="What do I get?">
              <ul className="grid gap-1">
                {open.slice(0, mostListed).map((record) => (
                  <li key={record.id}>
                    <Link href={`/offer/${record.id}`} className="link">
                      <OfferPrice offer={record.offer} />
                    </Link>
                    : {allowsInWords(record.terms.onchain)}
                  </li>
                ))}
              </ul>
              <p className="mt-1">
                {open.length > mostListed ? `And ${open.length - mostListed} more. ` : ""}Each with its text, to show to
                anybody.
              </p>
            </Question>
            <Question icon={<ReceiptText className="size-5 text-accent" />} question="What do I owe?">
              {owes(open)}
            </Question>
          </>
        ) : null}
      </dl>
    </section>
  );
}

/** The way to a licence: the only one at once, several by their list. */
function Way({ work, open }: { work: WorkRecord; open: readonly OfferRecord[] }) {
  const { address } = useConnection();
  const [first] = open;
  if (!first) {
    return isSameAddress(address, work.controller) ? (
      <Link href={`/work/${formatId(work.id, "work")}/offer`} className={buttonClasses()}>
        License it
      </Link>
    ) : null;
  }
  if (open.length === 1) {
    return (
      <Link href={`/offer/${first.id}`} className={buttonClasses()}>
        Get this licence
      </Link>
    );
  }
  return (
    <TabLink tab="" part="offers" className={buttonClasses()}>
      Choose one of {count(open.length, "licence")}
    </TabLink>
  );
}

function Question({ icon, question, children }: { icon: ReactNode; question: string; children: ReactNode }) {
  return (
    <div>
      <dt className="flex gap-3 font-semibold">
        <span aria-hidden="true" className="mt-0.5 shrink-0">
          {icon}
        </span>
        {question}
      </dt>
      <dd className="pl-8 text-soft">{children}</dd>
    </div>
  );
}

/** Whether the connected account holds something; which use it covers, the contract says further down. */
function May({ work }: { work: WorkRecord }) {
  const { address } = useConnection();
  const held = foundOf(useLicencesOf(address))?.filter(
    (licence) => licence.work === work.id && licence.state === "running",
  );
  if (isSameAddress(address, work.controller)) return "You control it. Exclusive licences that you gave bind you too.";
  if (held && held.length > 0) {
    return (
      <>
        You hold{" "}
        {held.map((licence, place) => (
          <span key={licence.id.toString()}>
            {place > 0 ? ", " : ""}
            <Link href={`/licence/${formatId(licence.id, "licence")}`} className="link">
              licence {licence.serial}
            </Link>
          </span>
        ))}{" "}
        of it: for what {wordFor(held.length, "it allows", "they allow")}.
      </>
    );
  }
  return (
    <>
      With a licence that covers your use, and for what the law allows anybody.{" "}
      <TabLink tab="" part="may-i" className="link">
        Ask about a use
      </TabLink>
    </>
  );
}

function owes(open: readonly OfferRecord[]): string {
  const withDuties = open.filter(({ terms }) => hasDuties(terms.onchain)).length;
  if (withDuties === 0) return "The price once, and nothing later. Whatever else it asks of you stands in its text.";
  if (withDuties === open.length) return "The price, and what its text asks for later: reports, royalties or both.";
  return `The price; under ${withDuties} of the ${open.length}, reports or royalties later, as their texts say.`;
}
