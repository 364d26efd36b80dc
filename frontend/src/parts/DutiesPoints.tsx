import { type Conditions, hasDuties, type OnchainTerms, owesAnything, tierLines } from "@colophon/sdk/terms";
import { CircleAlert, ClipboardList, Scale, TriangleAlert } from "lucide-react";
import { language } from "../config/site.ts";
import { useActiveChain } from "../lib/chain.ts";
import { count, formatAmount } from "../lib/format.ts";
import { durationText, rulesOf } from "../lib/terms.ts";
import { Point } from "../ui/page.tsx";
import { AddressView } from "../ui/values.tsx";

type DutiesPointsProps = {
  /** What the contracts enforce. */
  onchain: OnchainTerms;
  /** As the licence text has them, if its words were verified. */
  conditions: Conditions | "none" | undefined;
};

/** What whoever takes a licence owes and reports, and how it can be ended; nothing for one without duties. */
export function DutiesPoints({ onchain, conditions }: DutiesPointsProps) {
  const { deployment } = useActiveChain();
  if (!hasDuties(onchain)) return null;
  if (rulesOf(onchain, deployment) === "other") {
    return (
      <Point icon={<TriangleAlert className="size-5 text-danger" />}>
        Its duties are kept by another contract, <AddressView value={onchain.rules} />, which is not a part of Colophon.
        It decides what is owed and can end the licence at any time, and this site cannot tell how.
      </Point>
    );
  }
  if (conditions === undefined || conditions === "none") {
    return (
      <Point icon={<TriangleAlert className="size-5 text-warn" />}>
        It has duties, and can perhaps be ended for a breach. Which, only its licence text says.
      </Point>
    );
  }
  const { period, grace, cure, arbitrator } = conditions;
  return (
    <>
      {period === "none" ? null : (
        <Point icon={<ClipboardList className="size-5 text-soft" />}>
          Use is reported every{" "}
          {"months" in period ? count(period.months, "calendar month") : durationText(period.seconds)}
          {grace === 0 ? ", as soon as that is over" : `, within ${durationText(grace)} after it`}
          {owesAnything(conditions) ? ", and paid for:" : ", and nothing is owed for it"}
          <Royalties conditions={conditions} />
        </Point>
      )}
      <Point icon={<CircleAlert className="size-5 text-soft" />}>
        {cure === "irrevocable"
          ? "Cannot be ended for a breach"
          : `Can be ended for a breach that is not put right within ${durationText(cure)} after notice`}
      </Point>
      {arbitrator === "none" ? null : (
        <Point icon={<Scale className="size-5 text-soft" />}>
          A notice can be contested before the arbitrator <AddressView value={arbitrator.address} />, who has{" "}
          {durationText(arbitrator.silence)}
        </Point>
      )}
    </>
  );
}

/** What is owed for reports, each amount on a line. */
function Royalties({ conditions }: { conditions: Conditions }) {
  if (!owesAnything(conditions)) return null;
  const { tiers, minimum, perSeat, carriesOver, cap, lifeCap, advance, currency } = conditions;
  const money = (amount: bigint) => `${formatAmount(amount, currency.decimals)} ${currency.symbol}`;
  const [first] = tiers;
  const free = tiers.length === 1 && first?.share === 0 && first.perUnit === 0n;
  const lines = [
    ...(free ? [] : tiersInWords(conditions)),
    ...(minimum === 0n
      ? []
      : [
          `at least ${money(minimum)} for each period${perSeat ? " and seat" : ""}${carriesOver ? "; what was more in one period counts for others" : ""}`,
        ]),
    ...(cap === "none" ? [] : [`at most ${money(cap)} for each period`]),
    ...(lifeCap === "none" ? [] : [`at most ${money(lifeCap)} in all`]),
    ...(advance === 0n ? [] : [`the price is an advance: ${money(advance)} of what is owed is not due`]),
  ];
  return (
    <ul className="mt-1 grid list-disc gap-0.5 pl-5 text-sm marker:text-accent">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** What each tier owes, in the words of a licence text; without its range where there is one tier, which is always owed. */
function tiersInWords(conditions: Conditions): string[] {
  const lines = tierLines(conditions, language);
  return lines.length === 1 ? lines.map((line) => line.slice(line.indexOf(": ") + 2)) : lines;
}
