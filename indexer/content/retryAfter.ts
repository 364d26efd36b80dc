/** The longest pause: a gateway that comes back is noticed within six hours. */
const longest = 6 * 3600;

/** How long to wait after a number of failures, in seconds: 4, 8, 16 ... with up to a quarter more, so that not all come at once. */
export function retryAfter(attempts: number, random = Math.random()): number {
  const pause = Math.min(longest, 2 ** Math.min(attempts + 1, 20));
  return Math.round(pause * (1 + random / 4));
}
