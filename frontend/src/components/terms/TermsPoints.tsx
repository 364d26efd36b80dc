import { forever, type OnchainTerms, type Terms, uses, usesOfBitmap } from "@colophon/sdk";
import { ArrowLeftRight, CircleCheck, Clock, Feather, PenLine } from "lucide-react";
import type { ReactNode } from "react";
import { durationText } from "../../lib/terms/durationText.ts";

const makings: Record<Terms["derivatives"], string> = {
  none: "No new works from it",
  allowed: "New works may be made from it",
  "share-alike": "New works may be made from it, and offered on these terms only",
};

export type TermsPointsProps = {
  /** What the contract enforces. */
  onchain: OnchainTerms;
  /** What the deed says besides, if its words were verified. */
  terms?: Terms | undefined;
};

/** What a licence allows, in a few lines. */
export function TermsPoints({ onchain, terms }: TermsPointsProps) {
  const { uses: ids, unknown } = usesOfBitmap(onchain.uses);
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
      <Point icon={<Clock className="size-5 text-soft" />}>
        {onchain.duration === forever ? "For ever" : `For ${durationText(onchain.duration)} from the purchase`}
      </Point>
      <Point icon={<ArrowLeftRight className="size-5 text-soft" />}>
        {onchain.transferable ? "May be passed on to somebody else" : "Stays with the account that receives it"}
      </Point>
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
          </Point>
        </>
      ) : null}
    </ul>
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
