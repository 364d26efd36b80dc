import { createHash, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type OutgoingHttpHeaders, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBlockStore } from "../../scripts/local/blockStore.ts";
import { type LocalServer, listenNear, startServer } from "../../scripts/local/server.ts";
import { compressFiles, readStaticFiles } from "../../scripts/local/staticFiles.ts";

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };
type Question = { method?: string; headers?: OutgoingHttpHeaders; body?: string | Uint8Array };

const page = `<!doctype html><title>Colophon</title>${"<p>ink</p>".repeat(200)}`;
let folder: string;
let chain: Server;
let server: LocalServer;
let asked: string[] = [];
let index: Server;
let indexUrl: string | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-server-"));
  const dist = join(folder, "dist");
  await mkdir(join(dist, "assets"), { recursive: true });
  await mkdir(join(dist, ".vite"));
  await writeFile(join(dist, "index.html"), page);
  await writeFile(join(dist, "assets/app-abc123.js"), "export const ink = 1;".repeat(100));
  await writeFile(join(dist, ".vite/manifest.json"), "{}");
  await writeFile(join(folder, "secret.txt"), "secret");
  await compressFiles(dist);

  chain = createServer((question, answer) => {
    question.setEncoding("utf8").on("data", (text: string) => asked.push(text));
    question.on("end", () => answer.end(asked.at(-1)?.includes("eth_getCode") ? code : chainId));
  });
  await new Promise<void>((resolve) => chain.listen(0, "127.0.0.1", resolve));
  index = createServer((question, answer) => {
    answer.setHeader("X-Powered-By", "something");
    answer.setHeader("Content-Type", "text/html; charset=utf-8");
    question.pipe(answer.writeHead(question.url === "/v1/none?x=%2F" ? 404 : 200));
  });
  await new Promise<void>((resolve) => index.listen(0, "127.0.0.1", resolve));
  server = await startServer({ port: 0, instance: "one" });
  server.serve({
    files: await readStaticFiles(dist),
    config: { chains: [] },
    rpcUrl: `http://127.0.0.1:${(chain.address() as AddressInfo).port}`,
    store: createBlockStore(join(folder, "blocks")),
    indexUrl: () => indexUrl,
  });
});

afterAll(async () => {
  await server.close();
  index.closeAllConnections();
  index.close();
  chain.closeAllConnections();
  chain.close();
  await rm(folder, { recursive: true });
});

/** Sends exactly this path and these headers; fetch would tidy both. */
function ask(path: string, { method = "GET", headers = {}, body }: Question = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: server.port, path, method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

function put(content: Uint8Array, { query = "cid-codec=raw&mhtype=sha2-256&pin=true", headers = {} } = {}) {
  const boundary = "----colophon";
  const body = Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="../../x"\r\n\r\n`),
    content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const type = { "Content-Type": `multipart/form-data; boundary=${boundary}` };
  return ask(`/api/v0/block/put?${query}`, { method: "POST", headers: { ...type, ...headers }, body });
}

const json = { "Content-Type": "application/json" };
const chainId = '{"jsonrpc":"2.0","id":1,"result":"0x7a69"}';
const code = JSON.stringify({ jsonrpc: "2.0", id: 1, result: `0x${"60".repeat(4_000)}` });
const call = '{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}';

test("refuses other hosts, whatever they ask for", async () => {
  for (const host of ["evil.example", "evil.example:80", `127.0.0.1.evil.example:${server.port}`, "127.0.0.1:1"]) {
    for (const path of ["/", "/config.json", "/health", "/ipfs/x"]) {
      expect((await ask(path, { headers: { Host: host } })).status, `${host} ${path}`).toBe(421);
    }
    const headers = { ...json, Host: host };
    expect((await ask("/rpc", { method: "POST", headers, body: call })).status).toBe(421);
  }
  expect((await ask("/health", { headers: { Host: `localhost:${server.port}` } })).status).toBe(200);
});

test("refuses pages of other origins, and answers its own and wallets", async () => {
  asked = [];
  const rpc = (Origin: string) => ask("/rpc", { method: "POST", headers: { ...json, Origin }, body: call });
  for (const origin of ["https://evil.example", "http://127.0.0.1:1", `https://127.0.0.1:${server.port}`, "null"]) {
    expect((await rpc(origin)).status, origin).toBe(403);
    expect((await put(Buffer.from("x"), { headers: { Origin: origin } })).status, origin).toBe(403);
  }
  expect(asked).toEqual([]);
  for (const origin of [
    `http://127.0.0.1:${server.port}`,
    `http://localhost:${server.port}`,
    "chrome-extension://abc",
  ]) {
    const answer = await rpc(origin);
    expect(answer.status, origin).toBe(200);
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  }
});

