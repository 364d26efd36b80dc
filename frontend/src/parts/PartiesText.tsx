import { enforcedSentences, type Part, type Terms } from "@colophon/sdk/terms";
import { useState } from "react";
import type { Hex } from "viem";
import { FileDigestField } from "../flow/FileDigestField.tsx";
import { type DeedVerdict, partsOf, termsOf } from "../lib/terms.ts";
import { Notice } from "../ui/notice.tsx";
import { Card } from "../ui/page.tsx";
import { Term } from "../ui/Term.tsx";
import { Hash } from "../ui/values.tsx";

type PartiesTextProps = {
  verdict: DeedVerdict;
  /** SHA-256 of the licence text, as it stands on the chain. */
  deed: Hex;
};

/**
 * What of a licence text is the parties' own words: which documents, what they say where that can be shown, and beside
 * them what the contracts enforce. Nothing where every word was made from the terms.
 */
export function PartiesText({ verdict, deed }: PartiesTextProps) {
  const parts = partsOf(verdict);
  const text = verdict.status === "own" && parts.length === 0 ? verdict.text : undefined;
  if (verdict.status === "refused" || (verdict.status === "verified" && parts.length === 0)) return null;
  const terms = termsOf(verdict);
  return (
    <Card className="grid gap-6">
      <div className="grid max-w-prose gap-2">
        <h2 className="text-2xl">{titleOf(verdict)}</h2>
        <p>
          These words were not made from the terms. They bind the <Term of="licensor">licensor</Term> and you as an
          agreement; nobody but the two of you enforces them, and no contract reads them. Read them before you go on.
        </p>
      </div>
      {parts.map((part) => (
        <PartOfText key={part.sha256} part={part} />
      ))}
      {text === undefined ? null : (
        <pre
          translate="no"
          className="max-h-[32rem] overflow-auto whitespace-pre-wrap rounded-lg border border-rule bg-sunk p-4 font-serif [overflow-wrap:anywhere]"
        >
          {text}
        </pre>
      )}
      {parts.length === 0 && text === undefined ? (
        <CompareFile
          title="The licence text"
          sha256={deed}
          hint="The file that the licensor gave you as the licence text."
        />
      ) : null}
      {terms ? <EnforcedList terms={terms} /> : null}
    </Card>
  );
}

function titleOf({ status }: DeedVerdict): string {
  if (status === "verified") return "Documents of the parties belong to it";
  return status === "own" ? "The text is the parties' own" : "The text is not at hand";
}

/** What the contracts see to, whatever the parties wrote. */
function EnforcedList({ terms }: { terms: Terms }) {
  return (
    <div lang={terms.wording.language} className="grid gap-2 border-rule border-t pt-5">
      <h3 lang="en" className="text-lg">
        The contracts enforce exactly this
      </h3>
      <ul className="grid list-disc gap-1.5 pl-5 text-sm">
        {enforcedSentences(terms).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

/** One document, where it is, and whether a file is it. */
function PartOfText({ part: { title, type, sha256, at } }: { part: Part }) {
  return (
    <section aria-label={title} className="grid gap-3 border-rule border-t pt-5">
      <h3 className="text-lg [overflow-wrap:anywhere]">
        <bdi>{title}</bdi>
      </h3>
      <p className="text-soft text-sm">
        {type}, SHA-256 <Hash value={sha256.slice(2)} label="SHA-256 of the document" />.{" "}
        {at === "none" ? (
          "Get it from the licensor."
        ) : at.startsWith("https://") ? (
          <a className="link" href={at} target="_blank" rel="noreferrer noopener">
            Where it is kept
          </a>
        ) : (
          <>
            It is kept at <span className="[overflow-wrap:anywhere]">{at}</span>
          </>
        )}
      </p>
      <CompareFile title={title} sha256={sha256} hint="It is read on this device and sent nowhere." />
    </section>
  );
}

type CompareFileProps = { title: string; sha256: Hex; hint: string };

/** Whether a file is the document that was agreed: its digest says so. */
function CompareFile({ title, sha256, hint }: CompareFileProps) {
  const [file, setFile] = useState<{ name: string; digest: Hex }>();
  const same = file?.digest === sha256;
  return (
    <div className="grid gap-3">
      <FileDigestField
        label={`Compare your copy of “${title}”`}
        title="Drop your copy here"
        hint={hint}
        value={file}
        onChange={setFile}
      />
      <div aria-live="polite" className="empty:hidden">
        {file === undefined ? null : same ? (
          <Notice tone="ok">
            <p>This is the document: its digest is the one that was agreed.</p>
          </Notice>
        ) : (
          <Notice tone="danger" title="This is another document">
            <p>Its digest is not the one that was agreed. Ask the licensor for the right one before you buy.</p>
          </Notice>
        )}
      </div>
    </div>
  );
}
