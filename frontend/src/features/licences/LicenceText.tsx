import { documents } from "@colophon/sdk";
import { deedOf, parseQuote } from "@colophon/sdk/terms";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Hex, zeroHash } from "viem";
import { keepDocument, keepIfNamed } from "../../lib/keptDocuments.ts";
import { type DeedVerdict, termsOf } from "../../lib/terms.ts";
import { DeedProblem, DeedSections } from "../../parts/deed.tsx";
import { FactsOfDeal } from "../../parts/FactsOfDeal.tsx";
import { PartiesText } from "../../parts/PartiesText.tsx";
import { DropZone } from "../../ui/DropZone.tsx";
import { Section } from "../../ui/page.tsx";

type LicenceTextProps = {
  verdict: DeedVerdict;
  deed: Hex;
  /** SHA-256 of the facts of the deal; zero for none. */
  schedule: Hex;
};

/** The words of the licence, with the facts of its deal, or why they cannot be shown. */
export function LicenceText({ verdict, deed, schedule }: LicenceTextProps) {
  const terms = termsOf(verdict);
  const ours = verdict.status === "verified" || (terms !== undefined && terms.wording.own !== "none");
  return (
    <Section
      title="The licence text"
      note={verdict.status === "verified" ? "Checked against the chain, word for word." : undefined}
    >
      <div className="grid gap-6">
        <DeedProblem verdict={verdict} />
        {verdict.status === "unreadable" ? <BringText deed={deed} /> : <PartiesText verdict={verdict} deed={deed} />}
        {terms && ours ? <DeedSections sections={deedOf(terms).sections} language={terms.wording.language} /> : null}
        {schedule === zeroHash ? null : (
          <section aria-labelledby="facts-of-deal" className="grid max-w-prose gap-3 border-rule border-t pt-5">
            <h3 id="facts-of-deal" className="text-lg">
              Facts of the deal
            </h3>
            <FactsOfDeal digest={schedule} />
          </section>
        )}
      </div>
    </Section>
  );
}

/** The licence text in a file: the text itself, or a quote that it was bought by. */
function textsIn(bytes: Uint8Array): Uint8Array[] {
  if (bytes.length > documents.quote.maxBytes) return [bytes];
  try {
    const { terms, facts } = parseQuote(bytes);
    return [deedOf(terms).bytes, ...(facts === "none" ? [] : [facts.bytes])];
  } catch {
    return [bytes];
  }
}

/** Takes the text from whoever was a party to it: this device keeps it then, if it is the one on the chain. */
function BringText({ deed }: { deed: Hex }) {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string>();
  const choose = async (file: File | undefined) => {
    if (!file) return;
    try {
      const [text, ...others] = textsIn(new Uint8Array(await file.arrayBuffer()));
      if (!text || !(await keepIfNamed(text, deed))) {
        return setProblem("This is not the text of this licence: its digest is not the one on the chain.");
      }
      for (const other of others) await keepDocument(other);
      await queries.invalidateQueries({ queryKey: ["chain"] });
    } catch {
      setProblem("This file could not be read. Choose it again.");
    }
  };
  return (
    <div className="grid max-w-prose gap-3 print:hidden">
      <p>
        The text of a licence that was bought by a quote is only with its parties. If you have its file, or the quote,
        open it here: it is compared with the chain, and kept on this device.
      </p>
      <DropZone
        title={<span className="text-xl">Open the licence text</span>}
        hint="The file of the text, or of the quote."
        folders={false}
        multiple={false}
        className="py-6"
        onChoose={(chosen) => void choose(chosen.files[0]?.file)}
      />
      <div aria-live="polite" className="empty:hidden">
        {problem ? <p className="font-medium text-danger">{problem}</p> : null}
      </div>
    </div>
  );
}
