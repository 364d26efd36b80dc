import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { formatId, parseId } from "@colophon/sdk";
import { type OfferRecord, type ReadContext, readCurrency, readOffers, readWork } from "@colophon/sdk/read";
import { ether, type Offering, type Publication, siteTwinsOf, type Twin, twinsOf } from "@colophon/sdk/terms";
import { zeroAddress } from "viem";
import { type Command, outputHelp, outputOptions, storeHelp, storeOf, storeOption, UsageError } from "../Command.ts";
import { connect } from "../connect.ts";
import { replaceFile } from "../files.ts";
import { print } from "../terminal.ts";

export const policy: Command = {
  name: "policy",
  summary:
    "write what is on offer of a work or a site for machines: ODRL, schema.org, IPTC, RSL, TDMRep, CAWG, llms.txt",
  help: `<work | site.json> --app <url> --site <url> [--path <path>]... [--out <folder>] (--network <name> | --rpc <url>)

Reads the open offers of a work and writes the same terms in the words of machines, each with what it cannot say. The
same offers make the same bytes. site.json lists several works: [{ "work": "0x...", "paths": ["/songs/"] }].

  --app <url>            where Colophon's pages are: there a licence can be had
  --site <url>           the site that shows the work
  --path <path>          where it is on the site; all of it if missing; may be repeated
  --out <folder>         write the files there; those of the same name are replaced
${storeHelp}
  --network <name>       a network of hardhat.config.ts, or "local" beside npm start
  --rpc <url>            instead: the address of a node
  --deployment <file>    where the contracts are; deployments/<chain>.json if missing
${outputHelp}

What is not on offer is said to be reserved. Where a file and a licence text differ, the licence text counts.`,
  options: {
    ...outputOptions,
    ...storeOption,
    app: { type: "string" },
    site: { type: "string" },
    path: { type: "string", multiple: true },
    out: { type: "string" },
    network: { type: "string" },
    rpc: { type: "string" },
    deployment: { type: "string" },
  },
  failureCode: 2,
  async run(given) {
    const [name, ...more] = given.positionals;
    if (name === undefined || more.length > 0) {
      throw new UsageError(
        "Name one work, or a file that lists the works of a site: policy <work>, or policy <site.json>.",
      );
    }
    const [app, site] = [given.value("app"), given.value("site")];
    if (app === undefined || site === undefined) {
      throw new UsageError("A policy names two addresses: give --app <url> and --site <url>.");
    }
    const works = await worksOf(name, given.values("path"));
    const { client, deployment } = await connect(given);
    const context: ReadContext = { client, deployment, store: storeOf(given) };
    const published = await Promise.all(works.map((work) => publicationOf(context, { ...work, app, site })));
    const publications = published.map(({ publication }) => publication);
    const [first] = publications;
    const twins =
      publications.length === 1 && first ? twinsOf(first, deployment) : siteTwinsOf(publications, deployment);
    const leftOut = published.flatMap((each) => each.leftOut);
    const out = given.value("out");
    if (out !== undefined) for (const { file, text } of twins) await write(join(out, file), text);
    print(given, { files: twins, leftOut, written: out ?? null }, textOf(twins, { out, leftOut }));
    return 0;
  },
};

type WorkAt = { work: bigint; paths: readonly string[] };

/** The work that was named, or those that a file lists with where they are. */
async function worksOf(name: string, paths: readonly string[]): Promise<WorkAt[]> {
  if (!name.endsWith(".json")) return [{ work: parseId(name, "work"), paths }];
  if (paths.length > 0) throw new UsageError("--path is for one work. In a file each work has its own paths.");
  const wrong = new UsageError(`${name} does not list works. It is like [{ "work": "0x...", "paths": ["/songs/"] }].`);
  let listed: unknown;
  try {
    listed = JSON.parse(await readFile(name, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw wrong;
    throw error;
  }
  if (!Array.isArray(listed)) throw wrong;
  return listed.map((each: { work?: unknown; paths?: unknown }) => {
    const { work, paths: own } = each ?? {};
    if (typeof work !== "string" || !Array.isArray(own) || own.some((path) => typeof path !== "string")) throw wrong;
    return { work: parseId(work, "work"), paths: own as string[] };
  });
}

type At = WorkAt & { app: string; site: string };

/** What is open on offer of a work, by texts that are at hand; what is left out, and why. */
async function publicationOf(context: ReadContext, { work, paths, app, site }: At) {
  const [read, offers] = await Promise.all([readWork(context, work), readOffers(context, work)]);
  if (read.status === "unknown") throw read.cause;
  if (read.status === "not-found") throw new UsageError(`There is no work ${formatId(work, "work")} on this chain.`);
  if (offers.status === "unknown") throw offers.cause;
  const base = app.replace(/\/$/, "");
  const found = read.value.metadata.status === "found" ? read.value.metadata.value : undefined;
  const leftOut: string[] = [];
  const listed: Offering[] = [];
  for (const record of offers.status === "found" ? offers.value : []) {
    if (record.state !== "open" || record.offer.parent !== 0n) continue;
    const offering = await offeringOf(context, record, base);
    if (offering) listed.push(offering);
    else leftOut.push(`Offer ${record.id} is left out: its licence text is not at hand, or contradicts the contract.`);
  }
  const publication: Publication = {
    title: found?.name ?? `Work ${formatId(work, "work").slice(0, 10)}`,
    creators: [...new Set((found?.credits ?? []).map(({ name }) => name))],
    credit: undefined,
    page: `${base}/work/${formatId(work, "work")}`,
    ...{ site, paths, offers: listed },
  };
  return { publication, leftOut };
}

async function offeringOf({ client }: ReadContext, { id, offer, terms }: OfferRecord, base: string) {
  const { deed } = terms;
  if (deed.status !== "found" || deed.value.kind === "contradicts" || !deed.value.deed) return undefined;
  const named = offer.currency === zeroAddress ? ether : await readCurrency(client, offer.currency);
  // A token that does not say how it counts is written in its smallest unit.
  const currency = named
    ? { address: offer.currency, symbol: named.symbol, decimals: named.decimals }
    : { address: offer.currency, symbol: `units of the token ${offer.currency}`, decimals: 0 };
  return { terms: deed.value.deed.terms, price: offer.price, currency, url: `${base}/offer/${id}` };
}

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await replaceFile(path, content);
}

function textOf(twins: readonly Twin[], { out, leftOut }: { out: string | undefined; leftOut: readonly string[] }) {
  const files = twins.map(({ file, text, cannotSay }) => {
    const limits = cannotSay.map((sentence) => `  - ${sentence}\n`).join("");
    return `${out === undefined ? `=== ${file}\n${text}` : `${join(out, file)}\n`}${limits}`;
  });
  return `${files.join("\n")}${leftOut.map((sentence) => `\n${sentence}\n`).join("")}`;
}
