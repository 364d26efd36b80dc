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
