import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchConfig, hasDemo } from "./config.ts";

const contract = { address: `0x${"1".repeat(40)}`, block: 1, initCodeHash: `0x${"2".repeat(64)}` };
const chain = {
  id: 31337,
  name: "Local chain",
  rpc: "/rpc",
  currency: { name: "Ether", symbol: "ETH", decimals: 18 },
  deployment: {
    chainId: 31337,
    contracts: {
      timestamps: contract,
      colophon: contract,
      works: contract,
      terms: contract,
      offers: contract,
      licences: contract,
      compliance: contract,
      royalties: contract,
      agreements: contract,
      assignments: contract,
    },
  },
  tokens: [],
  demo: true,
};
const good = { chains: [chain], store: { gateways: [""], api: "", pinning: null } };

function serve(answer: () => Response | Promise<Response>) {
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => answer()),
  );
}

afterEach(() => vi.unstubAllGlobals());

describe("readConfig", () => {
  it("reads what the site serves", async () => {
    serve(() => Response.json(good));
    const result = await fetchConfig();
    expect(result.ok && result.config.chains[0]?.name).toBe("Local chain");
  });

  it.each([
    [undefined, undefined],
    [null, undefined],
    ["/index", "/index"],
    ["https://index.example", "https://index.example"],
  ])("takes %j for where the index is", async (index, read) => {
    serve(() => Response.json({ ...good, chains: [{ ...chain, index }] }));
    const result = await fetchConfig();
    expect(result.ok && result.config.chains[0]?.index).toBe(read);
  });

  it("brings the addresses of services into one form, and names what is wrong with one", async () => {
    const typed = {
      chains: [{ ...chain, rpc: "localhost:8545/", explorer: "https://explorer.example/" }],
      store: { gateways: ["https://ipfs.example/ipfs/"], api: "/ip4/127.0.0.1/tcp/5001", pinning: null },
    };
    serve(() => Response.json(typed));
    const result = await fetchConfig();
    if (!result.ok) throw new Error(result.sentence);
    expect(result.config.chains[0]).toMatchObject({
      rpc: "http://localhost:8545",
      explorer: "https://explorer.example",
    });
    expect(result.config.store).toMatchObject({ gateways: ["https://ipfs.example"], api: "http://127.0.0.1:5001" });

    serve(() => Response.json({ ...good, store: { ...good.store, gateways: ["https://{cid}.ipfs.example"] } }));
    expect(await fetchConfig()).toMatchObject({
      sentence: expect.stringMatching(/store\.gateways\.0.*The gateway's address.*pattern/),
    });
  });

  it.each<[string, () => Response, RegExp]>([
    [
      "an index that is no address",
      () => Response.json({ ...good, chains: [{ ...chain, index: "javascript:alert(1)" }] }),
      /chains\.0\.index/,
    ],
    ["an error status", () => new Response("no", { status: 502 }), /502/],
    ["something that is not JSON", () => new Response("<html>"), /not readable/],
    ["no chains", () => Response.json({ ...good, chains: [] }), /"chains"/],
    [
      "a malformed address",
      () => Response.json({ ...good, chains: [{ ...chain, tokens: [{ ...chain.currency, address: "0x12" }] }] }),
      /chains\.0\.tokens\.0\.address/,
    ],
    ["a deployment of another chain", () => Response.json({ ...good, chains: [{ ...chain, id: 1 }] }), /"chains"/],
  ])("says so for %s", async (_, answer, words) => {
    serve(answer);
    const result = await fetchConfig();
    expect(result.ok).toBe(false);
    expect(!result.ok && result.sentence).toMatch(words);
  });

  it("C06 says so when the site does not answer", async () => {
    serve(() => Promise.reject(new TypeError("Failed to fetch")));
    const result = await fetchConfig();
    expect(!result.ok && result.sentence).toMatch(/did not answer/);
  });
});

describe("hasDemo", () => {
  it("allows demo people on the local chain only, and only when the site says so", async () => {
    serve(() => Response.json(good));
    const result = await fetchConfig();
    const [local] = result.ok ? result.config.chains : [];
    if (!local) throw new Error("The fixture did not parse.");
    expect(hasDemo(local)).toBe(true);
    expect(hasDemo({ ...local, demo: false })).toBe(false);
    expect(hasDemo({ ...local, id: 1 })).toBe(false);
  });
});
