import { forever, type LicenceState, licenceStateOf } from "@colophon/sdk";
import { spanInWords } from "../time/spanInWords.ts";

export type LicenceStanding = {
  state: LicenceState;
  /** "340 days left", "ended 3 days ago", "starts in 2 hours", "without an end". */
  words: string;
  /** The part of the term that has passed, from 0 to 1; undefined if it has no end. */
  passed: number | undefined;
};

/** How a licence stands at a moment, half-open like the contract: it covers start <= time < end. */
export function licenceStanding(
  { start, end, terminated }: { start: number; end: number; terminated: boolean },
  time: number,
): LicenceStanding {
  const state = licenceStateOf({ start, end, terminated, time });
  const passed = end === forever ? undefined : Math.min(1, Math.max(0, (time - start) / (end - start)));
  switch (state) {
    case "running":
      return { state, words: end === forever ? "without an end" : `${spanInWords(end - time)} left`, passed };
    case "not started":
      return { state, words: `starts in ${spanInWords(start - time)}`, passed };
    case "expired":
      return { state, words: time === end ? "ended just now" : `ended ${spanInWords(time - end)} ago`, passed };
    case "terminated":
      return {
        state,
        words: time === end ? "Ended for a breach just now" : `Ended for a breach ${spanInWords(time - end)} ago`,
        passed,
      };
  }
}
