import { type BlockRef, formatId, type Standing, type WorkRecord } from "@colophon/sdk";
import { isAddressEqual } from "viem";
import { Address } from "../../../components/Address.tsx";
import { Facts } from "../../../components/Facts.tsx";
import { Hash } from "../../../components/Hash.tsx";
import { Time } from "../../../components/Time.tsx";
import { categoryLabel } from "../../../lib/work/categoryLabel.ts";
import { MetadataTrust } from "./MetadataTrust.tsx";
import { proofSentence } from "./proofSentence.ts";

export type RecordFactsProps = { work: WorkRecord; block: BlockRef; standing: Standing | undefined };

/** What the chain says about a work. */
export function RecordFacts({ work, block, standing }: RecordFactsProps) {
  const latest = work.versions.at(-1);
  const evidence = standing?.own.evidence;
  return (
    <div className="grid gap-5">
      <Facts
        facts={[
          {
            label: "Proven since",
            value: evidence ? (
              <>
                {evidence.kind === "record" ? (
                  "No earlier proof"
                ) : (
                  <Time seconds={evidence.at.time} block={evidence.at.block} />
                )}
                <span className="block text-sm text-soft">{proofSentence(evidence.kind)}</span>
                {standing.own.gaps.map((gap) => (
                  <span key={gap} className="block text-sm text-warn">
                    {gap}
                  </span>
                ))}
              </>
            ) : (
              <span className="text-soft">Not known right now</span>
            ),
          },
          { label: "Registered", value: <Time seconds={work.registered.time} block={work.registered.block} /> },
          { label: "Claimant", value: <Address value={work.claimant} /> },
          {
            label: "Controller",
            value: isAddressEqual(work.controller, work.claimant) ? (
              "The claimant"
            ) : (
              <>
                <Address value={work.controller} />
                <span className="block text-sm text-soft">
                  Control has been passed on; the claimant stays who they are.
                </span>
              </>
            ),
          },
          { label: "Category", value: categoryLabel(work.category) },
          {
            label: "Number",
            value: <Hash value={formatId(work.id, "work")} label="the work's number" full />,
          },
          {
            label: "Content root",
            value: <Hash value={(latest ?? work).contentRoot} label="the content root" />,
          },
          { label: "Description", value: <MetadataTrust work={work} /> },
        ]}
      />
      <p className="text-sm text-soft">Read at block {block.number.toLocaleString("en-GB")}.</p>
    </div>
  );
}
