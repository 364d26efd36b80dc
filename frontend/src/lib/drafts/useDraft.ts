import { useCallback, useEffect, useRef, useState } from "react";
import { drafts } from "./drafts.ts";

const delay = 250;

export type Draft<Value> = {
  value: Value;
  /** Takes the next value or a change of the last one; it is kept on this device shortly after. */
  set: (next: Value | ((value: Value) => Value)) => void;
  /** False until what was kept has been read: show the form only then, so that nothing typed is overwritten. */
  ready: boolean;
  /** Whether this is something from an earlier visit. */
  restored: boolean;
  /** Forgets it and starts anew, for example after it was sent. */
  clear: () => void;
};

export type UseDraftParameters<Value> = {
  /** One draft for each thing: "register", or "offer:" and the number of a work. */
  key: string;
  initial: Value;
  /** Makes sense of what was kept, or returns undefined if an older version of the form kept something else. */
  read?: (kept: unknown) => Value | undefined;
};

/** The state of a form that survives a reload, a crash and a closed tab. Values may be anything that can be cloned. */
export function useDraft<Value>({ key, initial, read }: UseDraftParameters<Value>): Draft<Value> {
  const [state, setState] = useState({ value: initial, ready: false, restored: false });
  const pending = useRef<{ key: string; value: Value; timer: ReturnType<typeof setTimeout> } | undefined>(undefined);
  const first = useRef(initial);
  first.current = initial;
  const reader = useRef(read);
  reader.current = read;

  useEffect(() => {
    let stale = false;
    setState({ value: first.current, ready: false, restored: false });
    const start = (kept: unknown) => {
      if (stale) return;
      const value = kept === undefined ? undefined : reader.current ? reader.current(kept) : (kept as Value);
      setState({ value: value ?? first.current, ready: true, restored: value !== undefined });
    };
    drafts.get(key).then(start, () => start(undefined));
    return () => {
      stale = true;
    };
  }, [key]);

  const flush = useCallback(() => {
    const waiting = pending.current;
    if (!waiting) return;
    clearTimeout(waiting.timer);
    pending.current = undefined;
    // A full disk must not stop anybody from typing; the form itself still has everything.
    drafts.set(waiting.key, waiting.value).catch(() => {});
  }, []);

  useEffect(() => {
    const hide = () => flush();
    document.addEventListener("visibilitychange", hide);
    window.addEventListener("pagehide", hide);
    return () => {
      document.removeEventListener("visibilitychange", hide);
      window.removeEventListener("pagehide", hide);
      flush();
    };
  }, [flush]);

  const set = useCallback(
    (next: Value | ((value: Value) => Value)) => {
      setState((before) => {
        const value = typeof next === "function" ? (next as (value: Value) => Value)(before.value) : next;
        if (pending.current) clearTimeout(pending.current.timer);
        pending.current = { key, value, timer: setTimeout(flush, delay) };
        return { ...before, value };
      });
    },
    [key, flush],
  );

  const clear = useCallback(() => {
    if (pending.current) clearTimeout(pending.current.timer);
    pending.current = undefined;
    setState({ value: first.current, ready: true, restored: false });
    drafts.delete(key).catch(() => {});
  }, [key]);

  return { ...state, set, clear };
}
