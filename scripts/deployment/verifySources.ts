import { setTimeout as sleep } from "node:timers/promises";
import type { ContractName, Deployment } from "@colophon/sdk";
import { releaseBuild } from "../../sdk/src/abi/initCodeHashes.ts";
import { standardInput } from "../standardInput.ts";
import { create2Deployer } from "./create2Deployer.ts";
import { planCompiled } from "./planDeployment.ts";

/** Who publishes the sources beside the code. */
export type SourceService = "sourcify" | "etherscan";

type VerifySourcesParameters = {
  deployment: Deployment;
  service: SourceService;
  /** The service's address; the public one if not given. */
  url?: string | undefined;
  /** The key of an Etherscan account. */
  apiKey?: string | undefined;
  log?: (line: string) => void;
};

/** How long the service may take to compile, in milliseconds. */
const patience = 10 * 60_000;
/** Until it is asked for the second time, in milliseconds; each time after that twice as long, up to the longest. */
const firstPause = 250;
const longestPause = 5_000;

const publicUrls: Record<SourceService, string> = {
  sourcify: "https://sourcify.dev/server",
  etherscan: "https://api.etherscan.io/v2/api",
};

type Source = { name: ContractName; address: string; title: string; constructorArguments: string };
type Context = { url: string; chainId: number; apiKey: string };

/**
 * Gives the sources of every contract to a service that shows them beside the code, as the compiler's standard JSON
 * input, and waits until it has compiled them to the same code. What is there already stays as it is.
 *
 * @throws Error that names the contract and what the service said, if one is refused.
 */
export async function verifySources(parameters: VerifySourcesParameters): Promise<void> {
  const { deployment, service, log = () => {} } = parameters;
  if (service === "etherscan" && !parameters.apiKey) {
    throw new Error("Etherscan takes sources only with a key of your account there: set ETHERSCAN_API_KEY.");
  }
  const url = (parameters.url ?? publicUrls[service]).replace(/\/$/, "");
  const context = { url, chainId: deployment.chainId, apiKey: parameters.apiKey ?? "" };
  const sources = await sourcesOf(deployment);
  const input = await standardInput(sources.map(({ title }) => title));
  for (const source of sources) {
    const give = service === "sourcify" ? giveToSourcify : giveToEtherscan;
    log(`${source.name}: ${await give(context, source, input)}`);
  }
}

async function sourcesOf({ contracts }: Deployment): Promise<Source[]> {
  return (await planCompiled()).map(({ name, artifact, to, data }) => ({
    name,
    address: contracts[name].address,
    title: artifact.contractName,
    // The CREATE2 deployer takes a salt of 32 bytes, the code, and then what the constructor gets.
    constructorArguments: to === create2Deployer ? data.slice(64 + artifact.bytecode.length) : "",
  }));
}

/** Sourcify's API, version 2: a job for each contract, which is asked for until it is done. */
async function giveToSourcify(context: Context, { address, title, name }: Source, input: string): Promise<string> {
  const { url, chainId } = context;
  const known = await fetch(`${url}/v2/contract/${chainId}/${address}`);
  if (known.ok && ((await known.json()) as { match?: string | null }).match) return "its sources are there already";
  const begun = await fetch(`${url}/v2/verify/${chainId}/${address}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      stdJsonInput: JSON.parse(input),
      compilerVersion: releaseBuild.compiler,
      contractIdentifier: `contracts/${title}.sol:${title}`,
    }),
  });
  const job = (await begun.json()) as { verificationId?: string; message?: string };
  if (!job.verificationId) throw new Error(`Sourcify refused ${name}: ${job.message ?? `HTTP ${begun.status}`}`);
  return poll(name, async () => {
    const answer = (await (await fetch(`${url}/v2/verify/${job.verificationId}`)).json()) as {
      isJobCompleted?: boolean;
      contract?: { match?: string | null };
      error?: { message?: string };
    };
    if (!answer.isJobCompleted) return undefined;
    if (answer.contract?.match) return `its sources are shown (${answer.contract.match.replace("_", " ")})`;
    throw new Error(`Sourcify refused ${name}: ${answer.error?.message ?? "its code is another"}`);
  });
}

/** Etherscan's API, version 2, which Blockscout and others speak too. */
async function giveToEtherscan(context: Context, source: Source, input: string): Promise<string> {
  const { url, chainId, apiKey } = context;
  const { name, title, address, constructorArguments } = source;
  const ask = async (fields: Record<string, string>, method: "GET" | "POST") => {
    const query = new URLSearchParams({
      chainid: String(chainId),
      ...(method === "GET" && { ...fields, apikey: apiKey }),
    });
    const body = method === "POST" ? new URLSearchParams({ ...fields, apikey: apiKey }) : null;
    const response = await fetch(`${url}?${query}`, { method, body });
    return (await response.json()) as { status: string; result: string };
  };
  const begun = await ask(
    {
      module: "contract",
      action: "verifysourcecode",
      codeformat: "solidity-standard-json-input",
      sourceCode: input,
      contractaddress: address,
      contractname: `contracts/${title}.sol:${title}`,
      compilerversion: `v${releaseBuild.compiler}`,
      // So spelt by the service.
      constructorArguements: constructorArguments,
    },
    "POST",
  );
  if (/already verified/i.test(begun.result)) return "its sources are there already";
  if (begun.status !== "1") throw new Error(`Etherscan refused ${name}: ${begun.result}`);
  return poll(name, async () => {
    const { status, result } = await ask(
      { module: "contract", action: "checkverifystatus", guid: begun.result },
      "GET",
    );
    if (/pending/i.test(result)) return undefined;
    if (status === "1" || /already verified/i.test(result)) return "its sources are shown";
    throw new Error(`Etherscan refused ${name}: ${result}`);
  });
}

/** Asks until there is an answer. */
async function poll(name: string, ask: () => Promise<string | undefined>): Promise<string> {
  const end = Date.now() + patience;
  for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`The sources of ${name} are still being compiled. Run this again later.`);
    await sleep(pause);
  }
}
