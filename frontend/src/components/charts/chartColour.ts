/** There are as many colours as series that a person can follow. */
export const mostSeries = 7;

/** The colour of a series by its place. */
export function chartColour(place: number): string {
  return `var(--chart-${(place % mostSeries) + 1})`;
}
