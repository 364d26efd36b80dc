/**
 * Checks the settings of a site before they are served: `npm run site:check -- config.json [--site https://colophon.example]`.
 * Says where they are wrong, and asks each chain's node whether it is of that chain and has the contracts. Ends with 0 if
 * all is well, 1 if something is wrong, 2 if it can't be known.
 *
 *   --site <url>  Where the site is, for addresses in the file that begin with a slash
 *   --offline     Only reads the file
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { createPublicClient, http } from "viem";
import { type ChainConfig, type RuntimeConfig, readConfig } from "../frontend/src/config/config.ts";
import { Mistake } from "../frontend/src/config/reading.ts";

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
  return [...shown, ...(await Promise.all(chains.map((chain) => checkChain(chain, values.site)))).flat()];
}

const findings = await check();
for (const { sentence } of findings) console.error(sentence);
if (findings.length === 0) console.log("These settings are in order.");
process.exitCode = findings.some((finding) => finding.wrong) ? 1 : findings.length > 0 ? 2 : 0;
