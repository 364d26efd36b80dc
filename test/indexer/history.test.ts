import { contractNames } from "@colophon/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkIndex } from "../../scripts/indexCheck/checkIndex.ts";
import { readRows } from "../../scripts/indexCheck/indexRows.ts";
import { createWorld, type World } from "../../sdk/src/testing/world.ts";
import { abis } from "../history/history.ts";
import { createLife, type Life } from "./support/createLife.ts";
import { dumpIndex, engines, startTestIndexer, type TestIndexer } from "./support/startTestIndexer.ts";

let world: World;
let life: Life;
const indexers = new Map<string, TestIndexer>();

beforeAll(async () => {
  world = await createWorld();
  life = await createLife(world, "past");
  await life.live(600);
  for (let more = 0; more < 20 && missing().length > 0; more++) await life.live(100);
});

afterAll(async () => {
  for (const indexer of indexers.values()) await indexer.stop();
  world?.stop();
});

/** Every event that the contracts can log and have not; what the standards declare and ours never say is left out. */
function missing(): string[] {
  const never = /\.(EIP712DomainChanged|BatchMetadataUpdate)$|^licences\.Approval$/;
  const all = contractNames.flatMap((name) =>
    abis[name].flatMap((item) => (item.type === "event" ? [`${name}.${item.name}`] : [])),
  );
  return all.filter((event) => !life.events.has(event) && !never.test(event));
}

test("everything that can happen has happened", () => {
  expect(missing()).toEqual([]);
  const { works, licences } = life.memory;
  expect(works.some(({ registration }) => (registration.sources ?? []).length > 0)).toBe(true);
  expect(licences.some(({ offer }) => offer.offer.parent !== 0n)).toBe(true);
});

test.each(engines)("a random past and a random present agree with the contracts, on %s", async (engine) => {
  const { deployment, url } = world;
  const indexer = await startTestIndexer({ engine, deployment, rpcUrl: url });
  indexers.set(engine, indexer);
  await indexer.reached(Number(await world.client.getBlockNumber()));
  await life.live(60);
  await indexer.reached(Number(await world.client.getBlockNumber()));
  const { checks } = await checkIndex({
    indexUrl: indexer.url(),
    client: world.client as never,
    deployment,
    most: 5000,
  });
  expect(checks.flatMap(({ differences }) => differences)).toEqual([]);
  expect(checks.filter(({ compared }) => compared === 0)).toEqual([]);
});

test("a random part of tables that have more rows than are wanted, and than come at once, agrees too", async () => {
  const indexUrl = String(indexers.get("PGlite")?.url());
  const { deployment, client } = world;
  const few = { indexUrl, most: 5, pageRows: 3 };
  const { checks } = await checkIndex({ ...few, client: client as never, deployment });
  expect(checks.flatMap(({ differences }) => differences)).toEqual([]);

  const table = { list: "works", fields: ["id"], key: ["id"] };
  const whole = await readRows({ ...few, most: 1000, seed: "" }, table);
  expect(whole.total).toBeGreaterThan(10);
  expect(new Set(whole.rows.map(({ id }) => id)).size).toBe(whole.total);
  const drawn: unknown[] = [];
  for (let seed = 0; seed < 20; seed++) {
    const { rows, total } = await readRows({ ...few, seed: String(seed) }, table);
    expect(total).toBe(whole.total);
    drawn.push(...rows.map(({ id }) => id));
  }
  // Five of them twenty times, give or take; and not always the same.
  expect(drawn.length).toBeGreaterThan(40);
  expect(drawn.length).toBeLessThan(200);
  expect(new Set(drawn).size).toBeGreaterThan(whole.total / 2);
});

test("every payment for a sale or a renewal is taken for it, and none that only names one", async () => {
  const dump = await dumpIndex(String(indexers.get("PGlite")?.url()));
  const licences = dump.licence?.map((row) => JSON.parse(row)) ?? [];
  const payments = dump.payment?.map((row) => JSON.parse(row)) ?? [];
  const kinds = Map.groupBy(payments, ({ kind }) => kind);
  expect([...kinds.keys()].sort()).toEqual(["debt", "payment", "renewal", "sale", "sweep"]);
  expect(kinds.get("payment")?.filter(({ licence }) => licence !== null)).toEqual([]);
  const offers = new Map(dump.offer?.map((row) => JSON.parse(row)).map((row) => [row.id, row]));
  const paid = licences.filter(({ offer, parent }) => parent === null && offers.get(offer)?.price !== "0");
  const direct = new Set(licences.filter(({ parent }) => parent === null).map(({ id }) => id));
  const renewals = (dump.renewal ?? []).map((row) => JSON.parse(row));
  const priced = renewals.filter(({ licence, amount }) => direct.has(licence) && amount !== "0");
  expect(kinds.get("renewal")?.filter(({ licence }) => direct.has(licence)).length).toBe(priced.length);
  expect(kinds.get("sale")?.filter(({ licence }) => paid.some(({ id }) => id === licence)).length).toBe(paid.length);
});

test("one block later both engines hold the same rows", async () => {
  if (indexers.size < 2) return;
  const block = Number(await world.client.getBlockNumber());
  const dumps = await Promise.all(
    [...indexers.values()].map(async (indexer) => {
      await indexer.reached(block);
      return dumpIndex(indexer.url());
    }),
  );
  expect(dumps[0]).toEqual(dumps[1]);
});

test("C10 an index that does not answer is no index that agrees", async () => {
  const { deployment, client } = world;
  const asked = { indexUrl: "http://127.0.0.1:9", client: client as never, deployment, most: 10, patience: 0 };
  await expect(checkIndex(asked)).rejects.toThrow("Nothing answers");
});
