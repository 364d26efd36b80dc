import { type GlossaryTerm, glossary } from "@colophon/sdk/terms";
import { type ReactNode, useId, useState } from "react";

type TermProps = {
  /** The word of the glossary. */
  of: GlossaryTerm;
  /** How it stands in the sentence. */
  children: ReactNode;
};

/** A word of the product in a sentence, which tells what it means where it stands, when it is pressed. */
export function Term({ of, children }: TermProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const meaning = glossary.find(({ term }) => term === of)?.meaning;
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="cursor-help underline decoration-dotted underline-offset-4"
      >
        {children}
      </button>
      <span id={id} role="note" hidden={!open} className="ml-1 rounded bg-sunk px-1.5 py-0.5 text-soft text-sm">
        {meaning}
      </span>
    </>
  );
}
