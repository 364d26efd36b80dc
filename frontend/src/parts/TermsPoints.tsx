import { forever, percentOfShare } from "@colophon/sdk";
import { type OnchainTerms, type Terms, territoriesOfBitmap, uses, usesOfBitmap } from "@colophon/sdk/terms";
import {
  ArrowLeftRight,
  CircleAlert,
  CircleCheck,
  ClipboardList,
  Clock,
  Feather,
  Globe,
  Network,
  PenLine,
  Star,
} from "lucide-react";
import type { ReactNode } from "react";
import { Amount } from "../flow/Amount.tsx";
import { wordFor } from "../lib/format.ts";
import { durationText, territoriesInWords, territoryName } from "../lib/terms.ts";

const makings: Record<Terms["derivatives"], string> = {
  none: "No new works from it",
  allowed: "New works may be made from it",
  "share-alike": "New works may be made from it, and offered on these terms only",
};

const exclusivities = [
  undefined,
  { word: "Sole", sentence: "nobody else is licensed for the same, but the licensor may use it" },
  { word: "Exclusive", sentence: "nobody else may use it in these ways, not even the licensor" },
];

export type TermsPointsProps = {
  /** What the contract enforces. */
  onchain: OnchainTerms;
  /** What the deed says besides, if its words were verified. */
  terms?: Terms | undefined;
};

/** What a licence allows, in a few lines. */
export function TermsPoints({ onchain, terms }: TermsPointsProps) {
  const { uses: ids, unknown } = usesOfBitmap(onchain.uses);
  const exclusivity = exclusivities[onchain.exclusivity];
  const owed = [
    onchain.revenueShare > 0 ? `${percentOfShare(onchain.revenueShare)} % of revenue` : "",
    onchain.perUnit > 0n ? <Owed key="unit" amount={onchain.perUnit} terms={onchain} after=" for each unit" /> : "",
    onchain.minimum > 0n ? <Owed key="least" amount={onchain.minimum} terms={onchain} before="at least " /> : "",
    onchain.cap > 0n ? <Owed key="most" amount={onchain.cap} terms={onchain} before="at most " /> : "",
  ]
    .filter((each) => each !== "")
    .flatMap((each, index) => (index === 0 ? [each] : [", ", each]));
  return (
    <ul className="grid gap-3">
      <Point icon={<CircleCheck className="size-5 text-ok" />}>
        <ul aria-label="Licensed uses" className="flex flex-wrap gap-1.5">
          {uses
            .filter((use) => ids.includes(use.id))
            .map((use) => (
              <li key={use.id} className="rounded-full bg-ok-wash px-2.5 py-0.5 font-medium text-ok text-sm">
                {use.label}
              </li>
            ))}
          {unknown.map((bit) => (
            <li key={bit} className="rounded-full bg-warn-wash px-2.5 py-0.5 font-medium text-sm text-warn">
              Use number {bit}, unknown here
            </li>
          ))}
        </ul>
      </Point>
      <Point icon={<Globe className="size-5 text-soft" />}>
        <Places bitmap={onchain.territories} />
      </Point>
      {exclusivity ? (
        <Point icon={<Star className="size-5 text-accent" />}>
          <strong className="font-semibold">{exclusivity.word}</strong>: {exclusivity.sentence}
        </Point>
      ) : null}
      <Point icon={<Clock className="size-5 text-soft" />}>
        {onchain.duration === forever ? "For ever" : `For ${durationText(onchain.duration)} from the purchase`}
      </Point>
      <Point icon={<ArrowLeftRight className="size-5 text-soft" />}>
        {onchain.transferable ? "May be passed on to somebody else" : "Stays with the account that receives it"}
      </Point>
      {onchain.sublicensing > 0 ? (
        <Point icon={<Network className="size-5 text-soft" />}>
          {wordFor(
            onchain.sublicensing,
            "Others may be given sublicences",
            `Others may be given sublicences, down to ${onchain.sublicensing} levels`,
          )}
          {onchain.revenueShare > 0 && onchain.period === 0
            ? `; ${percentOfShare(onchain.revenueShare)} % of their price goes to the work`
            : ""}
        </Point>
      ) : null}
      {onchain.period > 0 ? (
        <Point icon={<ClipboardList className="size-5 text-soft" />}>
          Use is reported every {durationText(onchain.period)} and paid for
          {owed.length > 0 ? <>: {owed}</> : null}
        </Point>
      ) : null}
      {onchain.cure > 0 ? (
        <Point icon={<CircleAlert className="size-5 text-soft" />}>
          Can be ended for a breach that is not put right within {durationText(onchain.cure)}
        </Point>
      ) : null}
      {terms ? (
        <>
          <Point icon={<Feather className="size-5 text-soft" />}>
            {terms.attribution ? "The author must be named" : "No credit is asked for"}
          </Point>
          <Point icon={<PenLine className="size-5 text-soft" />}>
            {terms.derivatives === "none"
              ? terms.changes
                ? "Changes to it are allowed, new works are not"
                : "No changes to the work"
              : makings[terms.derivatives]}
            {terms.upstreamShare > 0 ? `; they owe ${percentOfShare(terms.upstreamShare)} % of what they receive` : ""}
          </Point>
        </>
      ) : null}
    </ul>
  );
}

function Places({ bitmap }: { bitmap: bigint }) {
  const { territories } = territoriesOfBitmap(bitmap);
  if (territories === "worldwide") return "Worldwide";
  const words = `Only in ${territoriesInWords(territories)}`;
  if (territories.length < 5) return words;
  return (
    <details>
      <summary className="w-fit">
        {words} <span className="link text-sm">which</span>
      </summary>
      <p className="mt-1 text-soft text-sm">{territories.map((code) => territoryName(code)).join(", ")}</p>
    </details>
  );
}

type OwedProps = { amount: bigint; terms: OnchainTerms; before?: string; after?: string };

function Owed({ amount, terms, before = "", after = "" }: OwedProps) {
  return (
    <>
      {before}
      <Amount amount={amount} currency={terms.currency} />
      {after}
    </>
  );
}

function Point({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-3">
      <span aria-hidden="true" className="mt-0.5 shrink-0">
        {icon}
      </span>
      <span className="min-w-0">{children}</span>
    </li>
  );
}
