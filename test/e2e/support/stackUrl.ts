/**
 * Where the stack of this worker is, without a slash at its end. Every worker has a stack of its own, because a test may
 * stop or turn back the whole chain.
 */
export function stackUrl(): string {
  const { COLOPHON_URLS, TEST_PARALLEL_INDEX = "0" } = process.env;
  if (!COLOPHON_URLS) throw new Error("Run `npm run test:e2e`: it starts what the tests need.");
  const urls = COLOPHON_URLS.split(" ");
  const url = urls[Number(TEST_PARALLEL_INDEX)];
  if (!url)
    throw new Error(`There are ${urls.length} stacks, and this is worker ${TEST_PARALLEL_INDEX}. Use fewer --workers.`);
  return url.replace(/\/$/, "");
}