test("passes only JSON on to the chain", async () => {
  asked = [];
  const rpc = (headers: OutgoingHttpHeaders, body: string, method = "POST") => ask("/rpc", { method, headers, body });
  expect((await rpc({ "Content-Type": "text/plain" }, call)).status).toBe(415);
  expect((await rpc({}, call)).status).toBe(415);
  expect((await rpc(json, "not json")).status).toBe(400);
  expect((await rpc(json, "", "GET")).status).toBe(405);
  expect((await rpc(json, "", "OPTIONS")).status).toBe(405);
  const long = await rpc(json, `"${"x".repeat(2 << 20)}"`);
  expect(long.status).toBe(413);
  expect(JSON.parse(long.body.toString())).toMatchObject({ jsonrpc: "2.0", error: { code: -32603 } });
  expect(asked).toEqual([]);

  const answer = await rpc({ "Content-Type": "application/json; charset=utf-8" }, call);
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body.toString())).toEqual({ jsonrpc: "2.0", id: 1, result: "0x7a69" });
  expect(asked).toEqual([call]);
});

test("compresses long answers of the chain for those who take it", async () => {
  const rpc = (body: string, headers: OutgoingHttpHeaders) =>
    ask("/rpc", { method: "POST", headers: { ...json, ...headers }, body });
  const long = await rpc(call.replace("eth_chainId", "eth_getCode"), { "Accept-Encoding": "gzip, br" });
  expect(long.headers["content-encoding"]).toBe("gzip");
  expect(long.body.length).toBeLessThan(500);
  expect(gunzipSync(long.body).toString()).toBe(code);
  const plain = await rpc(call.replace("eth_chainId", "eth_getCode"), {});
  expect(plain.headers["content-encoding"]).toBeUndefined();
  expect(plain.body.toString()).toBe(code);
  expect((await rpc(call, { "Accept-Encoding": "gzip" })).headers["content-encoding"]).toBeUndefined();
});

test("says so when the chain does not answer", async () => {
  const lone = await startServer({ port: 0, instance: "two" });
  const site = { files: new Map(), config: {}, rpcUrl: "http://127.0.0.1:1", store: createBlockStore(folder) };
  lone.serve(site);
  const answer = await fetch(`${lone.url}rpc`, { method: "POST", headers: json as HeadersInit, body: call });
  expect(answer.status).toBe(502);
  expect(await answer.json()).toMatchObject({ error: { message: "The local chain does not answer." } });
  await lone.close();
});

test("computes the CID itself, and serves the block under it", async () => {
  const answer = await put(Buffer.from("hello world"));
  expect(answer.status).toBe(200);
  // The CID of these eleven bytes, as every IPFS node knows it.
  const cid = "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e";
  expect(JSON.parse(answer.body.toString())).toEqual({ Key: cid, Size: 11 });

  const block = await ask(`/ipfs/${cid}?format=raw`);
  expect(block.status).toBe(200);
  expect(block.body.toString()).toBe("hello world");
  expect(block.headers["content-type"]).toBe("application/vnd.ipld.raw");
  expect((await ask(`/ipfs/${cid}`, { headers: { "If-None-Match": `"${cid}.raw"` } })).status).toBe(304);
  const head = await ask(`/ipfs/${cid}`, { method: "HEAD" });
  expect([head.status, head.headers["content-length"], head.body.length]).toEqual([200, "11", 0]);
});

