/**
 * Checks the settings of a site before they are served: `npm run site:check -- config.json [--site https://colophon.example]`.
 * Says where they are wrong, and asks each chain's node whether it is of that chain and has the contracts. Of a site that is
 * served, whether it sends the headers that protect its pages, and answers pages with pages. Ends with 0 if all is well, 1 if
 * something is wrong, 2 if it can't be known.
 *
 *   --site <url>  Where the site is
 *   --offline     Only reads the file
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { createPublicClient, http } from "viem";
import { type ChainConfig, type RuntimeConfig, readConfig } from "../frontend/src/config/config.ts";
import { Mistake } from "../frontend/src/config/reading.ts";
import { headersOf, originsOf } from "./site/webServers.ts";

type Finding = { sentence: string; wrong: boolean };

const wrong = (sentence: string): Finding => ({ sentence, wrong: true });
const unknown = (sentence: string): Finding => ({ sentence, wrong: false });

/** What is wrong with a chain's settings, or can't be known, by asking its node. */
async function checkChain({ id, name, rpc, deployment }: ChainConfig, site: string | undefined): Promise<Finding[]> {
  if (rpc.startsWith("/") && site === undefined)
    return [unknown(`${name}: its node ${rpc} is on the site: add --site.`)];
  const client = createPublicClient({ transport: http(new URL(rpc, site).href, { timeout: 10_000, retryCount: 1 }) });
  try {
    const found = await client.getChainId();
    if (found !== id) return [wrong(`${name}: the node ${rpc} is of chain ${found}, and not of ${id}.`)];
    const codes = Object.entries(deployment.contracts).map(async ([contract, { address }]) => {
      const code = await client.getCode({ address });
      return code === undefined || code === "0x"
        ? [wrong(`${name}: there is nothing at ${address} (${contract}).`)]
        : [];
    });
    return (await Promise.all(codes)).flat();
  } catch {
    return [unknown(`${name}: the node ${rpc} does not answer.`)];
  }
}

/** What a policy says of one thing, such as connect-src, as words. */
const saidOf = (policy: string, of: string) =>
  policy
    .split(";")
    .map((part) => part.trim().split(/\s+/))
    .find(([name]) => name === of) ?? [];

/** What is wrong with how a site is served, by what it answers. */
async function checkSite(site: string, config: RuntimeConfig): Promise<Finding[]> {
  const at = (path: string) => new URL(path, site.endsWith("/") ? site : `${site}/`).href;
  try {
    const [page, deep, missing, settings] = await Promise.all(
      ["", "works/1", "assets/no-such-file.js", "config.json"].map((path) =>
        fetch(at(path), { redirect: "manual", signal: AbortSignal.timeout(10_000) }),
      ),
    );
    const findings: Finding[] = [];
    const connect = originsOf(config);
    for (const [name, value] of Object.entries(headersOf({ connect }))) {
      const sent = page?.headers.get(name) ?? "";
      if (sent === value) continue;
      if (sent === "") findings.push(wrong(`${site} sends no ${name}. npm run site:files writes what to send.`));
      else if (name !== "Content-Security-Policy")
        findings.push(wrong(`${site} sends ${name}: ${sent}, and not ${value}.`));
    }
    const policy = page?.headers.get("Content-Security-Policy") ?? "";
    const asked = saidOf(policy, "connect-src");
    for (const origin of policy === "" ? [] : connect) {
      if (!asked.includes(origin))
        findings.push(wrong(`${site}: its policy lets no page ask ${origin}, which the settings name.`));
    }
    const scripts = saidOf(policy, "script-src");
    if (["'unsafe-inline'", "'unsafe-eval'", "*"].some((word) => scripts.includes(word))) {
      findings.push(wrong(`${site}: its policy lets pages run scripts of strangers (${scripts.join(" ")}).`));
    }
    if (deep?.status !== 200 || !deep.headers.get("Content-Type")?.startsWith("text/html")) {
      findings.push(
        wrong(`${site}: ${at("works/1")} is not answered with index.html, so links to pages lead nowhere.`),
      );
    }
    if (missing?.status !== 404) {
      findings.push(wrong(`${site}: a file that is not there is answered with ${missing?.status}, and must be 404.`));
    }
    if (settings?.status !== 200) findings.push(wrong(`${site}: there is no config.json beside index.html.`));
    else if (!settings.headers.get("Date")) findings.push(wrong(`${site}: config.json comes without a Date.`));
    return findings;
  } catch {
    return [unknown(`${site} does not answer.`)];
  }
}

async function check(): Promise<Finding[]> {
  const { values, positionals } = parseArgs({
    options: { site: { type: "string" }, offline: { type: "boolean" } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined) return [unknown("Name the file: npm run site:check -- config.json")];
  let document: unknown;
  try {
    document = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    return [
      error instanceof SyntaxError
        ? wrong(`${file} is no JSON: ${error.message}`)
        : unknown(`There is no file ${file}.`),
    ];
  }
  let config: RuntimeConfig;
  try {
    config = readConfig(document);
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    return [wrong(`${file}: ${error.message}`)];
  }
  const { chains, store } = config;
  const shown = store.pinning?.token
    ? [wrong(`${file}: store.pinning.token is a key that every visitor would get.`)]
    : [];
  if (values.offline) return shown;
  const served = values.site === undefined ? [] : await checkSite(values.site, config);
  return [...shown, ...served, ...(await Promise.all(chains.map((chain) => checkChain(chain, values.site)))).flat()];
}

const findings = await check();
for (const { sentence } of findings) console.error(sentence);
if (findings.length === 0) console.log("These settings are in order.");
process.exitCode = findings.some((finding) => finding.wrong) ? 1 : findings.length > 0 ? 2 : 0;
