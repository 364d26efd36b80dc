/** Cuts a list into parts of at most `size`: nodes refuse queries for too many values at a time. */
export function inParts<item>(items: readonly item[], size = 200): item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
