/** Why a change that no test notices is none: what it does cannot be seen, or only in gas, which these tests do not ask of. */
export type Explanation = {
  file: string;
  /** As {@link Mutant.place}. */
  place: string;
  why: string;
};

export const explanations: readonly Explanation[] = [];
