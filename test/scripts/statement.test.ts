import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cidOf, forever, formatId, type Offer, unlimitedSupply } from "@colophon/sdk";
import {
  batchCall,
  buyCall,
  claimCall,
  defineTermsCall,
  payCall,
  publishOfferCall,
  reportUsageCall,
  takeAllUnitsCall,
} from "@colophon/sdk/calls";
import {
  baseConditions,
  baseTerms,
  type Conditions,
  conditionsOf,
  deedOf,
  onchainTermsOf,
  type Terms,
  termsIdOf,
} from "@colophon/sdk/terms";
import { zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorld, testAccount, type World } from "../../sdk/src/testing/world.ts";
import { runColophon } from "../support/runColophon.ts";

const [ines, maya] = [testAccount(0), testAccount(1)];
const price = 1_000_000_000_000_000_003n;

let world: World;
let gateway: Server;
let folder: string;
let work: `0x${string}`;
let online: string[];

const colophon = (...args: string[]) => runColophon(folder, ["statement", ...args]);

async function json(...args: string[]) {
  const { code, out, err } = await colophon(...args, ...online);
  expect(err).toBe("");
  expect(code).toBe(0);
  return JSON.parse(out);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-statement-"));
  world = await createWorld();
  const { deployment, send } = world;
  await writeFile(join(folder, "deployment.json"), JSON.stringify(deployment));
  online = ["--rpc", world.url, "--deployment", "deployment.json"];
  const { id, contentRoot } = await world.register(ines, "a work that sells");
  work = formatId(id, "work");
  const asked: Conditions = {
    ...{ ...baseConditions, period: { seconds: 86_400 }, grace: 0, minimum: 5n },
    tiers: [{ from: 0n, share: 100_000_000, perUnit: 0n }],
  };
  const use = { uses: ["print"], purposes: ["editorial"], duration: 30 * 86_400, exclusivity: "exclusive" } as const;
  const terms: Terms = { ...baseTerms, ...use, conditions: asked };
  const onchain = onchainTermsOf(terms, deployment);
  const [conditions, deed] = [conditionsOf(terms), deedOf(terms)];
  // What is owed stands in the licence text alone, so somebody must keep it.
  gateway = createServer((request, response) => {
    if (!request.url?.includes(cidOf(deed.digest))) response.statusCode = 404;
    response.end(response.statusCode === 404 ? "not found" : deed.bytes);
  });
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  online.push("--gateway", `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`);
  if (!conditions) throw new Error("The terms have no conditions.");
  const offer: Offer = {
    ...{ work: id, parent: 0n, licensor: ines.address, buyer: zeroAddress, terms: termsIdOf(onchain) },
    ...{ currency: zeroAddress, price, supply: unlimitedSupply, opens: 0, closes: forever },
    ...{ starts: 0, schedule: zeroHash },
  };
  const calls = [defineTermsCall(deployment, { terms: onchain }), publishOfferCall(deployment, { offer })];
  await send(ines, batchCall(deployment, calls));
  await send(maya, buyCall(deployment, { offer, recipient: maya.address }));
  await send(ines, takeAllUnitsCall(deployment, { work: id, claimant: ines.address, contentRoot }));
  await send(ines, claimCall(deployment, { work: id, currency: zeroAddress, to: ines.address }));
  await world.wait(3 * 86_400 + 3_600);
  const rules = { licence: (id << 32n) | 1n, terms: onchain, conditions };
  const report = { period: 0, units: 0n, revenue: 70n };
  await send(maya, reportUsageCall(deployment, { ...rules, report, payment: { amount: 7n } }));
  await send(maya, payCall(deployment, { work: id, currency: zeroAddress, amount: 11n }));
}, 120_000);

afterAll(async () => {
  world?.stop();
  gateway?.close();
  if (folder) await rm(folder, { recursive: true });
});

