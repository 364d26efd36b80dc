import { type ReactNode, useId } from "react";

export type SectionProps = {
  title: ReactNode;
  /** A sentence under the heading. */
  note?: ReactNode;
  id?: string;
  children: ReactNode;
};

/** A part of a long page, with its heading in the margin as in a book; above the text on a small screen. */
export function Section({ title, note, id, children }: SectionProps) {
  const heading = useId();
  return (
    <section
      id={id}
      aria-labelledby={heading}
      className="grid gap-x-10 gap-y-5 border-rule border-t py-10 lg:grid-cols-[14rem_minmax(0,1fr)]"
    >
      <div className="lg:pt-1">
        <h2 id={heading} className="text-2xl">
          {title}
        </h2>
        {note ? <div className="mt-2 text-sm text-soft">{note}</div> : null}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
