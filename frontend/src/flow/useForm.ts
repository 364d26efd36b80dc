import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

type ErrorFocus<Form extends HTMLElement> = {
  /** For the element around the fields. */
  ref: RefObject<Form | null>;
  /** Whether the person has tried to go on, so that what is missing is said. */
  tried: boolean;
  /** Says what is wrong from now on, and brings the person to the first of it. */
  fail: () => void;
  /** Says nothing until the next try. */
  reset: () => void;
};

/** Errors are said when a person tries to go on, and the first one then gets the focus. */
export function useErrorFocus<Form extends HTMLElement>(): ErrorFocus<Form> {
  const ref = useRef<Form>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (tries === 0) return;
    // A group of choices cannot be invalid by itself, so it carries a mark of ours.
    ref.current?.querySelector<HTMLElement>("[aria-invalid='true'], [data-invalid]")?.focus();
  }, [tries]);
  const fail = useCallback(() => setTries((count) => count + 1), []);
  const reset = useCallback(() => setTries(0), []);
  return { ref, tried: tries > 0, fail, reset };
}

/** A value once it has stood still for a moment, in milliseconds: nobody is asked at every letter that is typed. */
export function useSettled<Value>(value: Value, moment = 250): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), moment);
    return () => clearTimeout(timer);
  }, [value, moment]);
  return settled;
}

/**
 * Goes from step to step of a long form so that the browser's Back leads to the step before, and Forward to the next.
 * The steps stand in the history of the tab, not in the address: a link to the middle of a form means nothing.
 */
export function useStepHistory(step: number, show: (step: number) => void): (step: number) => void {
  const latest = useRef(show);
  latest.current = show;
  const first = useRef(step);
  useEffect(() => {
    history.replaceState({ ...history.state, step: first.current }, "");
    const onPop = ({ state }: PopStateEvent) => {
      if (typeof state?.step === "number") latest.current(state.step);
    };
    window.addEventListener("popstate", onPop);
    return () => window.removeEventListener("popstate", onPop);
  }, []);
  return useCallback((next: number) => {
    history.pushState({ ...history.state, step: next }, "");
    latest.current(next);
  }, []);
}