test("lets nothing that somebody stored run as a page", async () => {
  const answer = await put(Buffer.from("<svg onload=alert(1)>"));
  const { headers } = await ask(`/ipfs/${JSON.parse(answer.body.toString()).Key}`);
  expect(headers["content-security-policy"]).toBe("default-src 'none'; sandbox");
  expect(headers["content-disposition"]).toMatch(/^attachment/);
  expect(headers["x-content-type-options"]).toBe("nosniff");
});

test("takes a block of 1 MiB and refuses one byte more", async () => {
  const full = randomBytes(1 << 20);
  const answer = await put(full);
  expect(answer.status).toBe(200);
  const block = await ask(`/ipfs/${JSON.parse(answer.body.toString()).Key}`);
  expect(createHash("sha256").update(block.body).digest("hex")).toBe(createHash("sha256").update(full).digest("hex"));

  expect((await put(randomBytes((1 << 20) + 1))).status).toBe(413);
  expect((await put(randomBytes(8 << 20))).status).toBe(413);
});

test("refuses what is not one file, and other codecs and digests", async () => {
  const before = await readdir(join(folder, "blocks"));
  expect((await put(Buffer.from(""))).status).toBe(400);
  expect((await put(Buffer.from("x"), { query: "cid-codec=dag-pb" })).status).toBe(400);
  expect((await put(Buffer.from("x"), { query: "cid-codec=raw&mhtype=sha3-256" })).status).toBe(400);
  expect((await ask("/api/v0/block/put", { method: "POST", headers: json, body: "{}" })).status).toBe(415);
  expect((await ask("/api/v0/block/put")).status).toBe(405);
  const type = { "Content-Type": "multipart/form-data; boundary=b" };
  const part = '--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\nx\r\n';
  for (const body of ["", "nonsense", `${part}${part}--b--\r\n`]) {
    const answer = await ask("/api/v0/block/put", { method: "POST", headers: type, body });
    expect(answer.status, body).toBe(400);
    expect(JSON.parse(answer.body.toString())).toMatchObject({ Type: "error" });
  }
  expect(await readdir(join(folder, "blocks"))).toEqual(before);
});

test("serves nothing but what was built and stored", async () => {
  const names = ["../secret.txt", "..%2f..%2fsecret.txt", "%2e%2e/secret.txt", "....//secret.txt", ".", "..", "%00"];
  for (const name of names) {
    for (const path of [`/${name}`, `/assets/${name}`, `/ipfs/${name}`, `/ipfs/bafkrei/${name}`]) {
      const answer = await ask(path);
      expect(answer.body.toString(), path).not.toContain("secret");
      expect([200, 404], path).toContain(answer.status);
    }
  }
  expect((await ask("/.vite/manifest.json")).status).toBe(404);
  expect((await ask("/assets/missing.js")).status).toBe(404);
  expect((await ask("/assets/app-abc123.js.br")).status).toBe(404);
  expect((await ask("/api/v0/id")).status).toBe(404);
  expect((await ask("//evil.example/")).status).toBe(200);
  expect((await ask("*")).status).toBe(400);
  expect((await ask("/", { method: "DELETE" })).status).toBe(405);
});

test("draws every page address with the same document", async () => {
  for (const path of ["/", "/prove", "/work/123?tab=offers", "/licence/4294967296"]) {
    const answer = await ask(path);
    expect(answer.status, path).toBe(200);
    expect(answer.body.toString(), path).toBe(page);
    expect(answer.headers["cache-control"]).toBe("no-cache");
  }
});

