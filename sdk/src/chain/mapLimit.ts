/** `Promise.all` over `items`, with at most `limit` of them under way at a time. */
export async function mapLimit<item, result>(
  items: readonly item[],
  limit: number,
  run: (item: item, index: number) => Promise<result>,
): Promise<result[]> {
  const results: result[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await run(items[index] as item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
