import type { Pool } from "pg";

type Pglite = { query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> };

type Globals = {
  /** What Ponder runs on: it keeps it here for the module "ponder:api", and so do we. */
  PONDER_DATABASE?: {
    driver: { dialect: "pglite"; instance: Pglite } | { dialect: "postgres"; readonly: Pool };
  };
  PONDER_NAMESPACE_BUILD?: { schema: string };
  PONDER_COMMON?: { options: { command: string }; shutdown: { add(step: () => unknown): void; isKilled: boolean } };
};

/** The database that Ponder has opened, its schema, and whether this process indexes or only serves. */
export function ponderDatabase() {
  const { PONDER_DATABASE, PONDER_NAMESPACE_BUILD, PONDER_COMMON } = globalThis as typeof globalThis & Globals;
  if (!PONDER_DATABASE || !PONDER_NAMESPACE_BUILD || !PONDER_COMMON) {
    throw new Error("This runs inside Ponder only: start it with `npm run index`.");
  }
  return {
    driver: PONDER_DATABASE.driver,
    schema: PONDER_NAMESPACE_BUILD.schema,
    indexes: PONDER_COMMON.options.command === "start",
    shutdown: PONDER_COMMON.shutdown,
  };
}
