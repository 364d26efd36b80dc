import type { Stamp } from "@colophon/sdk";
import { Link } from "wouter";
import { Address } from "../../components/Address.tsx";
import { buttonClasses } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Facts } from "../../components/Facts.tsx";
import { Hash } from "../../components/Hash.tsx";
import { LimitsStatement } from "../../components/LimitsStatement.tsx";
import { Time } from "../../components/Time.tsx";
import type { KeptOpening } from "../../lib/openings/KeptOpening.ts";

/** A button for each of a thousand files would help nobody. */
const registrable = 8;

export type StampRecordProps = {
  stamp: Stamp;
  /** The number of the latest block. */
  head: number;
  openings: readonly KeptOpening[];
  chainName: string;
  /** Whether the person at the page is connected as somebody else than the claimant. */
  byOther: boolean;
};

/** What a stamp shows, in words and in numbers. */
export function StampRecord({ stamp, head, openings, chainName, byOther }: StampRecordProps) {
  const [first] = openings;
  if (!first) return null;
  const count = openings.reduce((sum, kept) => sum + kept.opening.manifest.files.length, 0);
  return (
    <Card className="border-accent">
      <p className="eyebrow mb-2">Stamped</p>
      <p className="max-w-3xl font-serif text-2xl leading-snug sm:text-3xl" role="status">
        With the opening file you can show that {byOther ? "its claimant" : "you"} held{" "}
        {count === 1 ? "exactly this file" : "exactly these files"} by <Time seconds={stamp.at.time} />.
      </p>
      <div className="mt-6">
        <Facts
          facts={[
            { label: "Chain", value: chainName },
            {
              label: "Block",
              value: `${stamp.at.block.toLocaleString("en-GB")}, ${depthInWords(head - stamp.at.block)}`,
            },
            { label: "Claimant", value: <Address value={first.opening.claimant} /> },
            { label: "Sent by", value: <Address value={stamp.from} /> },
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
        <ul className="flex flex-wrap gap-3">
          {openings.slice(0, registrable).map(({ opening, name }) => (
            <li key={opening.commitment}>
              <Link href={`/register?opening=${opening.commitment}`} className={buttonClasses("secondary")}>
                {openings.length === 1 ? "Register it as a work" : `Register ${name}`}
              </Link>
            </li>
          ))}
        </ul>
      </div>
      <div className="mt-6 max-w-prose text-soft text-sm">
        <LimitsStatement />
      </div>
    </Card>
  );
}

/** How deep a block lies: the deeper, the less likely the chain drops it. */
function depthInWords(depth: number): string {
  if (depth <= 0) return "the latest one";
  return depth === 1 ? "with 1 block on top" : `with ${depth.toLocaleString("en-GB")} blocks on top`;
}
