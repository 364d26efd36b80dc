import { globSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dropIndex, dropOlder, type OpenDatabase, openDatabase, sources, takeFolder } from "../../indexer/prepare.ts";
import { readSettings } from "../../indexer/settings.ts";

let sql: OpenDatabase;

beforeAll(async () => {
  sql = await openDatabase({ directory: "memory://" });
});

afterAll(() => sql?.close());

const schemas = async () =>
  (
    await sql.query<{ name: string }>("SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE '%col%' ORDER BY 1")
  ).map(({ name }) => name);

test("an index of earlier code goes, that of another chain and all metadata stay", async () => {
  for (const name of ["colophon_1_old", "colophon_1_new", "colophon_10_old", "colophon_content"]) {
    await sql.query(`CREATE SCHEMA ${name}`);
  }
  await dropOlder(sql, "colophon_1_new", 1, "pglite");
  expect(await schemas()).toEqual(["colophon_10_old", "colophon_1_new", "colophon_content"]);
});

test("what was read of a chain is forgotten, and of no other", async () => {
  await sql.query("CREATE SCHEMA ponder_sync");
  await sql.query("CREATE TABLE ponder_sync.logs (chain_id bigint)");
  await sql.query("CREATE TABLE colophon_content.currency (chain_id bigint)");
  for (const table of ["ponder_sync.logs", "colophon_content.currency"]) {
    await sql.query(`INSERT INTO ${table} VALUES (1), (10)`);
  }
  await dropIndex(sql, 1);
  expect(await schemas()).toEqual(["colophon_10_old", "colophon_content"]);
  for (const table of ["ponder_sync.logs", "colophon_content.currency"]) {
    expect((await sql.query(`SELECT chain_id FROM ${table}`)).map((row) => Number(row.chain_id))).toEqual([10]);
  }
});

test("two never open one folder", async () => {
  const folder = await mkdtemp(join(tmpdir(), "colophon-folder-"));
  await takeFolder(folder);
  await expect(takeFolder(folder)).rejects.toThrow("Another indexer runs");
  await rm(folder, { recursive: true });
});

test.each([
  [{}, /COLOPHON_DEPLOYMENT is not set/],
  [{ COLOPHON_DEPLOYMENT: "/x", COLOPHON_RPC_URL: " , " }, /names no node/],
  [{ COLOPHON_DEPLOYMENT: "x.json", COLOPHON_RPC_URL: "http://a" }, /the whole path/],
  [{ COLOPHON_DEPLOYMENT: "/x", COLOPHON_RPC_URL: "http://a", COLOPHON_LOG_RANGE: "many" }, /number of blocks/],
])("settings that are missing or make no sense are refused: %j", (environment, sentence) => {
  expect(() => readSettings(environment)).toThrow(sentence);
});

test("the name of an index follows from everything of the SDK that decides what its tables hold", () => {
  const root = join(import.meta.dirname, "../..");
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const lists = (text: string, from: RegExp) =>
    [...text.matchAll(/(?:import|export) \{([^}]*)\} from "([^"]+)"/g)].flatMap(([, names = "", path = ""]) =>
      from.test(path)
        ? names
            .split(",")
            .flatMap((name) => (/^\s*(?:type |$)/.test(name) ? [] : [[name.trim().split(" as ")[0], path]]))
        : [],
    );
  const homes = new Map(
    lists(read("sdk/src/index.ts"), /^\./).map(([name, path]) => [name, `sdk/src/${path?.slice(2)}`]),
  );
  const handlers = globSync("indexer/src/*.ts", { cwd: root });
  const used = handlers.flatMap((path) => lists(read(path), /^@colophon\/sdk$/).map(([name]) => homes.get(name)));
  expect(used.length).toBeGreaterThan(5);
  expect(used.filter((path) => path === undefined || !sources.includes(path))).toEqual([]);
});
