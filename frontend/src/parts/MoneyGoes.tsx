import type { Offer } from "@colophon/sdk";
import { allShares, onePercent } from "@colophon/sdk";
import { readAncestors, type WorkRecord } from "@colophon/sdk/read";
import type { ReactNode } from "react";
import type { Address } from "viem";
import { Amount } from "../flow/Amount.tsx";
import { type AskedChain, foundOf, Reading, together, unknownOf } from "../flow/Read.tsx";
import { count, formatNumber, wordFor } from "../lib/format.ts";
import { useLicence } from "../lib/reads.ts";
import { type PriceFraction, priceFractions } from "../lib/shares.ts";
import { useFinding } from "../lib/useFinding.ts";
import { useShares } from "../lib/useShares.ts";
import { Notice } from "../ui/notice.tsx";
import { AddressView } from "../ui/values.tsx";
import { WorkLink } from "./work.tsx";

/** How many works are followed upwards: each costs a question to the node. */
export const mostAncestors = 50;

type PriceFractions = {
  parts: PriceFraction[];
  /** Whether there are works further up that were not followed. */
  complete: boolean;
};

/** Who gets which part of what a work is paid, or of the price of an offer of it. */
function usePriceFractions(work: WorkRecord, offer?: Pick<Offer, "parent" | "licensor">): AskedChain<PriceFractions> {
  const above = offer && offer.parent !== 0n ? offer : undefined;
  const shares = useShares(work);
  const ancestors = useFinding({
    key: ["ancestors", work.id.toString()],
    read: (context) => readAncestors(context, { work: work.id, limit: mostAncestors }),
  });
  const parent = useLicence(above?.parent);
  const known = together(shares, ancestors);
  const asked = above ? together(known, parent) : known;
  const fractions = (): PriceFractions | undefined => {
    const licence = foundOf(parent);
    if (known.data?.status !== "found" || (above && !licence)) return undefined;
    const [{ shares: holders }, tree] = known.data.value;
    const nearest = above && licence && { licensor: above.licensor, share: licence.terms.onchain.sublicenceShare };
    const chain = nearest ? [nearest, ...licence.chain] : [];
    const parts = priceFractions({ work: work.id, shares: holders, ancestors: tree, chain });
    return { parts, complete: tree.beyond.length === 0 };
  };
  const value = fractions();
  const { data } = asked;
  return { ...asked, data: data?.status === "found" ? value && { ...data, value } : data };
}

type MoneyGoesProps = {
  work: WorkRecord;
  /** The offer whose price it is; missing for what the work itself is paid. */
  offer?: Pick<Offer, "currency" | "parent" | "licensor"> | undefined;
  /** What is divided, in the offer's currency; percentages alone when missing. */
  price?: bigint | undefined;
  /** What to say of a holder besides their part. */
  detail?: (account: Address) => ReactNode;
  most?: number;
};

/** To whom a price goes, to the last digit: holders, the works it is made from, and who sells a sublicence. */
export function MoneyGoes({ work, offer, price, detail, most }: MoneyGoesProps) {
  const found = usePriceFractions(work, offer);
  const unknown = unknownOf(found);
  if (unknown) {
    return (
      <Notice tone="warning" title="Who gets the money cannot be listed right now">
        <p>{unknown}</p>
        <p>
          Nobody's money is affected: the contract divides it among the holders that were registered with the work,
          whoever reads the list.
        </p>
      </Notice>
    );
  }
  const fractions = foundOf(found);
  if (!fractions) return <Reading what="who gets which part" />;
  return (
    <div className="text-sm">
      <PricePicture
        parts={fractions.parts}
        price={offer && price !== undefined ? { amount: price, currency: offer.currency } : undefined}
        detail={detail}
        most={most}
      />
      {fractions.complete ? null : (
        <p className="mt-3">
          It has more than {mostAncestors} works above it. What goes on to those further up is not divided here; it is
          counted with the works that it comes through.
        </p>
      )}
      <p className="mt-3 text-soft">
        All of it goes to them; nobody takes a fee. Each withdraws their own part, and parts of the smallest unit are
        carried over, never lost.
      </p>
    </div>
  );
}

/** Decimals with which a part is shown beyond those of its currency, before it says "about". */
const extra = 8;

/** Tints from dark to light for holders; works upstream and a licensor have colours of their own. */
const strengths = [100, 72, 52, 38, 28, 20, 14];

