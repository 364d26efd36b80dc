import { describe, expect, it } from "vitest";
import { parseServiceAddress, ServiceAddressError } from "./serviceAddress.ts";
import { createContentStore } from "./store.ts";

const gateway = (text: string) => parseServiceAddress(text, { whose: "The gateway", behind: "/ipfs" });

describe("parseServiceAddress", () => {
  it.each([
    ["", ""],
    ["https://ipfs.io", "https://ipfs.io"],
    [" https://ipfs.io/ \n", "https://ipfs.io"],
    ["https://ipfs.io/ipfs", "https://ipfs.io"],
    ["https://ipfs.io/ipfs/", "https://ipfs.io"],
    ["HTTPS://IPFS.IO", "https://ipfs.io"],
    ["ipfs.io", "https://ipfs.io"],
    ["//ipfs.io/", "https://ipfs.io"],
    ["localhost:8080", "http://localhost:8080"],
    ["127.0.0.1:8080/ipfs/", "http://127.0.0.1:8080"],
    ["https://example.org/store/ipfs/", "https://example.org/store"],
    ["/ipfs", ""],
    ["/store/", "/store"],
    ["/ip4/127.0.0.1/tcp/5001", "http://127.0.0.1:5001"],
    ["/dns4/node.example.org/tcp/443/https", "https://node.example.org:443"],
    ["“https://ipfs.io”".replace(/[“”]/g, '"'), "https://ipfs.io"],
  ])("reads %j", (text, address) => {
    expect(gateway(text)).toBe(address);
  });

  it.each([
    ["https://{cid}.ipfs.dweb.link", /pattern/],
    ["https://ipfs.io/ipfs/:cid", /pattern/],
    ["ws://localhost:8545", /begins with ws/],
    ["ipfs://bafy", /begins with ipfs/],
    ["https://me:secret@example.org", /password/],
    ["gateway", /no address/],
    ["https://", /no address/],
    ["https://ipfs.io/?x=1", /behind/],
  ])("refuses %j with a sentence", (text, problem) => {
    expect(() => gateway(text)).toThrow(ServiceAddressError);
    expect(() => gateway(text)).toThrow(problem);
  });
});

describe("createContentStore", () => {
  it("asks the gateway itself, however its address was written", async () => {
    const asked: string[] = [];
    const store = createContentStore({
      gateways: ["ipfs.example/ipfs/", "https://other.example/"],
      api: "/ip4/127.0.0.1/tcp/5001",
      fetch: async (url) => {
        asked.push(String(url));
        return new Response(null, { status: 404 });
      },
    });
    await store.get(`0x${"ab".repeat(32)}`);
    await expect(store.put(new Uint8Array(1))).rejects.toThrow();
    expect(asked.map((url) => url.replace(/bafkrei\w+/, "…"))).toEqual([
      "https://ipfs.example/ipfs/…?format=raw",
      "https://other.example/ipfs/…?format=raw",
      "http://127.0.0.1:5001/api/v0/block/put?cid-codec=raw&mhtype=sha2-256&pin=true",
    ]);
  });
});
