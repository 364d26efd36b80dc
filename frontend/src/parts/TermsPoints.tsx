import { forever, percentOfShare } from "@colophon/sdk";
import {
  type OnchainTerms,
  purposesOfBitmap,
  type Terms,
  territoriesOfBitmap,
  uses,
  usesOfBitmap,
} from "@colophon/sdk/terms";
import {
  ArrowLeftRight,
  CircleCheck,
  Clock,
  Feather,
  Globe,
  Network,
  PenLine,
  Star,
  Tag,
  Target,
  Unlink,
} from "lucide-react";
import { wordFor } from "../lib/format.ts";
import { durationText, purposesInWords, territoriesInWords, territoryName } from "../lib/terms.ts";
import { Point } from "../ui/page.tsx";
import { DutiesPoints } from "./DutiesPoints.tsx";

const makings: Record<Terms["derivatives"], string> = {
  none: "No new works from it",
  allowed: "New works may be made from it",
  "share-alike": "New works may be made from it, and offered on these terms only",
};

const exclusivities = [
  undefined,
  {
    word: "Sole",
    sentence: "through these contracts no other licence is sold for these uses; the licensor may use it",
  },
  {
    word: "Exclusive",
    sentence: "through these contracts nobody else is licensed for these uses, and the licensor does not use it so",
  },
];

export type TermsPointsProps = {
  /** What the contract enforces. */
  onchain: OnchainTerms;
  /** What the licence text speaks of, as far as it is known. */
  terms?: Terms | undefined;
  /** Whether its words are those of the terms, so that it says of credit and changes what they say. */
  agreed?: boolean;
};

/** What a licence allows, in a few lines. */
export function TermsPoints(props: TermsPointsProps) {
  return (
    <ul className="grid gap-3">
      <MayPoints {...props} />
      <GetPoints {...props} />
      <OwePoints {...props} />
    </ul>
  );
}

/** What may be done, what for, where, and what else may not. */
export function MayPoints({ onchain, terms, agreed = true }: TermsPointsProps) {
  const { uses: ids, unknown } = usesOfBitmap(onchain.uses);
  return (
    <>
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
      <Point icon={<Target className="size-5 text-soft" />}>
        <Purposes bitmap={onchain.purposes} />
      </Point>
      <Point icon={<Globe className="size-5 text-soft" />}>
        <Places bitmap={onchain.territories} />
      </Point>
      {BigInt(onchain.field) === 0n ? null : (
        <Point icon={<Tag className="size-5 text-soft" />}>
          Only in one field: {terms ? <strong className="font-semibold">{terms.field}</strong> : "which, its text says"}
        </Point>
      )}
      {terms && agreed ? (
        <Point icon={<PenLine className="size-5 text-soft" />}>
          {terms.derivatives === "none"
            ? terms.changes
              ? "Changes to it are allowed, new works are not"
              : "No changes to the work"
            : makings[terms.derivatives]}
          {newWorks(terms)}
        </Point>
      ) : null}
    </>
  );
}

/** What its holder has: against whom, for how long, and whether it may go on to others. */
export function GetPoints({ onchain }: TermsPointsProps) {
  const exclusivity = exclusivities[onchain.exclusivity];
  return (
    <>
      {exclusivity ? (
        <Point icon={<Star className="size-5 text-accent" />}>
          <strong className="font-semibold">{exclusivity.word}</strong>: {exclusivity.sentence}
        </Point>
      ) : null}
      <Point icon={<Clock className="size-5 text-soft" />}>
        {onchain.duration === forever ? "For ever" : `For ${durationText(onchain.duration)}`}
      </Point>
      <Point icon={<ArrowLeftRight className="size-5 text-soft" />}>
        {onchain.transferable
          ? "Transferable: it may go to somebody else"
          : "Not transferable: it stays with the account that receives it"}
      </Point>
      {onchain.sublicensing > 0 ? (
        <Point icon={<Network className="size-5 text-soft" />}>
          {wordFor(
            onchain.sublicensing,
            "Others may be given sublicences",
            `Others may be given sublicences, down to ${onchain.sublicensing} levels`,
          )}
          {onchain.sublicenceShare > 0
            ? `; ${percentOfShare(onchain.sublicenceShare)} % of all that is paid under them goes up to whoever granted this`
            : "; all that is paid under them stays with whoever grants them"}
          {onchain.passesDown ? "; they have the same duties" : ""}
        </Point>
      ) : null}
      {onchain.fallsWithParent ? (
        <Point icon={<Unlink className="size-5 text-soft" />}>
          Under a licence that can be ended, it ends with that one, though nothing was done wrong under it
        </Point>
      ) : null}
    </>
  );
}

/** What is asked of its holder besides the price. */
export function OwePoints({ onchain, terms, agreed = true }: TermsPointsProps) {
  return (
    <>
      <DutiesPoints onchain={onchain} conditions={terms?.conditions} />
      {terms && agreed ? (
        <Point icon={<Feather className="size-5 text-soft" />}>
          {terms.attribution ? "The author must be named" : "No credit is asked for"}
        </Point>
      ) : null}
    </>
  );
}

/** What is asked of new works, after that they may be made. */
function newWorks({ derivatives, works, upstreamShare, further }: Terms): string {
  if (derivatives === "none") return "";
  return [
    works === "any" ? "" : `; ${wordFor(works, "one of them", `at most ${works} of them`)} under each licence`,
    upstreamShare === 0 ? "" : `; they owe ${percentOfShare(upstreamShare)} % of what they receive`,
    { free: "", "owes-on": "; what is made from them owes them no less", "ends-there": "; nothing is made from them" }[
      further
    ],
  ].join("");
}

function Purposes({ bitmap }: { bitmap: number }) {
  const { purposes, unknown } = purposesOfBitmap(bitmap);
  const words = [
    ...(purposes.length === 0 ? [] : [purposesInWords(purposes)]),
    ...unknown.map((bit) => `for purpose number ${bit}, unknown here`),
  ].join(", ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
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
