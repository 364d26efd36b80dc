import { statfs } from "node:fs/promises";
import { db } from "ponder:api";
import schema from "ponder:schema";
import { routes } from "@colophon/sdk/index-api";
import { Hono } from "hono";
import { graphql } from "ponder";
import { createPublicClient, fallback, http } from "viem";
import { startFetcher } from "../../content/startFetcher.ts";
import { logFault, openReader, ponderDatabase, readIndex } from "../../database.ts";
import { createHealth } from "../../health.ts";
import { keepAnswers } from "../../http/keepAnswers.ts";
import { limitRate } from "../../http/limitRate.ts";
import { mountRoutes } from "../../http/mountRoutes.ts";
import { openApi } from "../../http/openApi.ts";
import { handlers } from "../../routes/handlers.ts";
import { readSettings } from "../../settings.ts";
import { startWatch } from "../../watch.ts";

const settings = readSettings(process.env);
const { indexes, shutdown } = ponderDatabase();
const client = createPublicClient({
  transport: fallback(settings.rpcUrls.map((url) => http(url, { timeout: 5000, retryCount: 0 }))),
});

const { directory } = settings.database;
const watch = startWatch({
  client,
  nodes: new Map(
    settings.rpcUrls.map((url) => [
      new URL(url).host,
      createPublicClient({ transport: http(url, { timeout: 10_000, retryCount: 0 }) }),
    ]),
  ),
  deployment: settings.deployment,
  index: readIndex,
  freeSpace: directory === undefined ? undefined : () => freeSpaceOf(directory),
  onDiverged: indexes ? endForAnother : undefined,
  onFault: (error) => logFault("The watch failed", error),
});
shutdown.add(() => watch.stop());
if (indexes) {
  const fetcher = await startFetcher(settings, client);
  shutdown.add(() => fetcher.stop());
}

const reader = openReader(settings.database.url);
shutdown.add(() => reader.close());

/** How many bytes are free where a folder is. */
async function freeSpaceOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Ends this process, so that the next one finds out what to keep; not at once, so that whoever asks hears why. */
function endForAnother(block: number) {
  logFault(`The node has another block ${block} than the index: starting again to find out what to keep`);
  setTimeout(() => process.kill(process.pid, "SIGTERM"), 3000);
}

const app = new Hono();
app.use(keepAnswers);
app.use(limitRate(settings.rate));
app.route(routes.health.url, createHealth({ settings, index: readIndex, watch }));
app.use("/graphql", graphql({ db, schema }));
app.get("/openapi.json", (c) => c.json(openApi()));
app.route("/", mountRoutes(handlers, { sql: reader, client, deployment: settings.deployment }));

export default app;
