import { type EarlyEnd, forever, type LicenceState, licenceStateOf, serialOf } from "@colophon/sdk";
import { spanInWords } from "./time.ts";

export type LicenceStanding = {
  state: LicenceState;
  /** "340 days left", "ended 3 days ago", "starts in 2 hours", "without an end". */
  words: string;
  /** The part of the term that has passed, from 0 to 1; undefined if it has no end. */
  passed: number | undefined;
};

type StandingParameters = {
  start: number;
  end: number;
  /** How it ended before its term did. */
  ended: EarlyEnd | undefined;
  /** The number, and what the licences above it decided at the block that was read. */
  id?: bigint;
  state?: LicenceState;
  decisive?: bigint;
};

/**
 * How a licence stands at a moment, half-open like the contract: it covers start <= time < end. A sublicence never
 * outlives those above it by their terms, but it ends with any of them that is ended or given back.
 */
export function licenceStanding({ start, end, ended, ...above }: StandingParameters, time: number): LicenceStanding {
  const state = licenceStateOf({ start, end, ended, time });
  // One that ended before its start has no term that could pass.
  const passed = end === forever || end <= start ? undefined : Math.min(1, Math.max(0, (time - start) / (end - start)));
  const ago = time === end ? "just now" : `${spanInWords(time - end)} ago`;
  const { decisive } = above;
  if (state === "running" && decisive !== undefined && decisive !== above.id && above.state !== "not started") {
    const words = `Ended with licence ${serialOf(decisive)} above it`;
    return { state: above.state ?? "terminated", words, passed };
  }
  switch (state) {
    case "running":
      return { state, words: end === forever ? "without an end" : `${spanInWords(end - time)} left`, passed };
    case "not started":
      return { state, words: `starts in ${spanInWords(start - time)}`, passed };
    case "expired":
      return { state, words: `ended ${ago}`, passed };
    case "terminated":
      return { state, words: `Ended for a breach ${ago}`, passed };
    case "surrendered":
      return { state, words: `Given back ${ago}`, passed };
  }
}
