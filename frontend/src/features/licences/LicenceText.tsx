import { deedOf } from "@colophon/sdk/terms";
import type { Hex } from "viem";
import { type DeedVerdict, termsOf } from "../../lib/terms.ts";
import { DeedProblem, DeedSections } from "../../parts/deed.tsx";
import { PartiesText } from "../../parts/PartiesText.tsx";
import { Section } from "../../ui/page.tsx";

/** The words of the licence, or why they cannot be shown. */
export function LicenceText({ verdict, deed }: { verdict: DeedVerdict; deed: Hex }) {
  const terms = termsOf(verdict);
  const ours = verdict.status === "verified" || (terms !== undefined && terms.wording.own !== "none");
  return (
    <Section
      title="The licence text"
      note={verdict.status === "verified" ? "Checked against the chain, word for word." : undefined}
    >
      <DeedProblem verdict={verdict} />
      <div className="grid gap-6">
        <PartiesText verdict={verdict} deed={deed} />
        {terms && ours ? <DeedSections sections={deedOf(terms).sections} language={terms.wording.language} /> : null}
      </div>
    </Section>
  );
}
