import { formatId } from "@colophon/sdk";
import type { Address as AccountAddress } from "viem";
import { Link } from "wouter";
import type { PricePart } from "../lib/shares/PricePart.ts";
import { titleOf } from "../lib/work/titleOf.ts";
import { untitled } from "../lib/work/untitled.ts";
import { useWork } from "../lib/work/useWork.ts";
import { Address } from "./Address.tsx";
import { Amount } from "./Amount.tsx";

/** Decimals with which a part is shown beyond those of its currency, before it says "about". */
const extra = 8;

/** Tints from dark to light for holders; works upstream and a licensor have colours of their own. */
const strengths = [100, 72, 52, 38, 28, 20, 14];

function colour({ to }: PricePart, index: number): string {
  if (to.kind === "work") return "color-mix(in oklab, var(--warn) 70%, var(--leaf))";
  if (to.kind === "licensor") return "color-mix(in oklab, var(--ok) 75%, var(--leaf))";
  return `color-mix(in oklab, var(--accent) ${strengths[Math.min(index, strengths.length - 1)]}%, var(--leaf))`;
}

function keyOf({ to }: PricePart): string {
  return to.kind === "work" ? String(to.work) : `${to.kind} ${to.account}`;
}

function percent({ numerator, denominator }: PricePart): string {
  const millionths = (numerator * 100_000_000n) / denominator;
  const exact = (millionths * denominator) / 100_000_000n === numerator;
  const text = (Number(millionths) / 1_000_000).toLocaleString("en-GB", { maximumFractionDigits: 6 });
  return `${exact ? "" : "about "}${text}`;
}

export type PricePictureProps = {
  parts: readonly PricePart[];
  price: bigint;
  currency: AccountAddress;
  /** How many are listed before the rest is folded away. */
  most?: number;
};

/** Who gets which part of a price: a bar, and the same in words and figures. */
export function PricePicture({ parts, price, currency, most = 5 }: PricePictureProps) {
  const firstHolder = parts.findIndex(({ to }) => to.kind === "holder");
  const rows = (from: number, to: number) =>
    parts.slice(from, to).map((part, position) => {
      const index = from + position;
      return (
        <li
          key={keyOf(part)}
          className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 border-rule border-b py-2 last:border-b-0"
        >
          <span
            aria-hidden="true"
            className="size-3.5 rounded-sm ring-1 ring-edge ring-inset"
            style={{ background: colour(part, index - firstHolder) }}
          />
          <span className="min-w-0">
            <Receiver part={part} />
          </span>
          <span className="text-right font-medium tabular-nums">{percent(part)}&nbsp;%</span>
          <span className="col-span-2 col-start-2 text-sm text-soft [overflow-wrap:anywhere]">
            <Amount
              amount={(price * part.numerator * 10n ** BigInt(extra)) / part.denominator}
              currency={currency}
              extra={extra}
            />
          </span>
        </li>
      );
    });
  return (
    <div>
      <div
        aria-hidden="true"
        className="mb-4 flex h-7 w-full gap-px overflow-hidden rounded-md bg-leaf ring-1 ring-edge ring-inset"
      >
        {parts.map((part, index) => (
          <span
            key={keyOf(part)}
            className="h-full"
            style={{
              flexGrow: Number((part.numerator * 1_000_000n) / part.denominator),
              background: colour(part, index - firstHolder),
            }}
          />
        ))}
      </div>
      <ol>{rows(0, most)}</ol>
      {parts.length > most ? (
        <details className="mt-2">
          <summary className="link w-fit py-1">{parts.length - most} more</summary>
          <ol className="mt-2">{rows(most, parts.length)}</ol>
        </details>
      ) : null}
    </div>
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
      return <UpstreamWork id={to.work} />;
  }
}

function UpstreamWork({ id }: { id: bigint }) {
  const found = useWork(id);
  const title = found.data?.status === "found" ? titleOf(found.data.value) : untitled(id);
  return (
    <>
      <Link href={`/work/${formatId(id, "work")}`} className="link [overflow-wrap:anywhere]">
        <bdi>{title}</bdi>
      </Link>{" "}
      <span className="text-soft">which it is made from</span>
    </>
  );
}
