import { useCallback, useEffect, useRef, useState } from "react";
import { createDurableStore } from "../lib/storage.ts";

/** What people typed and did not send yet, by form. */
export const drafts = createDurableStore<unknown>("drafts");

type Draft<Value> = {
  value: Value;
  /** Takes the next value or a change of the last one; it is kept on this device at once. */
  set: (next: Value | ((value: Value) => Value)) => void;
  /** False until what was kept has been read: show the form only then, so that nothing typed is overwritten. */
  ready: boolean;
  /** Whether this is something from an earlier visit. */
  restored: boolean;
  /** Forgets it and starts anew, for example after it was sent. */
  clear: () => void;
};

type UseDraftParameters<Value> = {
  /** One draft for each thing: "register", or "offer:" and the number of a work. */
  key: string;
  initial: Value;
  /** Makes sense of what was kept, or returns undefined if an older version of the form kept something else. */
  read?: (kept: unknown) => Value | undefined;
};

/** The state of a form that survives a reload, a crash and a closed tab. Values may be anything that can be cloned. */
export function useDraft<Value>({ key, initial, read }: UseDraftParameters<Value>): Draft<Value> {
  const [state, setState] = useState({ value: initial, ready: false, restored: false });
  const pending = useRef<{ key: string; value: Value } | undefined>(undefined);
  const writing = useRef(false);
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

  // Written at once, one write at a time: a person may reload right after the last key, and a page that goes away
  // cannot begin a write any more.
  const write = useCallback(async () => {
    if (writing.current) return;
    writing.current = true;
    for (let next = pending.current; next; next = pending.current) {
      pending.current = undefined;
      // A full disk must not stop anybody from typing; the form itself still has everything.
      await drafts.set(next.key, next.value).catch(() => {});
    }
    writing.current = false;
  }, []);

  const set = useCallback(
    (next: Value | ((value: Value) => Value)) => {
      setState((before) => {
        const value = typeof next === "function" ? (next as (value: Value) => Value)(before.value) : next;
        pending.current = { key, value };
        void write();
        return { ...before, value };
      });
    },
    [key, write],
  );

  const clear = useCallback(() => {
    pending.current = undefined;
    setState({ value: first.current, ready: true, restored: false });
    drafts.delete(key).catch(() => {});
  }, [key]);

  return { ...state, set, clear };
}
