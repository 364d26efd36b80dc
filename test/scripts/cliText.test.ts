import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContentStore, forever, formatId, licenceIdOf, type Offer, unlimitedSupply } from "@colophon/sdk";
import { batchCall, buyCall, defineTermsCall, publishOfferCall } from "@colophon/sdk/calls";
import { onchainTermsOf, parseDeed, presets, type Terms, termsIdOf } from "@colophon/sdk/terms";
import { type Hex, sha256, stringToBytes, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBlockStore } from "../../scripts/local/blockStore.ts";
import { type LocalServer, startServer } from "../../scripts/local/server.ts";
import { createWorld, testAccount, type World } from "../../sdk/src/testing/world.ts";
import { runColophon } from "../support/runColophon.ts";

const [ines, maya] = [testAccount(1), testAccount(2)];

let world: World;
let server: LocalServer;
let folder: string;
let reading: string[];

const colophon = (...args: string[]) => runColophon(folder, args);

async function json(...args: string[]) {
  const { code, out, err } = await colophon(...args, "--json");
  expect(err).toBe("");
  expect(code).toBe(0);
  return JSON.parse(out);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-text-"));
  world = await createWorld();
  server = await startServer({ port: 0, instance: "test" });
  const store = createBlockStore(join(folder, "blocks"));
  server.serve({ files: new Map(), config: {}, rpcUrl: world.url, store } as Parameters<LocalServer["serve"]>[0]);
  await writeFile(join(folder, "deployment.json"), JSON.stringify(world.deployment));
  await writeFile(join(folder, "ours.txt"), "The parties agree that the song may be used once.\n");
  reading = ["--rpc", world.url, "--deployment", "deployment.json", "--store", server.url];
}, 120_000);

afterAll(async () => {
  await server?.close();
  world?.stop();
  if (folder) await rm(folder, { recursive: true });
});

describe("text", () => {
  test("writes what terms make, in a language, with what the parties add", async () => {
    const made = await json(
      "text",
      "sync",
      "--language",
      "de",
      "--law",
      "Österreich",
      "--courts",
      "Wien",
      "--annex",
      "ours.txt",
    );
    const { terms, text } = parseDeed(made.document);
    expect(made.sha256).toBe(sha256(stringToBytes(made.document)));
    expect(text).toContain("Für diese Lizenz gilt dieses Recht: Österreich.");
    const digest = sha256(new Uint8Array(await readFile(join(folder, "ours.txt"))));
    expect(terms.wording.annexes).toEqual([{ title: "ours.txt", sha256: digest, type: "text/plain", at: "none" }]);
    expect(made.warnings.join()).toContain("collecting society");
  });

  test("takes a text of one's own, and writes its document once", async () => {
    const made = await json("text", "sync", "--own", "ours.txt", "--out", "sync.json");
    expect(parseDeed(await readFile(join(folder, "sync.json"))).terms.wording.own).toMatchObject({ title: "ours.txt" });
    expect(made.written).toBe("sync.json");
    const again = await colophon("text", "sync.json", "--out", "sync.json");
    expect(again.code).toBe(1);
    expect(again.err).toContain("exists already");
    expect((await json("text", "sync.json")).sha256).toBe(made.sha256);
  });

  test("writes the facts of one deal", async () => {
    await writeFile(join(folder, "facts.json"), JSON.stringify({ project: "Harbour", tax: "VAT comes on top" }));
    const { out } = await colophon("text", "facts", "facts.json", "--text");
    expect(out).toContain("Project: Harbour\nTax: VAT comes on top\n");
  });

  test.each([
    [["text", "sink"], "“sink” is no preset"],
    [["text", "sync", "--language", "xx"], "no licence text in the language “xx”"],
    [["text", "sync", "--arbitration", "ICC"], "rules and a seat"],
    [["text", "sync", "--own", "ours.txt", "--law", "Austria"], "own text says itself"],
    [["text", "facts"], "Name the file"],
    [["policy"], "Name one work"],
    [["policy", "0x1", "--app", "https://app.example"], "--site"],
  ])("says what is wrong with %j", async (args, sentence) => {
    const { code, err } = await colophon(...args);
    expect(code).not.toBe(0);
    expect(err).toContain(sentence);
  });
});