test("sends the smallest form that the browser takes", async () => {
  const path = "/assets/app-abc123.js";
  const plain = await ask(path);
  expect(plain.headers["content-encoding"]).toBeUndefined();
  expect(plain.headers["cache-control"]).toContain("immutable");
  const br = await ask(path, { headers: { "Accept-Encoding": "gzip, deflate, br" } });
  expect(br.headers["content-encoding"]).toBe("br");
  expect(brotliDecompressSync(br.body)).toEqual(plain.body);
  const gzip = await ask(path, { headers: { "Accept-Encoding": "gzip, br;q=0" } });
  expect(gzip.headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(gzip.body)).toEqual(plain.body);
  const { etag } = plain.headers;
  expect((await ask(path, { headers: { "If-None-Match": etag } })).status).toBe(304);
});

test("carries a strict policy on every answer", async () => {
  for (const path of ["/", "/config.json", "/rpc", "/missing.js", "/api/x"]) {
    const { headers } = await ask(path);
    const policy = headers["content-security-policy"] ?? "";
    expect(policy, path).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*/);
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  }
});

test("tells early callers to come back, and who it is", async () => {
  const early = await startServer({ port: 0, instance: "early" });
  const answer = await fetch(early.url);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
  expect(await (await fetch(`${early.url}health`)).json()).toEqual({
    instance: "early",
    pid: process.pid,
    ready: false,
  });
  await early.close();
});

test("takes the next port when one is taken", async () => {
  const near = await listenNear({ port: server.port, instance: "near" });
  expect(near.taken[0]).toBe(server.port);
  expect(near.port).toBeGreaterThan(server.port);
  expect(near.taken).not.toContain(near.port);
  await near.close();
});

test("C10 while the indexer does not answer, its part of the site says so, and the rest works", async () => {
  for (const gone of [undefined, "http://127.0.0.1:9"]) {
    indexUrl = gone;
    const { status, headers, body } = await ask("/index/v1/health");
    expect(status).toBe(503);
    expect(headers["retry-after"]).toBe("2");
    expect(JSON.parse(String(body))).toMatchObject({ error: { code: "not-ready" } });
    expect((await ask("/")).status).toBe(200);
  }
});

test("questions to the index are passed on, and its answers as they come, as documents that run nothing", async () => {
  indexUrl = `http://127.0.0.1:${(index.address() as AddressInfo).port}`;
  const json = { "Content-Type": "application/json" };
  const long = JSON.stringify({ files: Array.from({ length: 5000 }, () => "0x00") });
  const answer = await ask("/index/v1/clearance", { method: "POST", headers: json, body: long });
  expect(String(answer.body)).toBe(long);
  expect(answer.headers["content-security-policy"]).toMatch(/default-src 'none'.*sandbox/);
  expect(answer.headers["x-powered-by"]).toBeUndefined();
  expect((await ask("/index/v1/none?x=%2F")).status).toBe(404);
  expect((await ask("/index/graphql", { method: "POST", body: "{}" })).status).toBe(415);
  expect((await ask("/index/v1/works", { method: "DELETE" })).status).toBe(405);
});

test("a connection that the index closed while nobody used it costs nobody their answer", async () => {
  const used = new WeakSet<object>();
  let closed = 0;
  const forgetful = createServer((question, answer) => {
    if (used.has(question.socket)) {
      closed++;
      question.socket.resetAndDestroy();
      return;
    }
    used.add(question.socket);
    question.pipe(answer.writeHead(200));
  });
  await new Promise<void>((resolve) => forgetful.listen(0, "127.0.0.1", resolve));
  indexUrl = `http://127.0.0.1:${(forgetful.address() as AddressInfo).port}`;
  try {
    for (let i = 0; i < 4; i++) {
      const asked = { method: "POST", headers: { "Content-Type": "application/json" }, body: `{"n":${i}}` };
      const { status, body } = await ask("/index/v1/clearance", asked);
      expect({ status, body: String(body) }).toEqual({ status: 200, body: `{"n":${i}}` });
    }
    expect(closed).toBeGreaterThan(0);
  } finally {
    forgetful.closeAllConnections();
    forgetful.close();
  }
});
