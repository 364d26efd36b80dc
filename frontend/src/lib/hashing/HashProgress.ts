export type HashProgress = {
  /** Bytes hashed so far, and in all files together. */
  bytes: number;
  total: number;
  /** Files finished, and all of them. */
  files: number;
  filesTotal: number;
  /** Bytes per second lately; undefined in the first moments. */
  speed: number | undefined;
  secondsLeft: number | undefined;
};
