import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { classNames } from "./classNames.ts";

type FoldProps = {
  /** So that a {@link FoldLink} finds it. */
  id?: string;
  title: ReactNode;
  /** A few words on what is inside, for those who leave it closed. */
  note?: ReactNode;
  /** Whether what is inside is made only once somebody looks: for what costs questions to a node. */
  late?: boolean;
  className?: string;
  children: ReactNode;
};

/** A part of a page that stands closed under its title. The browser's own search opens it. */
export function Fold({ id, title, note, late = false, className, children }: FoldProps) {
  const [seen, setSeen] = useState(!late);
  return (
    <details
      id={id}
      className={classNames("group/fold", className)}
      onToggle={(event) => {
        if (event.currentTarget.open) setSeen(true);
      }}
    >
      <summary className="flex min-h-11 cursor-pointer list-none items-start gap-2.5 rounded-md [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="mt-1 size-5 shrink-0 text-accent transition-transform group-open/fold:rotate-90"
        />
        <span className="grid min-w-0 gap-0.5">
          <span className="font-medium font-serif text-xl leading-snug">{title}</span>
          {note ? <span className="text-sm text-soft">{note}</span> : null}
        </span>
      </summary>
      <div className="pt-5">{seen ? children : null}</div>
    </details>
  );
}

/**
 * Brings a part of the page into view, opened if it is folded, and puts the focus on it. No link to it in the address:
 * what stands behind the “#” there may be a quote.
 */
export function showPart(id: string): void {
  const part = document.getElementById(id);
  if (!part) return;
  if (part instanceof HTMLDetailsElement) part.open = true;
  part.scrollIntoView({ block: "start" });
  const target = part.querySelector<HTMLElement>("summary") ?? part;
  if (target === part) part.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/** A link within the page to a part of it. */
export function FoldLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <button type="button" className="link inline" onClick={() => showPart(to)}>
      {children}
    </button>
  );
}
