import { createServer, type Server } from "node:http";
import { sha256, stringToBytes } from "viem";
import { afterEach, describe, expect, it } from "vitest";
import vectors from "../../vectors/cid.json" with { type: "json" };
import { memoryIpfs } from "../testing/world.ts";
import { cidOf, digestOf, InvalidCidError, ipfsUriOf } from "./cid.ts";
import { createContentStore, StoreError } from "./store.ts";

const bytes = stringToBytes("The tide writes.");
const digest = sha256(bytes);
const cid = cidOf(digest);

function answering(answers: Record<string, () => Response | Promise<Response>>, log: string[] = []): typeof fetch {
  return (async (input: string, init?: RequestInit) => {
    log.push(`${init?.method ?? "GET"} ${input}`);
    const answer = Object.entries(answers).find(([prefix]) => input.startsWith(prefix));
    if (!answer) throw new TypeError("fetch failed");
    return answer[1]();
  }) as typeof fetch;
}

describe("published vectors", () => {
  it.each(vectors)("$text", ({ text, digest: hash, cid: address }) => {
    expect(sha256(stringToBytes(text))).toBe(hash);
    expect(cidOf(hash as typeof digest)).toBe(address);
    expect(digestOf(address)).toBe(hash);
    expect(digestOf(`ipfs://${address}`)).toBe(hash);
  });

  it.each([
    "",
    "ipfs://",
    "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWKPbdG",
    `${cid}a`,
    cid.toUpperCase(),
    `${cid}/x`,
    `bafybei${cid.slice(7)}`,
  ])("refuses %j", (address) => {
    expect(() => digestOf(address)).toThrow(InvalidCidError);
  });

  it("refuses a second spelling of the same bytes", () => {
    const alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    const last = alphabet.indexOf(cid.at(-1) as string);
    expect(() => digestOf(cid.slice(0, -1) + alphabet[last + 1])).toThrow(InvalidCidError);
  });
});

describe("get", () => {
  it("reads back what was put, by digest, CID or link", async () => {
    const store = createContentStore({ gateways: [""], api: "", fetch: memoryIpfs().fetch });
    expect(await store.put(bytes)).toEqual({ digest, cid, uri: ipfsUriOf(digest) });
    for (const address of [digest, cid, ipfsUriOf(digest)]) {
      expect(await store.get(address)).toMatchObject({ status: "found", bytes });
    }
  });

  it("R09 W07 refuses other bytes, whoever sends them, and asks the next gateway", async () => {
    const fetch = answering({
      "https://liar": () => new Response("something else"),
      "https://honest": () => new Response(bytes.slice()),
    });
    const store = createContentStore({ gateways: ["https://liar", "https://honest"], api: null, fetch });
    expect(await store.get(digest)).toMatchObject({
      status: "found",
      gateway: "https://honest",
      attempts: [{ gateway: "https://liar", problem: "mismatch" }],
    });
    const alone = createContentStore({ gateways: ["https://liar"], api: null, fetch });
    expect(await alone.get(digest)).toMatchObject({ status: "unknown", sentence: expect.stringContaining("refused") });
  });

  it("tells “nobody has it” from “cannot know”", async () => {
    const missing = () => new Response("no", { status: 404 });
    const broken = () => new Response("no", { status: 502 });
    const fetch = answering({ "https://empty": missing, "https://broken": broken });
    const get = (...gateways: string[]) => createContentStore({ gateways, api: null, fetch }).get(digest);
    expect(await get("https://empty")).toMatchObject({ status: "not-found" });
    expect(await get("https://empty", "https://broken")).toMatchObject({ status: "unknown" });
    expect(await get("https://away")).toMatchObject({ status: "unknown", attempts: [{ problem: "unreachable" }] });
    expect(await get()).toMatchObject({ status: "unknown", sentence: expect.stringContaining("No content store") });
  });

  it("W05 stops reading at the limit", async () => {
    let sent = 0;
    const endless = () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            sent++;
            controller.enqueue(new Uint8Array(65_536));
          },
        }),
      );
    const store = createContentStore({
      gateways: ["https://endless"],
      api: null,
      fetch: answering({ "https://endless": endless }),
    });
    expect(await store.get(digest, { maxBytes: 200_000 })).toMatchObject({
      status: "unknown",
      attempts: [{ problem: "too large" }],
    });
    expect(sent).toBeLessThan(10);
  });

  it("gives up on a gateway that doesn't answer, and at once when it is cancelled", async () => {
    const server: Server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const store = createContentStore({ gateways: [`http://127.0.0.1:${port}`], api: null, timeout: 50 });
    expect(await store.get(digest)).toMatchObject({ status: "unknown", attempts: [{ problem: "unreachable" }] });
    await expect(store.get(digest, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "AbortError" });
    server.closeAllConnections();
    server.close();
  });
});

describe("put", () => {
  const log: string[] = [];
  afterEach(() => log.splice(0));

  it("speaks Kubo's block API and the Pinning Service API", async () => {
    const fetch = answering(
      {
        "https://api": () => Response.json({ Key: cid }),
        "https://pin": () => Response.json({ status: "queued" }, { status: 202 }),
      },
      log,
    );
    const store = createContentStore({
      gateways: [],
      api: "https://api",
      pinning: { url: "https://pin", token: "t" },
      fetch,
    });
    await store.put(bytes);
    expect(log).toEqual([
      "POST https://api/api/v0/block/put?cid-codec=raw&mhtype=sha2-256&pin=true",
      "POST https://pin/pins",
    ]);
  });

  it.each([
    ["more than 1 MiB", { api: "https://api" }, new Uint8Array(1024 * 1024 + 1), StoreError, "1,048,577"],
    ["a store that answers with another address", { api: "https://liar" }, bytes, StoreError, "stored something else"],
    ["a store that fails", { api: "https://broken" }, bytes, StoreError, "status 500"],
    ["a store that is away", { api: "https://away" }, bytes, StoreError, "could not be reached"],
    ["no store", { api: null }, bytes, StoreError, "No content store"],
    [
      "a pinning service that refuses",
      { api: "https://api", pinning: { url: "https://broken" } },
      bytes,
      StoreError,
      "pinning service",
    ],
  ])("refuses %s with a sentence", async (_, config, data, kind, message) => {
    const fetch = answering({
      "https://api": () => Response.json({ Key: cid }),
      "https://liar": () => Response.json({ Key: "bafkreiother" }),
      "https://broken": () => new Response("no", { status: 500 }),
    });
    const put = createContentStore({ gateways: [], fetch, ...config }).put(data);
    await expect(put).rejects.toBeInstanceOf(kind);
    await expect(put).rejects.toThrow(message);
  });
});
