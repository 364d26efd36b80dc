import { percentOf } from "@colophon/sdk";
import type { ReactNode } from "react";
import type { Share } from "../lib/shares/currentShares.ts";
import { Address } from "./Address.tsx";

/** Tints of the accent from dark to light; the last stands for everybody who comes after. */
const strengths = [100, 72, 52, 38, 28, 20, 14];

function tint(index: number): string {
  const strength = strengths[Math.min(index, strengths.length - 1)];
  return `color-mix(in oklab, var(--accent) ${strength}%, var(--leaf))`;
}

export type SharesPictureProps = {
  shares: readonly Share[];
  /** What to say of a holder besides their share. */
  detail?: (share: Share) => ReactNode;
  /** How many are listed before the rest is folded away. */
  most?: number;
};

/** Who holds which part of a work's income: a bar, and the same in words and figures. */
export function SharesPicture({ shares, detail, most = 12 }: SharesPictureProps) {
  const rows = (list: readonly Share[], from: number) =>
    list.map((share, index) => {
      const more = detail?.(share);
      return (
        <li
          key={share.account}
          className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 border-rule border-b py-2 last:border-b-0"
        >
          <span
            aria-hidden="true"
            className="size-3.5 rounded-sm ring-1 ring-edge ring-inset"
            style={{ background: tint(from + index) }}
          />
          <Address value={share.account} />
          <span className="text-right tabular-nums">
            <span className="font-medium">{percentOf(share.units)}&nbsp;%</span>
          </span>
          {more ? (
            <span className="col-span-2 col-start-2 text-sm text-soft [overflow-wrap:anywhere]">{more}</span>
          ) : null}
        </li>
      );
    });
  return (
    <div>
      <div
        aria-hidden="true"
        className="mb-4 flex h-7 w-full gap-px overflow-hidden rounded-md bg-leaf ring-1 ring-edge ring-inset print:hidden"
      >
        {shares.map((share, index) => (
          <span key={share.account} className="h-full" style={{ flexGrow: share.units, background: tint(index) }} />
        ))}
      </div>
      <ol>{rows(shares.slice(0, most), 0)}</ol>
      {shares.length > most ? (
        <details className="mt-2">
          <summary className="link w-fit py-1">{shares.length - most} more holders</summary>
          <ol className="mt-2">{rows(shares.slice(most), most)}</ol>
        </details>
      ) : null}
    </div>
  );
}
