import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { contractNames } from "@colophon/sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../frontend/src/config/config.ts";
import { documentPolicy, securityHeaders } from "../../scripts/local/http.ts";
import { freePort } from "../../scripts/local/startIndexer.ts";
import { caddyfile, nginxConf, originsOf, siteFiles, staticFiles } from "../../scripts/site/webServers.ts";

const deploy = join(import.meta.dirname, "../../deploy");
const folder = mkdtempSync(join(tmpdir(), "colophon-served-"));

/** What stands behind the web server: an index, and a node with a key in its path. */
let behind: Server;
const asked: { url: string; forwarded: string | undefined; method: string }[] = [];

beforeAll(async () => {
  behind = createServer((request: IncomingMessage, response) => {
    const forwarded = request.headers["x-forwarded-for"];
    asked.push({ url: String(request.url), forwarded: forwarded?.toString(), method: String(request.method) });
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "public, no-cache");
    response.setHeader("Content-Type", "application/json");
    // As the real ones do, it answers once it has read all that was sent: not while something may still break off.
    request.resume().on("end", () => response.end(JSON.stringify({ url: request.url })));
  });
  await new Promise<void>((resolve) => behind.listen(0, "127.0.0.1", resolve));
});

afterAll(() => {
  behind?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("deploy/ has what the source of the headers says, so that it can't go stale: npm run site:files", () => {
  for (const [path, text] of Object.entries(siteFiles({ base: "/", connect: [] }))) {
    expect(readFileSync(join(deploy, path), "utf8"), path).toBe(text);
  }
});

test("whom the settings name may be asked, and nobody else", () => {
  const contracts = Object.fromEntries(
    contractNames.map((name) => [
      name,
      { address: `0x${"11".repeat(20)}`, block: 1, initCodeHash: `0x${"22".repeat(32)}` },
    ]),
  );
  const config = readConfig({
    chains: [
      {
        ...{ id: 1, name: "Ethereum", rpc: "https://node.example/key", index: "/index", tokens: [] },
        ...{ currency: { name: "Ether", symbol: "ETH", decimals: 18 }, deployment: { chainId: 1, contracts } },
      },
    ],
    store: { gateways: ["https://gateway.example"], api: null, pinning: null },
  });
  expect(originsOf(config)).toEqual(["https://gateway.example", "https://node.example"]);
  const settings = { base: "/", connect: originsOf(config) };
  const wanted = "connect-src 'self' https://gateway.example https://node.example;";
  for (const text of [nginxConf(settings), caddyfile(settings), staticFiles(settings)._headers]) {
    expect(text).toContain(wanted);
    expect(text).not.toContain("node.example/key");
  }
});

type Served = { url: string; child: ChildProcess };

/** A small site of the same form as a built one, in the folder that its base wants. */
function writeSite(root: string, base: string): void {
  const site = join(root, base);
  mkdirSync(join(site, "assets"), { recursive: true });
  writeFileSync(
    join(site, "index.html"),
    `<!doctype html><title>Colophon</title><script src="${base}assets/a.js"></script>`,
  );
  writeFileSync(join(site, "assets/a.js"), "export const a = 1;\n".repeat(100));
  execFileSync("gzip", ["-k", "-9", join(site, "assets/a.js")]);
  writeFileSync(join(site, "config.json"), "{}");
}

const servers: Record<"nginx" | "caddy", (root: string, base: string) => Promise<Served>> = {
  async nginx(root, base) {
    const port = await freePort();
    const { port: other } = behind.address() as AddressInfo;
    const conf = nginxConf({ base, connect: [] })
      .replace("listen 127.0.0.1:8080;", `listen 127.0.0.1:${port};`)
      .replace("root /srv/colophon;", `root ${root};`)
      .replace("proxy_pass http://127.0.0.1:42069/;", `proxy_pass http://127.0.0.1:${other}/;`)
      .replace("proxy_pass http://127.0.0.1:4180/;", `proxy_pass http://127.0.0.1:${other}/;`)
      .replace("proxy_pass http://127.0.0.1:8545/;", `proxy_pass http://127.0.0.1:${other}/v2/key;`);
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map((name) => `${name}_temp_path ${root}/tmp-${name};`)
      .join("\n");
    writeFileSync(
      join(root, "nginx.conf"),
      `pid ${root}/nginx.pid;\nerror_log ${root}/error.log;\ndaemon off;\nworker_processes 1;\nevents {}\nhttp {\ninclude /etc/nginx/mime.types;\naccess_log off;\n${temporary}\n${conf}\n}\n`,
    );
    // Its worker gives up root's rights, and must still read the folder.
    const user = process.getuid?.() === 0 ? ["-g", "user root;"] : [];
    const child = spawn("nginx", ["-c", join(root, "nginx.conf"), ...user], { stdio: "ignore" });
    return { url: `http://127.0.0.1:${port}`, child };
  },
  async caddy(root, base) {
    const port = await freePort();
    const { port: other } = behind.address() as AddressInfo;
    writeFileSync(join(root, "Caddyfile"), caddyfile({ base, connect: [] }));
    const env = {
      ...process.env,
      ...{ HOME: root, XDG_DATA_HOME: root, XDG_CONFIG_HOME: root, COLOPHON_ROOT: root },
      ...{ COLOPHON_ADDRESS: `http://127.0.0.1:${port}`, COLOPHON_INDEX: `127.0.0.1:${other}` },
      COLOPHON_DELIVERY: `127.0.0.1:${other}`,
      ...{ COLOPHON_RPC_ORIGIN: `http://127.0.0.1:${other}`, COLOPHON_RPC_PATH: "/v2/key" },
    };
    const child = spawn("caddy", ["run", "--config", join(root, "Caddyfile"), "--adapter", "caddyfile"], {
      env,
      stdio: "ignore",
    });
    return { url: `http://127.0.0.1:${port}`, child };
  },
};

/** Of the machine: Debian's packages nginx and caddy. Where they are not, these tests say that they were left out. */
const isHere = (program: string) => spawnSync("which", [program], { stdio: "ignore" }).status === 0;

describe.each(["nginx", "caddy"] as const)("as %s serves it", (name) => {
  test.skipIf(!isHere(name)).each(["/", "/colophon/", "/ipns/colophon.example/"])("at %s", async (base) => {
    const root = mkdtempSync(join(folder, `${name}-`));
    writeSite(root, base);
    const { url, child } = await servers[name](root, base);
    try {
      for (let waited = 0; !(await fetch(url).catch(() => undefined)); waited++) {
        const log = join(root, "error.log");
        if (waited > 200) throw new Error(existsSync(log) ? readFileSync(log, "utf8") : `${name} does not answer.`);
        await sleep(50);
      }
      const get = (path: string, init: RequestInit = {}) => fetch(`${url}${path}`, init);
      const page = await get(`${base}works/5`);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain("<title>Colophon</title>");
      for (const [header, value] of Object.entries(securityHeaders)) {
        expect(page.headers.get(header), header).toBe(value);
      }
      expect(page.headers.get("cache-control")).toBe("no-cache");
      const asset = await get(`${base}assets/a.js`);
      expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      expect(asset.headers.get("content-encoding")).toBe("gzip");
      expect(asset.headers.get("content-type")).toContain("javascript");
      const settings = await get(`${base}config.json`);
      expect(settings.headers.get("cache-control")).toBe("no-store");
      expect(new Date(String(settings.headers.get("date"))).getTime()).toBeGreaterThan(Date.now() - 60_000);
      const missing = await get(`${base}assets/b.js`);
      expect(missing.status).toBe(404);
      expect(String(missing.headers.get("cache-control"))).not.toContain("max-age");
      expect((await get(`${base}none.json`)).status).toBe(404);
      if (base !== "/") expect((await get("/elsewhere/none.json")).status).toBe(404);

      asked.length = 0;
      const answer = await get(`${base}index/openapi.json?a=1`, { headers: { "x-forwarded-for": "203.0.113.9" } });
      expect(await answer.json()).toEqual({ url: "/openapi.json?a=1" });
      // Only the web server's own word counts: what the caller wrote stands before it, or nowhere.
      expect(asked[0]?.forwarded).toMatch(/^(203\.0\.113\.9, )?127\.0\.0\.1$/);
      expect(answer.headers.get("content-security-policy")).toBe(documentPolicy);
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("cache-control")).toBe("public, no-cache");
      expect((await get(`${base}index/metrics`)).status).toBe(404);

      asked.length = 0;
      const wanted = { method: "POST", headers: { "x-forwarded-for": "203.0.113.9" }, body: "{}" };
      expect(await (await get(`${base}delivery/challenge`, wanted)).json()).toEqual({ url: "/challenge" });
      expect(asked[0]).toMatchObject({ method: "POST", forwarded: expect.stringMatching(/127\.0\.0\.1$/) });
      // What the service is never asked does not reach it; Caddy says so as a fault of the way there.
      const long = await get(`${base}delivery/challenge`, { ...wanted, body: "x".repeat(70_000) });
      expect(long.status).toBe(name === "nginx" ? 413 : 502);

      const call = await get(`${base}rpc`, { method: "POST", body: "{}" });
      expect(await call.json()).toEqual({ url: "/v2/key" });
      expect(call.headers.get("cache-control")).toContain("no-store");
      expect(call.headers.get("access-control-allow-origin")).toBeNull();
      expect((await get(`${base}rpc`)).status).toBe(403);
    } finally {
      child.kill("SIGTERM");
      await new Promise((resolve) => (child.exitCode === null ? child.once("exit", resolve) : resolve(0)));
    }
  });
});

const wordsOf = (command: string) => command.split(/\s+/).filter((word) => word !== "");

/** What the indexer says first, given these options and no node: that there is none, unless it does not know an option. */
function saidOf(options: readonly string[], program = "index"): string {
  const { COLOPHON_RPC_URL: _, ...env } = process.env;
  const script = join(import.meta.dirname, "../../scripts", `${program}.ts`);
  return spawnSync(process.execPath, [script, ...options], { env, encoding: "utf8" }).stderr;
}

test("units and Compose start the indexer with options that it has, and with an environment that somebody reads", () => {
  const read = (path: string) => readFileSync(join(deploy, path), "utf8");
  const units = ["systemd/colophon-index.service", "systemd/colophon-api@.service"].map(read);
  const commands = units.map((text) => wordsOf(/^ExecStart=(.*)$/m.exec(text)?.[1] ?? ""));
  const compose = read("compose.yaml");
  const lists = [...compose.matchAll(/^ {4}command:\s*\[([^\]]*)\]$/gm)].map(([, list = ""]) =>
    list.split(",").flatMap((word) => word.trim().replaceAll('"', "") || []),
  );
  expect(commands.map(([node, script, task]) => [node, script, task])).toEqual(
    Array(2).fill(["/usr/bin/node", "scripts/bootstrap.mjs", "index"]),
  );
  const deliveries = lists.splice(2);
  expect(lists.length).toBe(2);
  const [node, script, task, ...served] = wordsOf(
    /^ExecStart=(.*)$/m.exec(read("systemd/colophon-delivery.service"))?.[1] ?? "",
  );
  expect([node, script, task]).toEqual(["/usr/bin/node", "scripts/bootstrap.mjs", "colophon"]);
  expect(deliveries.length).toBe(1);
  const named = (option: string) => option.replace(/\$\{COLOPHON_(?:SITE|NODE)\}/, "https://colophon.example");
  for (const options of [served.map(named), ...deliveries]) {
    expect(saidOf(options, "colophon"), options.join(" ")).toMatch(/^\/[\w/-]+ has no record\.json\./);
  }
  for (const options of [...commands.map((words) => words.slice(3)), ...lists]) {
    expect(saidOf(options), options.join(" ")).toMatch(/^Name a node with --rpc/);
  }
  expect(saidOf(["--prot", "1"])).toMatch(/^Unknown option/);
  // Everything that is set is read by Caddy, by the indexer, or by PostgreSQL; everything that is asked for is explained.
  const sources = [
    ...["scripts/index.ts", "indexer/settings.ts", "deploy/Caddyfile"],
    ...["cli/src/vault/ageKeys.ts", "deploy/systemd/colophon-delivery.service"],
  ]
    .map((path) => readFileSync(join(import.meta.dirname, "../..", path), "utf8"))
    .join("\n");
  const set = [
    ...compose.matchAll(/^ {6}([A-Z_]+):/gm),
    ...["systemd/index.env", "systemd/delivery.env"].flatMap((path) => [...read(path).matchAll(/^([A-Z_]+)=/gm)]),
  ];
  expect(set.length).toBeGreaterThan(8);
  for (const [, name = ""] of set) if (!name.startsWith("POSTGRES_")) expect(sources).toContain(name);
  const head = compose.slice(0, compose.indexOf("\nname:"));
  for (const [, name = ""] of compose.matchAll(/\$\{([A-Z_]+):\?/g)) expect(head, name).toContain(name);
});

test.skipIf(!isHere("systemd-analyze"))(
  "systemd finds nothing wrong with the units, and little that they could do",
  () => {
    for (const [unit, as] of [
      ["colophon-index.service", "colophon-index.service"],
      ["colophon-api@.service", "colophon-api@42070.service"],
      ["colophon-delivery.service", "colophon-delivery.service"],
    ] as const) {
      // The program of the unit is where the machine that it is for has it.
      const text = readFileSync(join(deploy, "systemd", unit), "utf8").replace("/usr/bin/node", process.execPath);
      const file = join(folder, as);
      writeFileSync(file, text);
      const checked = spawnSync("systemd-analyze", ["verify", file], { encoding: "utf8" });
      expect(checked.stderr.split("\n").filter((line) => line.includes("colophon"))).toEqual([]);
      const { stdout } = spawnSync("systemd-analyze", ["security", "--offline=true", file], { encoding: "utf8" });
      expect(Number(/exposure level for .*: ([\d.]+)/.exec(stdout)?.[1])).toBeLessThan(3);
    }
  },
);
