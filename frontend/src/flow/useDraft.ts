import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import * as v from "valibot";
import { useActiveChain } from "../lib/chain.ts";
import { createDurableStore, openChannel } from "../lib/storage.ts";

/** A draft as it is kept: what was typed, for which version of the form, and which write that was. */
type KeptDraft = { version: number; stamp: string; value: unknown };

/** What people typed and did not send yet, by chain and form. */
export const drafts = createDurableStore<KeptDraft>("drafts");

type DraftState<Value> = {
  value: Value;
  /** False until what was kept has been read. What is typed before is put upon it, so nothing is lost either way. */
  ready: boolean;
  /** Whether this is something from an earlier visit. */
  restored: boolean;
  /** What another tab made of the same form; nothing is written over it until the person has chosen. */
  other: { value: Value; stamp: string | undefined } | undefined;
};

type Change<Value> = (before: Value) => Value;

type DraftParameters<Value> = {
  /** One draft for each thing: "register", or "offer:" and the number of a work. */
  key: string;
  /** Raise it when the same shape gets another meaning; a change of shape is found by `schema`. */
  version: number;
  /** What a kept draft must look like. One that does not, from an older form, is left and the form starts anew. */
  schema: v.GenericSchema<unknown, Value>;
  initial: Value;
};

/** A draft of one tab: what it says now, and how it is read, kept and compared with what other tabs wrote. */
export function openDraft<Value>(parameters: () => DraftParameters<Value>) {
  const { key, initial } = parameters();
  const tab = Math.random().toString(36).slice(2);
  const listeners = new Set<() => void>();
  let state: DraftState<Value> = { value: initial, ready: false, restored: false, other: undefined };
  /** The write that this tab knows to be kept. It writes only upon that. */
  let seen: string | undefined;
  let early: Change<Value>[] = [];
  let channel: BroadcastChannel | undefined;
  let pending: "write" | "forget" | undefined;
  let writing = false;
  let writes = 0;

  const show = (next: Partial<DraftState<Value>>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  /** Makes sense of what was kept; undefined if another form kept it. */
  const read = (kept: KeptDraft | undefined): Value | undefined => {
    const { version, schema } = parameters();
    if (kept?.version !== version) return undefined;
    const parsed = v.safeParse(schema, kept.value);
    return parsed.success ? parsed.output : undefined;
  };

  const notice = (kept: KeptDraft | undefined) => {
    if (kept?.stamp === seen) return;
    show({ other: { value: read(kept) ?? parameters().initial, stamp: kept?.stamp } });
  };

  // Written at once, one write at a time: a person may reload right after the last key, and a page that goes away
  // cannot begin a write any more.
  const write = async (what: "write" | "forget") => {
    pending = what;
    if (writing) return;
    writing = true;
    while (pending && !state.other) {
      const forget: boolean = pending === "forget";
      pending = undefined;
      writes += 1;
      const mine: KeptDraft = { version: parameters().version, stamp: `${tab}:${writes}`, value: state.value };
      let theirs: { kept: KeptDraft | undefined } | undefined;
      try {
        // One step of the store, so that whatever another tab wrote since this one looked is seen, and stays.
        await drafts.update(key, (before) => {
          if (forget) return undefined;
          if (before?.stamp === seen) return mine;
          theirs = { kept: before };
          return before;
        });
        if (theirs) notice(theirs.kept);
        else {
          seen = forget ? undefined : mine.stamp;
          channel?.postMessage("changed");
        }
      } catch {
        // A full disk must not stop anybody from typing; the form itself still has everything.
      }
    }
    writing = false;
  };

  return {
    get: () => state,

    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },

    /** Reads what was kept, and listens to other tabs until the function that it returns is called. */
    start() {
      let stopped = false;
      const begin = (kept: KeptDraft | undefined) => {
        if (stopped || state.ready) return;
        seen = kept?.stamp;
        const found = read(kept);
        const value = early.reduce((before, change) => change(before), found ?? parameters().initial);
        show({ value, ready: true, restored: found !== undefined });
        if (early.length > 0) void write("write");
        early = [];
      };
      const look = () => {
        if (!state.ready || writing) return;
        drafts.get(key).then(
          (kept) => !stopped && !writing && notice(kept),
          () => {},
        );
      };
      drafts.get(key).then(begin, () => begin(undefined));
      channel = openChannel(`colophon-draft:${key}`);
      channel?.addEventListener("message", look);
      // A tab that slept has heard nothing.
      document.addEventListener("visibilitychange", look);
      return () => {
        stopped = true;
        channel?.close();
        channel = undefined;
        document.removeEventListener("visibilitychange", look);
      };
    },

    set(next: Value | Change<Value>) {
      const change: Change<Value> = typeof next === "function" ? (next as Change<Value>) : () => next;
      show({ value: change(state.value) });
      if (state.ready) void write("write");
      else early.push(change);
    },

    clear() {
      early = [];
      show({ value: parameters().initial, ready: true, restored: false, other: undefined });
      void write("forget");
    },

    /** Goes on with what another tab wrote. */
    take() {
      if (!state.other) return;
      seen = state.other.stamp;
      show({ value: state.other.value, restored: true, other: undefined });
    },

    /** Goes on with what this tab has, and writes it over the other. */
    keep() {
      if (!state.other) return;
      seen = state.other.stamp;
      show({ other: undefined });
      void write("write");
    },
  };
}

export type Draft<Value> = Omit<DraftState<Value>, "other"> & {
  /** Takes the next value or a change of the last one; it is kept on this device at once. */
  set: (next: Value | Change<Value>) => void;
  /** Forgets it and starts anew: after it was sent, or because the person wants to. */
  clear: () => void;
  /** There while another tab has changed the same form: go on with that, or with what is here. */
  elsewhere: { take: () => void; keep: () => void } | undefined;
};

/**
 * The state of a form that survives a reload, a crash and a closed tab, for each chain its own. Values may be anything
 * that can be cloned. What another tab wrote is never written over without asking: show a `DraftNotice`.
 */
export function useDraft<Value>(parameters: DraftParameters<Value>): Draft<Value> {
  const key = `${useActiveChain().id}:${parameters.key}`;
  const latest = useRef(parameters);
  latest.current = parameters;
  const draft = useMemo(() => openDraft<Value>(() => ({ ...latest.current, key })), [key]);
  useEffect(() => draft.start(), [draft]);
  const { other, ...state } = useSyncExternalStore(draft.subscribe, draft.get);
  return { ...state, set: draft.set, clear: draft.clear, elsewhere: other && draft };
}
