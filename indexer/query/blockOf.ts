/** The block of a position: see ponder.schema.ts. */
export const blockOf = (position: unknown): number => Math.floor(Number(position) / 1_048_576);
