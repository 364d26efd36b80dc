import type { ReactNode } from "react";
import type { Address as AccountAddress } from "viem";
import type { PricePart } from "../lib/shares/PricePart.ts";
import { Address } from "./Address.tsx";
import { Amount } from "./Amount.tsx";
import { WorkLink } from "./WorkLink.tsx";

/** Decimals with which a part is shown beyond those of its currency, before it says "about". */
const extra = 8;

/** Tints from dark to light for holders; works upstream and a licensor have colours of their own. */
const strengths = [100, 72, 52, 38, 28, 20, 14];

function colour(parts: readonly PricePart[], index: number): string {
  const to = parts[index]?.to;
  const base = { holder: "var(--accent)", work: "var(--warn)", licensor: "var(--ok)" }[to?.kind ?? "holder"];
  const before = parts.slice(0, index).filter((part) => part.to.kind === to?.kind).length;
  return `color-mix(in oklab, ${base} ${strengths[Math.min(before, strengths.length - 1)]}%, var(--leaf))`;
}

function keyOf({ to }: PricePart): string {
  return to.kind === "work" ? String(to.work) : `${to.kind} ${to.account}`;
}

/** A fraction in percent, as exact as the shares that works owe: in parts per billion. */
function percent({ numerator, denominator }: Pick<PricePart, "numerator" | "denominator">): string {
  const billionths = (numerator * 1_000_000_000n) / denominator;
  if (billionths === 0n) return "less than 0.0000001";
  const exact = billionths * denominator === numerator * 1_000_000_000n;
  const text = (Number(billionths) / 10_000_000).toLocaleString("en-GB", { maximumFractionDigits: 7 });
  return `${exact ? "" : "about "}${text}`;
}

export type PricePictureProps = {
  parts: readonly PricePart[];
  /** What is divided; percentages alone when missing. */
  price?: { amount: bigint; currency: AccountAddress } | undefined;
  /** What to say of a holder besides their part. */
  detail?: ((account: AccountAddress) => ReactNode) | undefined;
  /** How many are listed before the rest is folded away. */
  most?: number | undefined;
};

/** Who gets which part of a price: a bar, and the same in words and figures. */
export function PricePicture({ parts, price, detail, most = 6 }: PricePictureProps) {
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
          <summary className="link w-fit py-1">{parts.length - most} smaller parts</summary>
          <ol className="mt-2">{rows(most, parts.length)}</ol>
        </details>
      ) : null}
    </div>
  );
}

function Details({ part, price, detail }: Pick<PricePictureProps, "price" | "detail"> & { part: PricePart }) {
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

function Receiver({ part: { to } }: { part: PricePart }) {
  switch (to.kind) {
    case "holder":
      return <Address value={to.account} />;
    case "licensor":
      return (
        <>
          <Address value={to.account} /> <span className="text-soft">sells this sublicence</span>
        </>
      );
    case "work":
      return (
        <>
          The holders of <WorkLink id={to.work} />
          <span className="text-soft">
            {to.depth === 1 ? ", which it is made from" : `, ${to.depth} steps up`}
            {to.beyond ? ", and of works further up" : ""}
          </span>
        </>
      );
  }
}