function colour(parts: readonly PriceFraction[], index: number): string {
  const to = parts[index]?.to;
  const base = { holder: "var(--accent)", work: "var(--warn)", licensor: "var(--ok)" }[to?.kind ?? "holder"];
  const before = parts.slice(0, index).filter((part) => part.to.kind === to?.kind).length;
  return `color-mix(in oklab, ${base} ${strengths[Math.min(before, strengths.length - 1)]}%, var(--leaf))`;
}

function keyOf({ to }: PriceFraction): string {
  if (to.kind === "work") return String(to.work);
  return `${to.kind} ${to.account} ${to.kind === "licensor" ? to.level : ""}`;
}

/** A fraction in percent, as exact as the shares that works owe: in parts per billion. */
function percent({ numerator, denominator }: Pick<PriceFraction, "numerator" | "denominator">): string {
  const whole = BigInt(allShares);
  const billionths = (numerator * whole) / denominator;
  if (billionths === 0n) return "less than 0.0000001";
  const exact = billionths * denominator === numerator * whole;
  const text = formatNumber(Number(billionths) / onePercent, { maximumFractionDigits: 7 });
  return `${exact ? "" : "about "}${text}`;
}

type PricePictureProps = {
  parts: readonly PriceFraction[];
  /** What is divided; percentages alone when missing. */
  price?: { amount: bigint; currency: Address } | undefined;
  /** What to say of a holder besides their part. */
  detail?: ((account: Address) => ReactNode) | undefined;
  /** How many are listed before the rest is folded away. */
  most?: number | undefined;
};

/** Who gets which part of a price: a bar, and the same in words and figures. */
function PricePicture({ parts, price, detail, most = 6 }: PricePictureProps) {
  const rows = (from: number, to: number) =>
    parts.slice(from, to).map((part, position) => (
      <li
        key={keyOf(part)}
        className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 border-rule border-b py-2 last:border-b-0"
      >
        <span
          aria-hidden="true"
          className="size-3.5 rounded-sm ring-1 ring-edge ring-inset"
          style={{ background: colour(parts, from + position) }}
        />
        <span className="min-w-0">
          <Receiver part={part} />
        </span>
        <span className="text-right font-medium tabular-nums">{percent(part)}&nbsp;%</span>
        <Details part={part} price={price} detail={detail} />
      </li>
    ));
  return (
    <div>
      <div
        aria-hidden="true"
        className="mb-4 flex h-7 w-full gap-px overflow-hidden rounded-md bg-leaf ring-1 ring-edge ring-inset print:hidden"
      >
        {parts.map((part, index) => (
          <span
            key={keyOf(part)}
            className="h-full"
            style={{
              flexGrow: Number((part.numerator * 1_000_000n) / part.denominator),
              background: colour(parts, index),
            }}
          />
        ))}
      </div>
      <ol>{rows(0, most)}</ol>
      {parts.length > most ? (
        <details className="mt-2">
          <summary className="link w-fit py-1">{count(parts.length - most, "smaller part")}</summary>
          <ol className="mt-2">{rows(most, parts.length)}</ol>
        </details>
      ) : null}
    </div>
  );
}

function Details({ part, price, detail }: Pick<PricePictureProps, "price" | "detail"> & { part: PriceFraction }) {
  const more = part.to.kind === "holder" ? detail?.(part.to.account) : undefined;
  if (!price && !more) return null;
  return (
    <span className="col-span-2 col-start-2 flex flex-wrap justify-between gap-x-4 text-sm text-soft [overflow-wrap:anywhere]">
      {more ? <span>{more}</span> : null}
      {price ? (
        <span className="ml-auto">
          <Amount
            amount={(price.amount * part.numerator * 10n ** BigInt(extra)) / part.denominator}
            currency={price.currency}
            extra={extra}
          />
        </span>
      ) : null}
    </span>
  );
}

function Receiver({ part: { to } }: { part: PriceFraction }) {
  switch (to.kind) {
    case "holder":
      return <AddressView value={to.account} />;
    case "licensor":
      return (
        <>
          <AddressView value={to.account} />{" "}
          <span className="text-soft">
            {wordFor(to.level, "grants the sublicence", `holds the licence ${to.level} levels above it`)}
          </span>
        </>
      );
    case "work":
      return (
        <>
          The holders of <WorkLink id={to.work} />
          <span className="text-soft">
            {to.depth > 1 ? `, ${to.depth} steps up` : ", which it is made from"}
            {to.beyond ? ", and of works further up" : ""}
          </span>
        </>
      );
  }
}
