import { PGlite } from "@electric-sql/pglite";
import { expect, test } from "vitest";
import { embeddedSql } from "../../indexer/database.ts";

test("plain names are the index's tables, whatever temporary table of the same name Ponder left behind", async () => {
  const instance = await PGlite.create();
  await instance.exec("CREATE SCHEMA one; SET search_path TO one; CREATE TABLE block (number int8)");
  const sql = embeddedSql(instance, "one");
  await sql.query("INSERT INTO block VALUES ($1), ($2)", [7, 8]);
  const numbers = () => sql.query("SELECT number::int AS number FROM block ORDER BY number");
  const both = [{ number: 7 }, { number: 8 }];
  expect(await numbers()).toEqual(both);

  // As Ponder does where it changes many rows at once.
  await instance.exec('CREATE TEMP TABLE IF NOT EXISTS "block" AS SELECT * FROM one.block WITH NO DATA');
  await instance.exec('INSERT INTO "block" VALUES (9); TRUNCATE TABLE "block"');
  expect(await numbers()).toEqual(both);
  // Ponder's statements go on to mean theirs.
  await instance.exec('INSERT INTO "block" VALUES (9)');
  expect((await instance.query('SELECT * FROM "block"')).rows).toEqual([{ number: 9 }]);
  expect(await numbers()).toEqual(both);

  // A statement that fails leaves nothing behind.
  await expect(sql.query("SELECT * FROM nothing")).rejects.toThrow("does not exist");
  expect(await numbers()).toEqual(both);
  await instance.close();
});
