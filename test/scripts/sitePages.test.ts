import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cidOf, digestOf } from "@colophon/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";

let out: string;
let server: Server;
let url: string;

const png = Buffer.from("89504e470d0a1a0a0000000d", "hex");
const cover = `ipfs://${cidOf(`0x${Buffer.from(await crypto.subtle.digest("SHA-256", png)).toString("hex")}`)}`;
const account = `0x${"12".repeat(20)}`;

const work = (number: number, change: object) => ({
  id: `0x${number.toString(16).padStart(56, "0")}`,
  ...{ claimant: account, controller: account, category: "literary", description: "Notes.", language: null },
  ...{ image: null, thumbnail: null, credits: [], registeredAt: { block: 3, time: 1_790_705_800 } },
  ...{ provenTime: 1_790_705_800, revisions: 0, licencesSold: 0, parents: 0, derivatives: 0, income: [] },
  offers: { open: 0, cheapest: null },
  ...change,
});

const works = [
  work(1, { name: "Low Water", image: cover, credits: [{ name: "Ines Okafor", role: "author" }] }),
  work(2, { name: '</title><script src="//evil.example"></script>' }),
  work(3, { name: null }),
];

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "colophon-pages-"));
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://index");
    if (pathname.startsWith("/ipfs/")) {
      const found = digestOf(`ipfs://${pathname.slice(6)}`) === digestOf(cover);
      return response.writeHead(found ? 200 : 404).end(png);
    }
    // Two pages, so that the second is asked for.
    const second = searchParams.get("after") === "7";
    const answer = { at: { block: 9, time: 1_790_705_900 }, items: second ? works.slice(1) : works.slice(0, 1) };
    response.setHeader("content-type", "application/json");
    return response.end(JSON.stringify({ ...answer, next: second ? null : "7" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server?.close();
  if (out) await rm(out, { recursive: true });
});

function run(...options: string[]) {
  return new Promise<{ code: number; said: string }>((resolve) => {
    const words = [join(import.meta.dirname, "../../scripts/site-pages.ts"), ...options];
    execFile(process.execPath, words, (error, said, wrong) =>
      resolve({ code: Number(error?.code ?? 0), said: said + wrong }),
    );
  });
}

const pageOf = (number: number) =>
  readFile(join(out, "work", `0x${number.toString(16).padStart(56, "0")}`, "index.html"), "utf8");

test("the pages of works are the site's own, with a head that previews and search engines read", async () => {
  const options = ["--site", "https://colophon.example/", "--index", url, "--gateway", url, "--out", out];
  expect((await run(...options)).said).toContain("Build the site first");
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "index.html"), "<html><head><title>Colophon</title></head><body>the site</body></html>");
  const { code, said } = await run(...options);
  expect(said).toBe("2 pages written, 1 works left out of which nothing but the number can be shown.\n");
  expect(code).toBe(0);
  const page = await pageOf(1);
  const address = `https://colophon.example/work/0x${"1".padStart(56, "0")}`;
  expect(page).toContain("<title>Low Water · Colophon</title>");
  expect(page).toContain(`<meta property="og:title" content="Low Water, by Ines Okafor">`);
  expect(page).toContain(`<meta property="og:image" content="${address}/picture.png">`);
  expect(page).toContain("the site</body>");
  expect(await readFile(join(out, "work", address.split("/work/")[1] ?? "", "picture.png"))).toEqual(png);
  // A title with markup is a title.
  const hostile = await pageOf(2);
  expect(hostile).not.toContain("<script src");
  expect(hostile).toContain("&lt;/title&gt;&lt;script src=&quot;//evil.example&quot;&gt;");
});

test("what is missing or no address is named", async () => {
  expect(await run("--index", url)).toMatchObject({ code: 1, said: expect.stringContaining("Say --site") });
  const wrong = await run("--site", "colophon", "--index", url);
  expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining("“colophon” after --site is no address") });
});
