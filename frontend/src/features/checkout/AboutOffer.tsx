import { forever, formatId, isSameAddress, licenceStateOf, type Offer, serialOf } from "@colophon/sdk";
import type { LicenceRecord, WorkRecord } from "@colophon/sdk/read";
import type { ReactNode } from "react";
import { type Address, zeroAddress } from "viem";
import { Link } from "wouter";
import { OfferPrice } from "../../flow/Amount.tsx";
import { foundOf, unknownOf } from "../../flow/Read.tsx";
import { useLicence, useLicencesOf, useStanding } from "../../lib/reads.ts";
import { latestTime } from "../../lib/time.ts";
import { creatorsOf, earlierClaims, titleOf, untitled } from "../../lib/work.ts";
import { EarlierClaimWarning } from "../../parts/claims.tsx";
import { WorkCover } from "../../parts/WorkCover.tsx";
import { Button } from "../../ui/button.tsx";
import { showPart } from "../../ui/Fold.tsx";
import { Checkbox } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { AddressView, Time } from "../../ui/values.tsx";
import type { CheckoutRecord } from "./purchase.ts";

type LicenceHeadProps = {
  eyebrow: string;
  id: bigint;
  /** Undefined until it is read. */
  work: WorkRecord | undefined;
  /** Whether the work is looked for on this chain, so that its page can be opened. */
  linked?: boolean;
  offer: Pick<Offer, "price" | "currency">;
  /** Whether it can be bought now: then a way to the purchase stands beside the price. */
  open: boolean;
  children?: ReactNode;
};

/** Which work a licence on offer is of: its picture, title and creators, for how much, and the way to buy it. */
export function LicenceHead({ eyebrow, id, work, linked = true, offer, open, children }: LicenceHeadProps) {
  const title = work ? titleOf(work) : untitled(id);
  const creators = work && creatorsOf(work.metadata, 3);
  return (
    <header className="mb-8 grid grid-cols-[7rem_minmax(0,1fr)] items-center gap-x-5 gap-y-4 sm:grid-cols-[11rem_minmax(0,1fr)] sm:gap-x-8">
      {work ? (
        <WorkCover work={work} large className="w-full sm:row-span-2" />
      ) : (
        <div aria-hidden="true" className="aspect-[3/4] rounded-[0.2rem] bg-sunk sm:row-span-2" />
      )}
      <div className="min-w-0 sm:self-end">
        <p className="eyebrow mb-2">{eyebrow}</p>
        <h1
          className={`line-clamp-4 [overflow-wrap:anywhere] ${title.length > 60 ? "text-2xl" : "text-3xl sm:text-4xl"}`}
        >
          <bdi>{title}</bdi>
        </h1>
        {creators ? (
          <p className="mt-1.5 line-clamp-2 font-serif text-lg text-soft [overflow-wrap:anywhere]">
            <bdi>{creators}</bdi>
          </p>
        ) : null}
        <p className="mt-2">
          {children}
          {children && linked ? " · " : null}
          {linked ? (
            <Link href={`/work/${formatId(id, "work")}`} className="link">
              Everything about this work
            </Link>
          ) : null}
        </p>
      </div>
      {/* On a wide screen the purchase itself stands beside it. */}
      <p className="col-span-full flex flex-wrap items-center gap-x-5 gap-y-2 sm:col-span-1 sm:self-start lg:hidden">
        <span className="font-serif text-3xl leading-none">
          <OfferPrice offer={offer} />
        </span>
        <Button
          size="small"
          variant={open ? "primary" : "secondary"}
          className="print:hidden"
          onClick={() => showPart("buy")}
        >
          {open ? "Go to the purchase" : "Not for sale now: see why"}
        </Button>
      </p>
    </header>
  );
}

/** Says for whom an offer is, if it is for one buyer only. */
export function ForBuyer({ offer, account }: { offer: Offer; account: Address | undefined }) {
  if (isSameAddress(offer.buyer, zeroAddress)) return null;
  if (account && isSameAddress(account, offer.buyer)) {
    return (
      <Notice tone="ok">
        <p>It is for you: only your account can buy it.</p>
      </Notice>
    );
  }
  return (
    <Notice tone={account ? "warning" : "info"} title={account ? "This is for somebody else" : undefined}>
      <p>
        Only the account <AddressView value={offer.buyer} /> can buy it.{" "}
        {account
          ? "Yours is another one. Switch to that account in your wallet, or ask the licensor for an offer of your own."
          : "Connect that account to go on."}
      </p>
    </Notice>
  );
}

