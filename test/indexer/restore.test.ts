import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contentRootOf, createDigester, createManifest, discloseFiles } from "@colophon/sdk";
import { registerCall } from "@colophon/sdk/calls";
import { keccak256, stringToBytes } from "viem";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { findPrograms } from "../../scripts/testing/findPostgres.ts";
import { createWorld, testAccount, type World } from "../../sdk/src/testing/world.ts";
import { serveDocuments, startFaultyNode } from "./support/standIns.ts";
import { askApi, engines, startTestIndexer, type TestIndexer } from "./support/startTestIndexer.ts";

const folder = mkdtempSync(join(tmpdir(), "colophon-backup-"));
const programs = findPrograms();
const patience = { timeout: 500_000, interval: 500 };
let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => {
  world?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A work whose name is in a metadata document, which the gateway has. */
async function register(gateway: Awaited<ReturnType<typeof serveDocuments>>, name: string) {
  const digester = await createDigester();
  digester.update(stringToBytes(name));
  const manifest = createManifest({ files: [{ path: "a.txt", type: "text/plain", ...digester.finish() }] });
  const contentRoot = contentRootOf(manifest);
  const metadataDigest = gateway.add({
    ...{ name, description: "", category: "literary" },
    credits: [{ name: "Ines Okafor", role: "author" }],
  });
  const registration = { contentRoot, salt: keccak256(contentRoot), metadataDigest, category: "literary" as const };
  await world.send(
    testAccount(0),
    registerCall(world.deployment, { registration, disclosures: discloseFiles(manifest) }),
  );
}

/** The commands of docs/scale.md that begin with a word, run as they stand there. */
function run(program: "pg_dump" | "pg_restore", which: number, databaseUrl: string | undefined): void {
  const text = readFileSync(join(import.meta.dirname, "../../docs/scale.md"), "utf8");
  const commands = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = ""]) => block.split("\n"));
  const command = commands.filter((line) => line.startsWith(program))[which];
  expect(command, `docs/scale.md has no ${program} number ${which + 1}`).toBeDefined();
  const env = { ...process.env, DATABASE_URL: databaseUrl, PATH: `${programs}:${process.env.PATH}` };
  const { status, stderr } = spawnSync("sh", ["-ec", String(command)], { cwd: folder, env, encoding: "utf8" });
  expect(status, stderr).toBe(0);
}

const found = async (indexer: TestIndexer, word: string) =>
  (await askApi(indexer.url(), `/v1/works?q=${word}`)).answer?.items?.length;

const isPossible = engines.includes("PostgreSQL") && programs !== undefined && existsSync(join(programs, "pg_dump"));

test.skipIf(!isPossible)(
  "metadata that no gateway has any more comes back from a backup, and all else from the chain",
  async () => {
    const gateway = await serveDocuments();
    const { deployment, url: rpcUrl } = world;
    await register(gateway, "Estuary at dusk");
    await register(gateway, "Ferrow Marsh");
    const first = await startTestIndexer({ engine: "PostgreSQL", deployment, rpcUrl, gateways: [gateway.url] });
    try {
      await vi.waitFor(async () => expect(await found(first, "estuary")).toBe(1), patience);
      await vi.waitFor(async () => expect(await found(first, "marsh")).toBe(1), patience);
      run("pg_dump", 0, first.databaseUrl);
    } finally {
      await first.stop();
      gateway.stop();
    }
    // Another machine, another database, and whoever had the documents is gone.
    const second = await startTestIndexer({ engine: "PostgreSQL", deployment, rpcUrl });
    try {
      await second.reached(Number(await world.client.getBlockNumber()));
      expect((await askApi(second.url(), "/v1/works")).answer.items.map(({ name }: { name: null }) => name)).toEqual([
        null,
        null,
      ]);
      await second.restart(async () => run("pg_restore", 0, second.databaseUrl));
      await vi.waitFor(async () => expect(await found(second, "estuary")).toBe(1), patience);
      await vi.waitFor(async () => expect(await found(second, "marsh")).toBe(1), patience);
    } finally {
      await second.stop();
    }
  },
);

test.skipIf(!isPossible)("a whole database that was put back goes on without asking for the past again", async () => {
  const gateway = await serveDocuments();
  const { deployment, url: rpcUrl } = world;
  await register(gateway, "Lantern song");
  const first = await startTestIndexer({ engine: "PostgreSQL", deployment, rpcUrl, gateways: [gateway.url] });
  try {
    await vi.waitFor(async () => expect(await found(first, "lantern")).toBe(1), patience);
    // As much as lies behind what may still be replaced is kept for good.
    await world.client.mine({ blocks: 200 });
    await first.reached(Number(await world.client.getBlockNumber()));
    run("pg_dump", 1, first.databaseUrl);
  } finally {
    await first.stop();
  }
  const node = await startFaultyNode(world.url);
  const past: number[] = [];
  node.fault = {
    refuse: ({ method, params }) => {
      const [filter] = (params ?? []) as [{ fromBlock?: string }?];
      if (method === "eth_getLogs" && filter?.fromBlock) past.push(Number(filter.fromBlock));
      return undefined;
    },
  };
  const second = await startTestIndexer({ engine: "PostgreSQL", deployment, rpcUrl: node.url });
  try {
    await second.restart(async () => {
      run("pg_restore", 1, second.databaseUrl);
      past.length = 0;
    });
    await second.reached(Number(await world.client.getBlockNumber()));
    expect(await found(second, "lantern")).toBe(1);
    // The works were registered in the first blocks: none of those is read again.
    expect(past.filter((block) => block < 30)).toEqual([]);
  } finally {
    await second.stop();
    node.stop();
    gateway.stop();
  }
});
