/**
 * Lighthouse on the pages that people come to first, on a stack of its own with the demo catalogue, and the JavaScript
 * that the first route loads.
 *   npm run bench:web              phone (Lighthouse's default: a slow phone on a slow network) and desktop
 *   npm run bench:web -- --runs 3  each page so often; the run with the median score counts
 *   npm run bench:web -- --json    one object
 */
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { extname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { askIndex, routes } from "@colophon/sdk/index-api";
import { type BrowserContext, chromium } from "@playwright/test";
import lighthouse, { desktopConfig } from "lighthouse";
import { findBrowser } from "../scripts/browser.ts";
import { seed } from "../scripts/demo/seed.ts";
import { frontendFolder } from "../scripts/local/buildProject.ts";
import { withFreshStack } from "../scripts/local/startStack.ts";

const categories = ["performance", "accessibility", "best-practices"] as const;
const forms = { phone: undefined, desktop: desktopConfig } as const;

const { json, runs: wanted } = parseArgs({
  options: { json: { type: "boolean", default: false }, runs: { type: "string", default: "1" } },
}).values;
if (!/^[1-9]\d?$/.test(wanted)) throw new Error(`--runs is “${wanted}”: give a whole number from 1 to 99.`);
const runs = Number(wanted);
const say = (line: string) => {
  if (!json) console.log(line);
};

try {
  const result = await run();
  console.log(json ? JSON.stringify(result, null, 2) : report(result));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
// A browser's open connection must not keep us.
process.exit();

type Row = {
  form: keyof typeof forms;
  page: string;
  scores: Record<(typeof categories)[number], number>;
  /** In milliseconds, and the layout shift as Lighthouse counts it. */
  metrics: { firstPaint: number; largestPaint: number; blocked: number; shift: number };
  /** How many files and answers the page asked for, all of them counted and by what they are, and their size in bytes as they came. */
  asked: { requests: number; bytes: number; kinds: Record<string, number> };
  /** Audits that found something, by their titles. */
  findings: string[];
};

async function run() {
  const executablePath = findBrowser({ say });
  const profile = await mkdtemp(join(tmpdir(), "colophon-lighthouse-"));
  const seedWorks = async (context: Parameters<typeof seed>[0]) => {
    await seed(context);
  };
  try {
    return await withFreshStack({ say, seed: seedWorks, index: "embedded" }, async (url) => {
      const context = await chromium.launchPersistentContext(profile, {
        executablePath,
        args: ["--remote-debugging-port=0", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
      });
      try {
        const [port] = (await readFile(join(profile, "DevToolsActivePort"), "utf8")).split("\n");
        const pages = ["/", "/works", ...(await pagesOf(new URL("/index", url).href)), "/lookup", "/verify"];
        const javascript = await firstRoute(context, url);
        const rows: Row[] = [];
        for (const form of ["phone", "desktop"] as const) {
          for (const page of pages) {
            say(`Lighthouse on ${page.slice(0, 14)} as a ${form}`);
            const each: Row[] = [];
            while (each.length < runs) each.push(await measure(form, new URL(page, url).href, Number(port)));
            rows.push(medianOf(each));
          }
        }
        return { load: loadavg()[0], runs, javascript, rows };
      } finally {
        await context.close();
      }
    });
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}

/** The pages of a work, an offer and a licence, once the index knows them: until then pages read the chain in its place. */
async function pagesOf(index: string): Promise<string[]> {
  for (let tries = 0; tries < 600; tries++) {
    const lists = [
      askIndex(index, routes.works, { limit: 30 }),
      askIndex(index, routes.offers, { state: "open", limit: 1 }),
      askIndex(index, routes.licences, { state: "running", limit: 1 }),
    ] as const;
    const [works, offers, licences] = await Promise.all(lists).catch(() => []);
    const [work, offer, licence] = [works?.items.at(-1), offers?.items[0], licences?.items[0]];
    if (work && offer && licence && works?.items.every(({ name }) => name !== null)) {
      return [`/work/${work.id}`, `/offer/${offer.id}`, `/licence/${licence.id}`];
    }
    await sleep(500);
  }
  throw new Error("The index did not come to know the demo's works, offers and licences within five minutes.");
}

/** Of several runs the one whose score is in the middle. */
function medianOf(rows: readonly Row[]): Row {
  const sorted = [...rows].sort((one, other) => one.scores.performance - other.scores.performance);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!middle) throw new Error("Nothing was measured.");
  return middle;
}

async function measure(form: keyof typeof forms, url: string, port: number): Promise<Row> {
  const flags = { port, onlyCategories: [...categories], logLevel: "silent" as const };
  const result = await lighthouse(url, flags, forms[form]);
  if (!result) throw new Error(`Lighthouse gave no result for ${url}.`);
  const { lhr } = result;
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  const value = (id: string) => lhr.audits[id]?.numericValue ?? Number.NaN;
  const refs = categories.flatMap((id) => lhr.categories[id]?.auditRefs ?? []).filter(({ weight }) => weight > 0);
  return {
    form,
    page: new URL(url).pathname,
    scores: Object.fromEntries(
      categories.map((id) => [id, Math.round((lhr.categories[id]?.score ?? 0) * 100)]),
    ) as Row["scores"],
    metrics: {
      firstPaint: value("first-contentful-paint"),
      largestPaint: value("largest-contentful-paint"),
      blocked: value("total-blocking-time"),
      shift: value("cumulative-layout-shift"),
    },
    asked: askedFor(lhr.audits["network-requests"]?.details),
    findings: refs
      .map(({ id }) => lhr.audits[id])
      .filter((audit) => audit && audit.score !== null && audit.score < 0.9)
      .map((audit) => audit?.title ?? ""),
  };
}

/** What Lighthouse saw on the network. Its types say no more of these details than that they are an object. */
function askedFor(details: unknown): Row["asked"] {
  const items: unknown = typeof details === "object" && details !== null ? Reflect.get(details, "items") : undefined;
  if (!Array.isArray(items)) throw new Error("Lighthouse lists no requests.");
  const sizeOf = (item: object) => Number(Reflect.get(item, "transferSize")) || 0;
  // What a page shows of bytes that it has already, such as a checked picture, is asked of nobody.
  const sent = items.filter((item) => !String(Reflect.get(item, "url")).startsWith("blob:"));
  const kinds: Record<string, number> = {};
  for (const item of sent) {
    const kind = kindOf(String(Reflect.get(item, "url")));
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return { requests: sent.length, bytes: sent.reduce((sum, item) => sum + sizeOf(item), 0), kinds };
}

/** What an address is of: the chain's node, the index, content, or a file of the site by its ending. */
function kindOf(url: string): string {
  const { pathname } = new URL(url);
  const [, service = ""] = /^\/(rpc|index|ipfs|api)(?:\/|$)/.exec(pathname) ?? [];
  return (
    { rpc: "node", index: "index", ipfs: "content", api: "content" }[service] ?? (extname(pathname).slice(1) || "page")
  );
}

/**
 * The JavaScript that the browser really asks for at the first page, gzipped, in bytes: what frontend/scripts/size.ts
 * says for any chain, and on this one the little that the demo's people need.
 */
async function firstRoute(context: BrowserContext, url: string) {
  const page = await context.newPage();
  const paths = new Set<string>();
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith(".js")) paths.add(pathname);
  });
  await page.goto(url);
  await page.waitForLoadState("networkidle");
  await page.close();
  const each = await Promise.all(
    [...paths].map(async (path) => {
      const whole = join(frontendFolder, path);
      // Files that gzip does not make smaller have no second form.
      const { size } = await stat(`${whole}.gz`).catch(() => stat(whole));
      return { path, gzip: size };
    }),
  );
  return { files: each.length, gzip: each.reduce((sum, file) => sum + file.gzip, 0), each };
}

function report({ load, javascript, rows }: Awaited<ReturnType<typeof run>>): string {
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`.padStart(7);
  const lines = rows.map(({ form, page, scores, metrics, asked }) =>
    [
      form.padEnd(8),
      (page.length > 14 ? `${page.slice(0, 13)}…` : page).padEnd(15),
      ...categories.map((id) => String(scores[id]).padStart(14)),
      seconds(metrics.firstPaint),
      seconds(metrics.largestPaint),
      `${metrics.blocked.toFixed(0)} ms`.padStart(8),
      metrics.shift.toFixed(3).padStart(7),
      String(asked.requests).padStart(10),
      kilobytes(asked.bytes).padStart(11),
      `  ${Object.entries(asked.kinds)
        .sort(([, one], [, other]) => other - one)
        .map(([kind, number]) => `${kind} ${number}`)
        .join(", ")}`,
    ].join(""),
  );
  const head = [
    "form    page           ",
    ...categories.map((id) => id.padStart(14)),
    "    FCP    LCP     TBT    CLS",
    "  requests",
    "       size",
  ];
  const findings = [...new Set(rows.flatMap((row) => row.findings))];
  return [
    "",
    `${runs === 1 ? "One run of each page" : `The median of ${runs} runs of each page`}; at the end ${load?.toFixed(1)} processes wanted the machine`,
    head.join(""),
    ...lines,
    "",
    `${kilobytes(javascript.gzip)} of JavaScript (gzip, ${javascript.files} files) on the first route:`,
    ...javascript.each.map(({ path, gzip }) => `${kilobytes(gzip).padStart(12)}  ${path}`),
    ...(findings.length > 0 ? ["", "Below 90 somewhere:", ...findings.map((title) => `- ${title}`)] : []),
  ].join("\n");
}
