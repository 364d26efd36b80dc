import { useState } from "react";

/** What is shown of a description at first. */
const brief = 900;

/** A description as plain text, a long one folded. Line breaks are kept, nothing else is understood. */
export function Description({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  const long = text.length > brief * 1.2;
  return (
    <div className="mt-6 max-w-prose">
      <p className="overflow-hidden whitespace-pre-wrap text-lg leading-relaxed [overflow-wrap:anywhere]">
        <bdi>{long && !open ? `${text.slice(0, brief).trimEnd()}…` : text}</bdi>
      </p>
      {long ? (
        <button type="button" aria-expanded={open} className="link mt-2 min-h-9" onClick={() => setOpen(!open)}>
          {open ? "Show less" : "Read the whole description"}
        </button>
      ) : null}
    </div>
  );
}