/** Says of a sublicence under which licence it hangs, and that it falls with it. */
export function ParentNotice({ offer }: { offer: Offer }) {
  const found = useLicence(offer.parent === 0n ? undefined : offer.parent);
  if (offer.parent === 0n) return null;
  const parent = foundOf(found);
  return (
    <Notice title="This is a sublicence">
      <p>
        It is granted under{" "}
        <Link href={`/licence/${formatId(offer.parent, "licence")}`} className="link">
          licence {serialOf(offer.parent)}
        </Link>{" "}
        of the same work
        {parent ? (
          <>
            , which <AddressView value={parent.holder} /> holds{" "}
            {parent.endsAt === forever ? (
              "without an end"
            ) : (
              <>
                until <Time seconds={parent.endsAt} />
              </>
            )}
          </>
        ) : null}
        . It allows nothing that licence does not, and it falls with it: if that licence ends early, this one ends too.
      </p>
      {parent && parent.state !== "running" ? (
        <p className="font-medium">That licence is not in force any more, so nothing can be bought under it.</p>
      ) : null}
    </Notice>
  );
}

/** A running licence of the same work and terms that an account holds, if it is known that there is one. */
export function useHeld(record: CheckoutRecord, account: Address | undefined): LicenceRecord | undefined {
  const mine = useLicencesOf(account);
  if (mine.data?.status !== "found") return undefined;
  const time = latestTime(mine.data.block);
  return mine.data.value.find(
    (licence) =>
      licence.work === record.offer.work &&
      licence.terms.id === record.terms.id &&
      licenceStateOf({ ...licence, time }) === "running",
  );
}

type HeldAlreadyProps = { licence: LicenceRecord; read: boolean; onRead: (read: boolean) => void };

/** Says that the buyer holds such a licence, and asks whether they want another, so that nobody pays twice by mistake. */
export function HeldAlready({ licence, read, onRead }: HeldAlreadyProps) {
  return (
    <Notice>
      <p>
        You hold a licence on these terms already:{" "}
        <Link href={`/licence/${formatId(licence.id, "licence")}`} className="link">
          licence {licence.serial}
        </Link>
        . Another one gives you nothing more, unless you mean to transfer it.
      </p>
      <Checkbox
        label="I want another one all the same."
        checked={read}
        onChange={(event) => onRead(event.target.checked)}
      />
    </Notice>
  );
}

type OwnSaleProps = { own: "controller" | "licensor"; read: boolean; onRead: (read: boolean) => void };

/** Says to whoever is on both sides of a sale that it is one, before they pay themselves and the network. */
export function OwnSale({ own, read, onRead }: OwnSaleProps) {
  return (
    <Notice title={own === "controller" ? "This work is yours" : "You sell this licence"}>
      <p>
        {own === "controller"
          ? "You control this work, so you need no licence for what you have not licensed exclusively to somebody else."
          : "It is granted under a licence of your own, which allows all of this already."}{" "}
        The price is divided as shown here, also among others, and the network takes its fee.
      </p>
      <Checkbox
        label="I want it for my own account all the same."
        checked={read}
        onChange={(event) => onRead(event.target.checked)}
      />
    </Notice>
  );
}

/** How other claims to the same work stand, before anybody pays: an earlier one is a warning, an unknown one too. */
export function useClaims(work: bigint | undefined) {
  const standing = useStanding(work);
  const ranked = foundOf(standing);
  const earlier = ranked ? earlierClaims(ranked) : [];
  const known = earlier.length > 0 ? ("earlier" as const) : ("none" as const);
  const state = ranked ? known : unknownOf(standing) === undefined ? ("reading" as const) : ("unknown" as const);
  return { state, warning: ranked ? <EarlierClaimWarning claims={earlier} own={ranked.own} /> : null };
}
