import { setTimeout as sleep } from "node:timers/promises";
import { createPublicClient, fallback, http } from "viem";
import { ChainIdError } from "../health/ChainIdError.ts";
import type { Settings } from "../settings/readSettings.ts";
import { schemaName } from "../settings/schemaName.ts";
import { dropIndex } from "./dropIndex.ts";
import { dropOlder } from "./dropOlder.ts";
import { openDatabase } from "./openDatabase.ts";
import { releaseLock } from "./releaseLock.ts";
import { standingOf } from "./standingOf.ts";

export type PrepareIndexParameters = {
  settings: Settings;
  /** Builds the index again whatever is there. */
  reset: boolean;
  /** How long to wait for a node that knows less than the index, in milliseconds, before the index gives way. */
  patience: number;
  say: (line: string) => void;
};

/**
 * Looks at what is kept before Ponder does, which would stop at a chain that is not the one it knows: an index of another
 * chain, or of one that has lost blocks, is dropped and built again. Returns the name of the schema.
 */
export async function prepareIndex({ settings, reset, patience, say }: PrepareIndexParameters): Promise<string> {
  const { deployment, rpcUrls, database } = settings;
  const schema = schemaName(deployment);
  const client = createPublicClient({ transport: fallback(rpcUrls.map((url) => http(url, { timeout: 10_000 }))) });
  const chainId = await client.getChainId().catch((cause: Error) => {
    throw new Error(`No node answers at ${rpcUrls.join(", ")}.`, { cause });
  });
  if (chainId !== deployment.chainId) throw new ChainIdError(deployment.chainId);
  const sql = await openDatabase(database);
  const engine = database.url ? "postgres" : "pglite";
  try {
    await dropOlder(sql, schema, deployment.chainId, engine);
    if (reset) {
      await dropIndex(sql, deployment.chainId);
      return schema;
    }
    const until = Date.now() + patience;
    for (let told = false; ; told = true) {
      const standing = await standingOf(sql, schema, client);
      if (standing === "new") return schema;
      if (standing === "follows") {
        await releaseLock(sql, schema, engine);
        return schema;
      }
      if (standing === "young") {
        await dropIndex(sql, deployment.chainId);
        return schema;
      }
      if (standing === "another" || Date.now() >= until) {
        say(
          standing === "another"
            ? "The chain is not the one that the index knows: building it again."
            : "The chain has lost blocks that the index knows: building it again.",
        );
        await dropIndex(sql, deployment.chainId);
        return schema;
      }
      if (!told) say("The node knows fewer blocks than the index: waiting for it.");
      await sleep(Math.min(5000, Math.max(100, until - Date.now())));
    }
  } finally {
    await sql.close();
  }
}