describe("statement", () => {
  test("what can't be done is said in a sentence, before any node is asked", async () => {
    const said: [string[], RegExp][] = [
      [[], /Say which statement: royalties, tax-year, us-1099-misc/],
      [["taxes"], /There is no statement “taxes”/],
      [["constructor"], /There is no statement “constructor”/],
      [["royalties"], /Say whose: --holder/],
      [["royalties", "--holder", "ines"], /--holder ines is not an address/],
      [["royalties", "--work", "12x"], /“12x” is not the number of a work/],
      [["royalties", "--work", "1", "--from", "2026-02-30"], /--from 2026-02-30 is not a date/],
      [["royalties", "--work", "1", "--from", "12.3.2026"], /Give a day such as 2026-03-12/],
      [["royalties", "--work", "1", "--from", "2026-03-12", "--until", "2026-03-12"], /the period is empty/],
      [["royalties", "--work", "1", "--year", "2026"], /A statement “royalties” takes no --year/],
      [["tax-year", "--holder", ines.address], /needs --year/],
      [["tax-year", "--holder", ines.address, "--year", "26"], /26 is not a year of Ethereum/],
      [["register"], /needs --licensor/],
      [["audit", "--owner", ines.address, "--work", "1"], /either --owner <address> or --work/],
      [
        ["inventory", "--owner", ines.address, "--format", "pdf"],
        /--format pdf is none of these: json, csv, html, text, xlsx, tables/,
      ],
      [
        ["royalties", "--work", "1", "--format", "html", "--csv-style", "comma"],
        /--csv-style is for --format csv and tables only/,
      ],
      [
        ["royalties", "--work", "1", "--format", "csv", "--csv-style", "german"],
        /--csv-style german is none of these: comma, semicolon, semicolon-point/,
      ],
      [["royalties", "--work", "1", "--gateway", "ipfs"], /ipfs is not the address of a gateway/],
      [["royalties", "--work", "1"], /Say which chain: --network/],
    ];
    const results = await Promise.all(said.map(([args]) => colophon(...args)));
    for (const [i, { code, out, err }] of results.entries()) {
      expect(err).toMatch((said[i] as (typeof said)[number])[1]);
      expect(err).not.toMatch(/\n\s+at /);
      expect([out, code]).toEqual(["", 1]);
    }
    const late = await colophon("royalties", "--work", work, "--until", "2016-01-01", ...online);
    expect(late.err).toMatch(/before the contracts were deployed/);
    const missing = await colophon("audit", "--work", "1", ...online);
    expect(missing.err).toMatch(/There is no work 0x0+1 at block/);
  });

  test("royalties: of a holder, a work, and a payer, each to the wei", async () => {
    const holder = await json("royalties", "--holder", ines.address);
    expect(holder).toMatchObject({
      format: "colophon-statement/3",
      kind: "royalties",
      subject: { holder: ines.address },
    });
    const { lines, closings, checks } = holder.sections;
    expect(lines.map(({ kind }: { kind: string }) => kind)).toEqual([
      ...["units-given", "sale", "units-taken", "units-taken", "withdrawal", "debt", "payment"],
    ]);
    // 10 % of 70 is 7, more than the minimum.
    expect(closings).toMatchObject([{ entitled: String(price + 18n), withdrawn: String(price), waiting: "18" }]);
    expect(checks.map(({ result }: { result: string }) => result)).toEqual(["consistent", "consistent", "consistent"]);

    const whole = await json("royalties", "--work", work);
    expect(whole.sections.lines[0]).toMatchObject({ kind: "sale", counterparty: maya.address, gross: String(price) });
    const paid = await json("royalties", "--payer", maya.address);
    expect(paid.sections.closings).toMatchObject([{ ledger: "payments", paid: String(price + 18n) }]);
  });

  test("a year, and the years around it, add up to everything", async () => {
    const { lines } = (await json("royalties", "--work", work)).sections;
    const year = new Date(lines.at(-1).time * 1000).getUTCFullYear();
    const of = (y: number) => json("tax-year", "--holder", ines.address, "--year", String(y));
    const [now, next] = [await of(year), await of(year + 1)];
    expect(now.kind).toBe("tax-year");
    expect(new Date(now.period.from * 1000).toISOString()).toBe(`${year}-01-01T00:00:00.000Z`);
    expect(now.sections.totals).toContainEqual(
      expect.objectContaining({ ledger: "units", kind: "withdrawal", lines: 1, withdrawn: String(price) }),
    );
    expect(next.sections.lines).toEqual([]);
    expect(next.sections.openings).toEqual(now.sections.closings);
  });

  test("the register, the inventory and the audit know the licence, and what is overdue", async () => {
    const register = await json("register", "--licensor", ines.address);
    expect(register.sections.licences).toMatchObject([
      {
        serial: 1,
        holder: maya.address,
        exclusivity: "exclusive",
        price: String(price),
        state: "running",
        uses: ["Print"],
      },
    ]);
    expect(register.sections.licences[0].words).toBe("matches");
    expect(register.sections.reports).toMatchObject([{ period: 0, revenue: "70", owed: "7" }]);
    expect(register.sections.payments).toMatchObject([{ payer: maya.address, debtPaid: "7", withheld: "0" }]);
    expect(register.sections.due).toMatchObject([{ known: "known", debt: "0", periods: 2, minimum: "10" }]);
    const inventory = await json("inventory", "--owner", ines.address);
    expect(inventory.sections.works[0].stages).toEqual(["registered", "offered", "licensed", "earning"]);
    expect(inventory.sections.grants[0]).toMatchObject({ exclusivity: "exclusive", daysLeft: 26 });
    const audit = await json("audit", "--owner", ines.address);
    const results = Object.fromEntries(
      audit.sections.checks.map(({ check, result }: { check: string; result: string }) => [check, result]),
    );
    expect(results).toEqual({
      "number of the work": "consistent",
      "chain of versions": "consistent",
      // Its metadata is not at hand, and might name a batch.
      "evidence of the content": "unknown",
      "other claims to the same files": "nothing",
      "units and their holders": "consistent",
      "every licence is here": "consistent",
      "received by the work": "consistent",
      "owed to earlier works": "consistent",
      "each holder's claim": "consistent",
      "claims add up to what came in": "consistent",
      "sole and exclusive licences do not overlap": "nothing",
      "every report and payment of debts is here": "consistent",
      "debts and arrears": "attention",
      "every work of the account is here": "consistent",
      "a second node has the same records": "unknown",
    });
  });

  test("writes CSV, HTML and text, to a new file too", async () => {
    const csv = await colophon("royalties", "--holder", ines.address, "--format", "csv", ...online);
    expect(
      csv.out.startsWith(
        "\ufeffsection,ledger,work,workTitle,workIdentifiers,currency,currencySymbol,currencyDecimals,",
      ),
    ).toBe(true);
    expect(csv.out).toContain(`1.000000000000000003,${price} wei`);
    const german = ["--format", "csv", "--csv-style", "semicolon", ...online];
    const semicolons = await colophon("royalties", "--holder", ines.address, ...german);
    expect(
      semicolons.out.startsWith(
        "\ufeffsection;ledger;work;workTitle;workIdentifiers;currency;currencySymbol;currencyDecimals;",
      ),
    ).toBe(true);
    expect(semicolons.out).toContain(`1,000000000000000003;${price} wei`);
    const out = ["--out", "audit.html", ...online];
    const html = await colophon("audit", "--work", work, ...out);
    expect([html.code, html.out, html.err]).toEqual([0, "", ""]);
    expect(await readFile(join(folder, "audit.html"), "utf8")).toMatch(
      /^<!doctype html>[\s\S]*sole and exclusive licences do not overlap/,
    );
    expect((await colophon("audit", "--work", work, ...out)).err).toMatch(/audit.html exists already/);
    const text = await colophon("royalties", "--work", work, "--text", ...online);
    expect(text.out).toMatch(/what: Licence sold;.*became available: 1\.000000000000000003 ETH/);
    expect((await colophon("--help")).out.split("\n").length).toBeGreaterThan(20);
  });
});
