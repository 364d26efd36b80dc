import type { Venture } from "@colophon/sdk/agreements";
import type { ChosenFiles } from "./chosenFiles.ts";

/** A place for what one page gives to the next and no address can carry: it is taken once, and gone when the page is left. */
function createHandOver<Value>() {
  let waiting: Value | undefined;
  return {
    put(value: Value) {
      waiting = value;
    },
    take(): Value | undefined {
      const value = waiting;
      waiting = undefined;
      return value;
    },
  };
}

/** Carries chosen files from one page to the next. */
export const handOver = createHandOver<ChosenFiles>();

/** Carries a venture to the page that registers a work for it. A link of others must not say who controls a work and is paid. */
export const ventureWork = createHandOver<Venture>();
