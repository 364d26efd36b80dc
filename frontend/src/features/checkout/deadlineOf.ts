const step = 1_800;

/** The last second at which a purchase may be mined: half an hour to an hour from now, the same for half an hour. */
export function deadlineOf(now: number): number {
  return (Math.floor(now / step) + 2) * step - 1;
}
