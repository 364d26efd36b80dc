import { formatId } from "@colophon/sdk";
import type { Variants } from "@colophon/sdk/trace";
import { Link } from "wouter";
import { count } from "../../../lib/format.ts";
import type { OwnKey } from "../../../parts/KeyPanel.tsx";
import { KeyPanel } from "../../../parts/KeyPanel.tsx";

type MarkCopiesProps = {
  work: bigint;
  variants: readonly Variants[];
  own: OwnKey | undefined;
  onKey: (own: OwnKey) => void;
};

/** How the copies for this licence are marked, if the creator wants that: it takes variants, and the creator's own key. */
export function MarkCopies({ work, variants, own, onKey }: MarkCopiesProps) {
  const places = variants.reduce((sum, { positions }) => sum + positions.length, 0);
  return (
    <section aria-label="Marked copies" className="grid gap-3">
      <p className="text-soft text-sm">
        Should the licensee get a copy with a mark of their own? Then drop the variants too, which{" "}
        <code>colophon trace plan</code> wrote. If a copy leaks, you can{" "}
        <Link href={`/work/${formatId(work, "work")}/trace`} className="link">
          find the licence it was delivered for
        </Link>
        .
      </p>
      {variants.length > 0 ? (
        <>
          <p>
            The copy differs from your file in up to {count(places, "place")}, as you chose them. The mark is made with
            your own key. Use the same key each time, and keep it: without it no copy can be traced.
          </p>
          <KeyPanel own={own} onKey={onKey} />
        </>
      ) : null}
    </section>
  );
}
