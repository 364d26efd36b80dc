/** One thing that the index says, held against the chain. */
export type Difference = { what: string; index: string; chain: string };

export type Check = {
  name: string;
  /** How many rows or sums were compared. */
  compared: number;
  differences: Difference[];
};
