import { createHash } from "node:crypto";
import { forever, unlimitedSupply, worldwide } from "@colophon/sdk";
import pg from "pg";
import { saveSearchable, searchTables } from "../../indexer/search/searchTable.ts";
import type { Sql } from "../../indexer/sql.ts";
import { withoutIndexes } from "./withoutIndexes.ts";

export type FillIndexParameters = {
  /** The database of an index that has taken in its chain and was ended; the chain has at least `works / 1000 + 300` blocks. */
  databaseUrl: string;
  works: number;
  /** Lines of the statement that is exported. */
  lines: number;
  say: (line: string) => void;
};

/** What the generated data is like; times are those of the chain's first block on. */
const shape = { accounts: 20_000, holders: 50_000, terms: 200, vocabulary: 50_000 };

/** Works of one statement. */
const batch = 2000;

const md5 = (text: string) => createHash("md5").update(text).digest("hex");

/** A made-up number of a work, digest and so on, that only depends on a salt and a number. */
export const hexOf = (salt: string, of: number | string, digits: number) =>
  `0x${(md5(`${salt}${of}`) + md5(`${salt}+${of}`)).slice(0, digits)}`;

/** Every territory, as terms name it on the chain. */

/** What hexOf makes, for SQL. */
const hex = (salt: string, of: string, digits: number) =>
  `'0x' || substr(md5('${salt}' || ${of}) || md5('${salt}+' || ${of}), 1, ${digits})`;

/** Names that are read like words, the first ones short: what natural languages do, too. */
export function benchWord(rank: number): string {
  const starts = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "br"];
  const vowels = ["a", "e", "i", "o", "u", "ai", "ou"];
  let word = "";
  for (let left = rank + 20; left > 0; left = Math.floor(left / 105)) {
    word += `${starts[left % 15]}${vowels[Math.floor(left / 15) % 7]}`;
  }
  return word;
}

/** A rank after Zipf: the second word comes half as often as the first, the third a third as often. */
export const zipf = (random: number, most = shape.vocabulary) => Math.floor(most ** random) - 1;

/**
 * Writes synthetic works with all that belongs to them, their words included, straight into the tables of an index that
 * stands still. Words follow Zipf, a few accounts have many works, four works in ten have offers, half as many licences as
 * works were sold. Returns how many works a second their words were written of.
 */
export async function fillIndex({ databaseUrl, works, lines, say }: FillIndexParameters): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'colophon\\_31337\\_%'");
    const schema = String(rows[0].nspname);
    await client.query(`SET search_path TO "${schema}"`);
    // Ponder's triggers remember every row for reorganisations, which these rows will not meet.
    await client.query("SET session_replication_role = replica");
    await client.query("SET synchronous_commit = off");
    await client.query("SELECT setseed(0.42)");
    const { rows: clock } = await client.query("SELECT extract(epoch FROM now())::bigint AS now");
    for (const statement of searchTables(schema)) await client.query(statement);
    const timed = async (name: string, run: () => Promise<number | null>) => {
      const start = performance.now();
      const rowCount = await run();
      const seconds = (performance.now() - start) / 1000;
      say(`  ${name}: ${rowCount} rows in ${seconds.toFixed(1)} s`);
      return seconds;
    };
    let seconds = 0;
    let filled = performance.now();
    await withoutIndexes(client, [schema, "colophon_content"], ["searchable"], async () => {
      seconds = await timed("words", () => fillWords(databaseUrl, schema, works));
      for (const [name, statement] of statements(works, lines, Number(clock[0].now))) {
        await timed(name, async () => (await client.query(statement)).rowCount);
      }
      filled = performance.now();
    });
    say(`  indexes in ${((performance.now() - filled) / 1000).toFixed(1)} s`);
    await client.query("VACUUM ANALYZE");
    return works / seconds;
  } finally {
    await client.end();
  }
}

