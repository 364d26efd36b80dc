import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { classNames } from "../ui/classNames.ts";

/**
 * Whether something has come true while the person was here: it was seen not to be so, and is now. What a page opens
 * with has not. `now` is undefined while it is not known.
 */
export function useBecame(now: boolean | undefined): boolean {
  const before = useRef(false);
  const became = useRef(false);
  if (now === false) {
    before.current = true;
    became.current = false;
  } else if (now && before.current) became.current = true;
  return became.current;
}

/** For the element that says what came of a deed: once it is `fresh`, it gets the focus and comes before the eye. */
export function useOutcome<Shown extends HTMLElement>(fresh: boolean): RefObject<Shown | null> {
  const ref = useRef<Shown>(null);
  useEffect(() => {
    if (!fresh || !ref.current) return;
    ref.current.focus({ preventScroll: true });
    ref.current.scrollIntoView?.({ block: ref.current.offsetHeight > window.innerHeight / 2 ? "start" : "center" });
  }, [fresh]);
  return ref;
}

type OutcomeHeadingProps = {
  /** False for a page that opens with what was done before. */
  fresh?: boolean;
  className?: string;
  children: ReactNode;
};

/** The heading of what came of a signature, a transaction or of reading files: where the eye and the focus are led. */
export function OutcomeHeading({ fresh = true, className, children }: OutcomeHeadingProps) {
  const ref = useOutcome<HTMLHeadingElement>(fresh);
  return (
    <h2 ref={ref} tabIndex={-1} className={classNames("scroll-mt-24", className ?? "text-2xl")}>
      {children}
    </h2>
  );
}

/** The same for a block without a heading of its own, such as a notice. */
export function Outcome({ fresh = true, className, children }: OutcomeHeadingProps) {
  const ref = useOutcome<HTMLDivElement>(fresh);
  return (
    <div ref={ref} tabIndex={-1} className={classNames("scroll-mt-24", className)}>
      {children}
    </div>
  );
}
