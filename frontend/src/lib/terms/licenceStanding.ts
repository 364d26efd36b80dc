import { forever, type LicenceState, licenceStateOf, splitLicenceId } from "@colophon/sdk";
import { spanInWords } from "../time/spanInWords.ts";

export type LicenceStanding = {
  state: LicenceState;
  /** "340 days left", "ended 3 days ago", "starts in 2 hours", "without an end". */
  words: string;
  /** The part of the term that has passed, from 0 to 1; undefined if it has no end. */
  passed: number | undefined;
};

export type StandingParameters = {
  start: number;
  end: number;
  terminated: boolean;
  /** The number, and what the licences above it decided at the block that was read. */
  id?: bigint;
  state?: LicenceState;
  decisive?: bigint;
};

/**
 * How a licence stands at a moment, half-open like the contract: it covers start <= time < end. A sublicence never
 * outlives those above it by their terms, but it ends with any of them that is ended for a breach.
 */
export function licenceStanding(
  { start, end, terminated, ...above }: StandingParameters,
  time: number,
): LicenceStanding {
  const state = licenceStateOf({ start, end, terminated, time });
  const passed = end === forever ? undefined : Math.min(1, Math.max(0, (time - start) / (end - start)));
  const { decisive } = above;
  if (state === "running" && decisive !== undefined && decisive !== above.id && above.state !== "not started") {
    const words = `Ended with licence ${splitLicenceId(decisive).serial} above it`;
    return { state: above.state ?? "terminated", words, passed };
  }
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
