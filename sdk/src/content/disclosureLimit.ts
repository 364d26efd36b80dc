/** What fits into one transaction beside everything else; most nodes take 128 KiB. */
const budget = 96 * 1024;

/** How many files of a manifest can be made findable in one transaction. */
export function disclosureLimit(files: number): number {
  const proof = Math.ceil(Math.log2(Math.max(1, files))) + 1;
  const words = 5 + proof;
  return Math.floor(budget / (32 * words));
}
