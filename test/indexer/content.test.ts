import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { cidOf, createMetadata, ipfsUriOf } from "@colophon/sdk";
import { type Hex, sha256, stringToBytes } from "viem";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import {
  contentTables,
  createFetcherStore,
  fetchWaiting,
  noteDigests,
  retryAfter,
} from "../../indexer/content/documents.ts";
import { type OpenDatabase, openDatabase } from "../../indexer/prepare.ts";

let sql: OpenDatabase;
const servers: { close(): void }[] = [];

const cover = { large: ipfsUriOf(sha256("0x01")), small: ipfsUriOf(sha256("0x02")) };

const good = createMetadata({
  name: "<b>Tide</b>",
  image: cover.large,
  thumbnail: { uri: cover.small, type: "image/webp", size: 900, width: 30, height: 40 },
  description: "Zwölf Gedichte",
  category: "literary",
  language: "de",
  credits: [{ name: "Ines Okafor", role: "author" }],
});

beforeAll(async () => {
  sql = await openDatabase({ directory: "memory://" });
  for (const statement of contentTables) await sql.query(statement);
});

afterAll(() => sql?.close());

afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await sql.query("DELETE FROM colophon_content.document");
});

async function gateway(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push({
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function fetched(digest: Hex, gateways: string[], timeout?: number) {
  await sql.query("INSERT INTO colophon_content.document (digest) VALUES ($1)", [digest]);
  await fetchWaiting(sql, createFetcherStore(gateways, timeout));
  const [row] = await sql.query("SELECT * FROM colophon_content.document WHERE digest = $1", [digest]);
  return row as Record<string, unknown>;
}

/** Bytes that are what their digest says, and nothing else that was hoped for. */
async function served(bytes: Uint8Array) {
  return fetched(sha256(bytes), [await gateway((_, response) => response.end(bytes))]);
}

test("metadata is fetched by its digest, and kept as text whatever it looks like", async () => {
  const asked: string[] = [];
  const url = await gateway((request, response) => {
    asked.push(String(request.url));
    response.end(good.bytes);
  });
  const row = await fetched(good.digest, [url]);
  expect(row).toMatchObject({
    state: "fetched",
    name: "<b>Tide</b>",
    language: "de",
    category: "literary",
    image: cover.large,
    thumbnail: cover.small,
    error: null,
  });
  expect(row.credits).toEqual([{ name: "Ines Okafor", role: "author" }]);
  expect(asked).toEqual([`/ipfs/${cidOf(good.digest)}?format=raw`]);
});

test("R09 W07 other bytes are refused, and the next gateway is asked", async () => {
  const liar = await gateway((_, response) => response.end("something else"));
  const honest = await gateway((_, response) => response.end(good.bytes));
  expect(await fetched(good.digest, [liar, honest])).toMatchObject({ state: "fetched" });
});

test("R09 other bytes alone are nothing, and are asked for again later", async () => {
  const liar = await gateway((_, response) => response.end("something else"));
  const row = await fetched(good.digest, [liar]);
  expect(row).toMatchObject({ state: "waiting", attempts: 1, name: null });
  expect(row.error).toMatch(/other bytes/);
  expect(Number(row.next_try)).toBeGreaterThan(Date.now() / 1000 - 1);
  expect(await fetchWaiting(sql, createFetcherStore([liar]))).toBe(0);
});

test("W05 200 MB are given up at 256 KiB", async () => {
  let sent = 0;
  const flood = await gateway((_, response) => {
    const chunk = Buffer.alloc(1 << 16, 97);
    const pour = () => {
      while (sent < 200 << 20 && !response.destroyed) {
        sent += chunk.length;
        if (!response.write(chunk)) {
          response.once("drain", pour);
          return;
        }
      }
      response.end();
    };
    pour();
  });
  const row = await fetched(good.digest, [flood]);
  expect(row).toMatchObject({ state: "waiting" });
  expect(row.error).toMatch(/262,144/);
  expect(sent).toBeLessThan(64 << 20);
});

test("W05 a gateway that sends a byte at a time is given up", async () => {
  const slow = await gateway((_, response) => {
    const timer = setInterval(() => response.write("a"), 50);
    response.on("close", () => clearInterval(timer));
  });
  // It would never end by itself.
  expect(await fetched(good.digest, [slow], 500)).toMatchObject({ state: "waiting" });
});

test("W05 a redirection is not followed, wherever it leads", async () => {
  let reached = 0;
  const inside = await gateway((_, response) => {
    reached++;
    response.end(good.bytes);
  });
  const outside = await gateway((_, response) => response.writeHead(302, { Location: inside }).end());
  expect(await fetched(good.digest, [outside])).toMatchObject({ state: "waiting" });
  expect(reached).toBe(0);
});

test.each([
  ["HTML", "<!doctype html><script>alert(1)</script>"],
  ["deep nesting", `{"format":"colophon-work/1","x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
  ["another format", '{"format":"something"}'],
  ["nothing", "\u0000"],
  ["a link elsewhere", good.document.replace(cover.large, "https://example.com/x.png")],
])("W05 %s with the right digest is noted as no metadata, for good", async (_, text) => {
  const row = await served(stringToBytes(text));
  expect(row).toMatchObject({ state: "invalid", name: null });
  expect(String(row.error).length).toBeGreaterThan(10);
});

test("W05 prototype keys lead nobody astray", async () => {
  const row = await served(
    stringToBytes(good.document.replace("{", '{"__proto__":{"name":"stolen"},"constructor":{},')),
  );
  expect(row).toMatchObject({ state: "fetched", name: "<b>Tide</b>" });
  expect("name" in {}).toBe(false);
});

test("W06 characters that deceive are shown as marks", async () => {
  const row = await served(stringToBytes(good.document.replace("<b>Tide</b>", "evil\u202egpj")));
  expect(row).toMatchObject({ state: "fetched", name: "evil⟦U+202E⟧gpj" });
});

test("pauses grow to six hours and no further", () => {
  expect([0, 1, 5, 11, 12, 40].map((attempts) => retryAfter(attempts, 0))).toEqual([2, 4, 64, 4096, 8192, 21_600]);
  expect(retryAfter(3, 1)).toBe(20);
});

test("what a reorganisation puts in place of what was seen is listed too", async () => {
  const versions = [{ metadata_digest: `0x${"1".repeat(64)}`, position: "104857600000" }];
  const index = {
    query: async <Row>(_: string, values: readonly unknown[] = []) =>
      versions.filter(({ position }) => Number(position) > Number(values[0])) as Row[],
  };
  const seen = await noteDigests(index, sql, -1);
  expect(seen).toBe(104_857_600_000);
  versions.push({ metadata_digest: `0x${"2".repeat(64)}`, position: "104857500000" });
  expect(await noteDigests(index, sql, seen)).toBe(seen);
  expect((await sql.query("SELECT digest FROM colophon_content.document")).length).toBe(2);
});
