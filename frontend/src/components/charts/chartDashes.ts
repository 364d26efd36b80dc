const dashes = ["none", "7 4", "2 3", "10 3 2 3", "5 2", "1 4", "12 5"] as const;

/** The dashes of a line by its place, so that lines differ without colour. */
export function chartDashes(place: number): string {
  return dashes[place % dashes.length] ?? "none";
}