/** Metadata and what is searched of it, over two connections; the second is what an indexer writes of its own. */
async function fillWords(databaseUrl: string, schema: string, works: number): Promise<number> {
  let seed = 42;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const text = (count: number) => Array.from({ length: count }, () => benchWord(zipf(random()))).join(" ");
  let next = 0;
  async function fill() {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const sql: Sql = { query: async (statement, values) => (await client.query(statement, values as unknown[])).rows };
    await client.query("SET synchronous_commit = off");
    while (next < works) {
      const from = next;
      next = Math.min(works, from + batch);
      const entries = Array.from({ length: next - from }, (_, k) => {
        const n = from + k;
        return {
          work: hexOf("w", n, 56),
          position: String((100 + Math.floor(n / 1000)) * 1_048_576 + (n % 1000) * 10),
          category: n % 15,
          digest: hexOf("m", n, 64),
          name: text(3),
          description: text(40),
          language: n % 3 === 0 ? "en" : n % 3 === 1 ? "de" : null,
          credits: [{ name: text(2), role: "author" }],
          fetched: 1000 + Math.floor(n / 1000),
        };
      });
      await sql.query(
        `INSERT INTO colophon_content.document
            (digest, state, attempts, name, description, language, category, credits, fetched_at)
          SELECT digest, 'fetched', 1, name, description, language, 'musical', credits, fetched
          FROM jsonb_to_recordset($1::jsonb)
            AS r (digest text, name text, description text, language text, credits jsonb, fetched bigint)`,
        [JSON.stringify(entries)],
      );
      await saveSearchable(sql, schema, entries);
    }
    await client.end();
  }
  await Promise.all([fill(), fill()]);
  return works;
}

/** A thousand works in each block, from the hundredth block on; ten positions for each work. */
const position = (i: string) => `((100 + ${i} / 1000)::bigint * 1048576 + (${i} % 1000) * 10)`;
const account = (number: string) => `'0x' || lpad(to_hex(${number} + 4096), 40, '0')`;
const zero = `'0x${"0".repeat(40)}'`;
const token = `'0x${"0".repeat(36)}beef'`;
const year = 31_536_000;

