import type { Stamp } from "@colophon/sdk/read";
import { Link } from "wouter";
import { OutcomeHeading } from "../../flow/Outcome.tsx";
import { depthInWords, formatNumber, wordFor } from "../../lib/format.ts";
import type { KeptOpening } from "../../lib/openings.ts";
import { LimitsStatement } from "../../parts/LimitsStatement.tsx";
import { buttonClasses } from "../../ui/button.tsx";
import { Card, Facts } from "../../ui/page.tsx";
import { AddressView, Hash, Time } from "../../ui/values.tsx";

type StampRecordProps = {
  stamp: Stamp;
  /** The number of the latest block. */
  head: number;
  openings: readonly KeptOpening[];
  chainName: string;
  /** Whether the person at the page is connected as somebody else than the claimant. */
  byOther: boolean;
  /** Whether it was stamped just now, before the person's eyes. */
  fresh: boolean;
};

/** What a stamp shows, in words and in numbers. */
export function StampRecord({ stamp, head, openings, chainName, byOther, fresh }: StampRecordProps) {
  const [first] = openings;
  if (!first) return null;
  const count = openings.reduce((sum, kept) => sum + kept.opening.manifest.files.length, 0);
  return (
    <Card className="border-accent">
      <p className="eyebrow mb-2">Stamped</p>
      <OutcomeHeading fresh={fresh} className="max-w-3xl text-2xl leading-snug sm:text-3xl">
        With the opening file you can show that {byOther ? "its claimant" : "you"} held{" "}
        {wordFor(count, "exactly this file", "exactly these files")} by <Time seconds={stamp.at.time} />.
      </OutcomeHeading>
      <div className="mt-6">
        <Facts
          facts={[
            { label: "Chain", value: chainName },
            {
              label: "Block",
              value: `${formatNumber(stamp.at.block)}, ${depthInWords(head - stamp.at.block)}`,
            },
            { label: "Claimant", value: <AddressView value={first.opening.claimant} /> },
            { label: "Sent by", value: <AddressView value={stamp.from} /> },
            { label: "Transaction", value: <Hash value={stamp.at.transaction} label="transaction hash" /> },
            {
              label: openings.length > 1 ? "Root of the batch" : "Commitment",
              value: <Hash value={stamp.commitment} label="commitment" />,
            },
          ]}
        />
      </div>
      <div className="mt-6 grid gap-3 border-rule border-t pt-5">
        <p className="max-w-prose text-soft">
          To license it and be paid, register it as a work. That opens this stamp and names its claimant publicly; until
          then it stays sealed.
        </p>
        {openings.length === 1 ? (
          <p>
            <Link href={`/register?opening=${first.opening.commitment}`} className={buttonClasses("secondary")}>
              Register it as a work
            </Link>
          </p>
        ) : (
          <p className="flex flex-wrap items-center gap-x-5 gap-y-2">
            <Link href={`/register/series/${first.stamped}`} className={buttonClasses("secondary")}>
              Register all {formatNumber(openings.length)} as a series
            </Link>
            <span className="text-soft">or one by one, in the list below.</span>
          </p>
        )}
      </div>
      <div className="mt-6 max-w-prose text-soft text-sm">
        <LimitsStatement />
      </div>
    </Card>
  );
}