describe("on a chain", () => {
  let work: bigint;

  async function sell(terms: Terms, deed: Hex, document: string): Promise<Offer> {
    const { deployment, send } = world;
    const store = createContentStore({ gateways: [server.url.slice(0, -1)], api: server.url.slice(0, -1) });
    await store.put(stringToBytes(document));
    const onchain = { ...onchainTermsOf(terms, deployment), deed };
    const offer: Offer = {
      ...{
        work,
        parent: 0n,
        licensor: ines.address,
        buyer: zeroAddress,
        terms: termsIdOf(onchain),
        currency: zeroAddress,
      },
      ...{ price: 5n, supply: unlimitedSupply, opens: 0, closes: forever, starts: 0, schedule: zeroHash },
    };
    await send(
      ines,
      batchCall(deployment, [defineTermsCall(deployment, { terms: onchain }), publishOfferCall(deployment, { offer })]),
    );
    await send(maya, buyCall(deployment, { offer, recipient: maya.address }));
    return offer;
  }

  test("a licence on the parties' own text is shown as theirs, and refused by nobody", async () => {
    work = (await world.register(ines, "a song")).id;
    const training = presets.find(({ id }) => id === "ai-training")?.terms as Terms;
    const { document, sha256: deed } = await json("text", "ai-training");
    await sell(training, deed, document);
    const ours = await readFile(join(folder, "ours.txt"), "utf8");
    await sell(training, sha256(stringToBytes(ours)), ours);
    const number = (serial: number) => formatId(licenceIdOf({ work, serial }), "licence");
    const first = await json("licence", "show", number(1), ...reading);
    expect(first.deed).toMatchObject({ kind: "generated", matches: true, problems: [] });
    const second = await json("licence", "show", number(2), ...reading);
    expect(second.deed).toMatchObject({ kind: "own", matches: false, problems: [], text: ours });
    const shown = await colophon("licence", "show", number(2), ...reading, "--text");
    expect(shown.out).toContain(
      "The licence text is the parties' own: no contract reads it, and nobody but they enforces it.",
    );
  });

  test("its policies are written for machines, the same bytes each time, and say what is left out", async () => {
    const named = [formatId(work, "work"), "--app", "https://app.example", "--site", "https://ines.example"];
    const made = await json("policy", ...named, ...reading);
    expect(await json("policy", ...named, ...reading)).toEqual(made);
    // The offer on a bare text of the parties has no terms that could be told.
    expect(made.leftOut).toHaveLength(1);
    await json("policy", ...named, ...reading, "--out", "site");
    const at = (name: string) => readFile(join(folder, "site", name), "utf8");
    expect(await at("robots.txt")).toBe("License: https://ines.example/license.xml\n");
    expect(JSON.parse(await at(".well-known/tdmrep.json"))).toHaveLength(1);
    for (const file of ["license.xml", "rights.xmp"]) {
      const check = "import sys, xml.dom.minidom as m; m.parse(sys.argv[1])";
      const read = spawnSync("python3", ["-c", check, join(folder, "site", file)], { encoding: "utf8" });
      expect([file, read.stderr, read.status]).toEqual([file, "", 0]);
    }
  });

  test("those of a site cover all its works", async () => {
    const other = (await world.register(ines, "a poem")).id;
    const works = [
      { work: formatId(work, "work"), paths: ["/songs/"] },
      { work: formatId(other, "work"), paths: ["/poems/"] },
    ];
    await writeFile(join(folder, "works.json"), JSON.stringify(works));
    const args = ["policy", "works.json", "--app", "https://app.example", "--site", "https://ines.example"];
    const { files } = await json(...args, ...reading);
    const rules = files.find(({ id }: { id: string }) => id === "tdmrep");
    expect(JSON.parse(rules.text)).toHaveLength(2);
    expect((await colophon(...args, "--path", "/x", ...reading)).err).toContain("each work has its own paths");
  });
});
