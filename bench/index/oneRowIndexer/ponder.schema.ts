import { onchainTable } from "ponder";

/** A narrow row for each log: the least that an index can keep. */
export const log = onchainTable("log", (t) => ({
  position: t.int8({ mode: "bigint" }).primaryKey(),
  time: t.int8({ mode: "bigint" }).notNull(),
  transaction: t.hex().notNull(),
}));
