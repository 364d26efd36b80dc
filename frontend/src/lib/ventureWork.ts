import type { Venture } from "@colophon/sdk/agreements";

let waiting: Venture | undefined;

/**
 * Carries a venture to the page that registers a work for it. It does not travel in an address: a link of others must not
 * say who controls a work and who is paid.
 */
export const ventureWork = {
  put(venture: Venture) {
    waiting = venture;
  },
  take(): Venture | undefined {
    const venture = waiting;
    waiting = undefined;
    return venture;
  },
};
