import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Math.floor(Date.now() / 1000);

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Math.floor(Date.now() / 1000);
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function read() {
  // Without a subscriber the clock stands still; the first look sets it right.
  if (!timer) now = Math.floor(Date.now() / 1000);
  return now;
}

/** This device's clock, in seconds since 1970, each second anew. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read);
}