function statements(works: number, lines: number, now: number): [string, string][] {
  const began = now - 2 * year;
  const time = (i: string) => `(${began} + ${i}::bigint * ${2 * year - 86_400} / ${works})`;
  const each = `generate_series(0, ${works - 1}) AS i`;
  const [all, licences] = [works, Math.floor(works / 2)];
  const licenceId = `${hex("w", "w", 56)} || lpad(to_hex(i + 1), 8, '0')`;
  return [
    [
      "work",
      `INSERT INTO work SELECT ${hex("w", "i", 56)}, a, a, ${hex("r", "i", 64)}, ${hex("s", "i", 64)}, ${hex("c", "i", 64)},
        ${hex("m", "i", 64)}, i % 15, 500, NULL, 0, false, NULL, 0, NULL, 0, 1000000000, 0, 0, 100 + i / 1000, ${time("i")}, ${hex("t", "i", 64)}, ${position("i")},
        ${time("i")}, ${position("i")}
      FROM (SELECT i, ${account(`floor(${shape.accounts} * random() ^ 3)::int`)} AS a FROM ${each}) AS made`,
    ],
    [
      "version",
      `INSERT INTO version SELECT id, 0, content_root, metadata_digest, salt, NULL, NULL, commitment, proven_time,
        proven_position, registered_time, transaction, position FROM work WHERE position >= 104857600`,
    ],
    [
      "file",
      `INSERT INTO file SELECT ${hex("w", "i", 56)}, ${hex("f", "i", 64)}, ${hex("r", "i", 64)}, ${time("i")},
        ${hex("t", "i", 64)}, ${position("i")} + 1 FROM ${each}`,
    ],
    [
      "terms",
      `INSERT INTO terms SELECT ${hex("k", "i", 48)}, 15 + (1 << (4 + i % 10)), 1 + (1 << (1 + i % 7)),
        ${String(worldwide)}, NULL, 15 + (1 << (4 + i % 10)), CASE WHEN i % 4 = 0 THEN ARRAY[(i * 7919::bigint) << 20, 255, 0, 0]::bigint[]
          ELSE '{-1,-1,-1,-1}'::bigint[] END, ${year}, 0, true, 0, 0, false, false, 0, 0, 0, 0, NULL, NULL,
        ${hex("d", "i", 64)}, ${began}, ${hex("t", "i", 64)}, 1000000 + i FROM generate_series(0, ${shape.terms - 1}) AS i`,
    ],
    [
      "offer",
      `INSERT INTO offer SELECT ${hex("o", "i || '.' || n", 64)}, w.id, NULL, w.controller, NULL,
        ${hex("k", `floor(${shape.terms} * random())::int`, 48)}, CASE WHEN random() < 0.7 THEN ${zero} ELSE ${token} END,
        floor(exp(random() * 20) * 1000)::numeric, ${unlimitedSupply}, 0, 0, ${forever}, 0, NULL, false, NULL, ${time("i")},
        ${hex("t", "i", 64)}, w.position + 1 + n
      FROM ${each} JOIN work AS w ON w.id = ${hex("w", "i", 56)} CROSS JOIN generate_series(1, 3) AS n
      WHERE i % 5 < 2 AND n <= 1 + i % 3`,
    ],
    [
      "licence",
      `INSERT INTO licence SELECT ${licenceId}, ${hex("w", "w", 56)}, NULL, ${hex("o", "w || '.1'", 64)},
        ${hex("k", `(i % ${shape.terms})`, 48)}, ${account(`floor(${shape.accounts} * random() ^ 3)::int`)}, h, h, h, 1,
        ${time("i * 2")}, ${time("i * 2")} + ${year}, NULL, NULL, 1, 1000, ${zero}, 0, 0, 0, 0, 0, 0, 0, 0, ${time("i * 2")},
        ${hex("t", "i", 64)}, ${position("i * 2")} + 6
      FROM (SELECT i, floor(${all} * random() ^ 2)::int / 5 * 5 AS w,
          ${account(`floor(${shape.holders} * random() ^ 3)::int`)} AS h
        FROM generate_series(0, ${licences - 1}) AS i) AS made`,
    ],
    [
      "grant class",
      "INSERT INTO grant_class SELECT work, '0x', terms, max(ends), count(*) FROM licence GROUP BY work, terms",
    ],
    [
      "income",
      `INSERT INTO income SELECT ${hex("w", "i", 56)}, ${zero}, 1000, 1000, 0, 0, 0, 1, ${position("i")} + 7
        FROM ${each} WHERE i % 3 = 0`,
    ],
    [
      "holding",
      `INSERT INTO holding SELECT ${hex("w", "i", 56)}, ${account("i % 5000")}, 100, 0, 100, ${position("i")} + 8
        FROM ${each} WHERE i % 20 = 0`,
    ],
    [
      "daily",
      `INSERT INTO daily SELECT d, m, c, CASE WHEN m = 'registration' THEN '' ELSE ${zero} END,
        CASE WHEN m = 'registration' THEN '' ELSE ${hex("k", "k", 48)} END, 1 + c, 1000 * (1 + k)
      FROM generate_series(${Math.floor(began / 86_400)}, ${Math.floor(now / 86_400)}) AS d
        CROSS JOIN unnest(ARRAY['registration', 'licence', 'income']) AS m CROSS JOIN generate_series(0, 14) AS c
        CROSS JOIN generate_series(0, CASE WHEN m = 'registration' THEN 0 ELSE ${Math.min(shape.terms, Math.ceil(works / 40_000))} END) AS k`,
    ],
    [
      "payment",
      `INSERT INTO payment SELECT 104857600 + i::bigint * 1000 + 9, ${hex("w", "0", 56)}, ${zero}, ${account("i % 1000")}, 1000 + i,
        '0x', NULL, 'payment', ${began} + i, ${hex("t", "i", 64)} FROM generate_series(1, ${lines}) AS i`,
    ],
    [
      "holder of all",
      `INSERT INTO holding VALUES (${hex("w", "0", 56)}, ${account("999999")}, 50000000, 0, 50000000, 104857600)`,
    ],
    [
      "taking",
      `INSERT INTO unit_taking VALUES (${hex("w", "0", 56)}, ${account("999999")}, 50000000, ${began}, ${hex("t", "0", 64)}, 104857603)`,
    ],
  ];
}
