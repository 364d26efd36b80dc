import { existsSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ColophonError, type Deployment, formatId, parseDeployment, patientTransport } from "@colophon/sdk";
import type { Call } from "@colophon/sdk/calls";
import { deploymentOf } from "@colophon/sdk/deployments";
import { type Finding, type LicenceDetails, type ReadContext, readLicence } from "@colophon/sdk/read";
import {
  type Account,
  type Address,
  BaseError,
  createPublicClient,
  createWalletClient,
  custom,
  type EIP1193RequestFn,
  type Hex,
  http,
  isHex,
  MethodNotFoundRpcError,
  MethodNotSupportedRpcError,
  type PublicClient,
  type Transport,
  type TypedDataDefinition,
} from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { type Arguments, UsageError } from "./Command.ts";
import { holdNamedAgainst } from "./named.ts";

export type Connection = {
  chainId: number;
  client: PublicClient;
  deployment: Deployment;
  /** Who pays; missing when only reading is possible. */
  sender?: Address | undefined;
  /** Sends a transaction after trying it, and returns its hash at once. */
  send: (call: Call) => Promise<Hex>;
  /** Signs for the account without sending anything; undefined where its wallet cannot. */
  sign: (data: TypedDataDefinition) => Promise<Hex | undefined>;
  /** Signs a text for the account, as wallets do (EIP-191). */
  signText: (message: string) => Promise<Hex>;
};

/** A node and, where one is needed, an account on it, from --network or --rpc and --key-file. */
export async function connect(given: Arguments): Promise<Connection> {
  const [name, rpc, keyFile] = [given.value("network"), given.value("rpc"), given.value("key-file")];
  if ((name === undefined) === (rpc === undefined)) {
    throw new UsageError("Say which chain: --network <name of hardhat.config.ts>, or --rpc <address of a node>.");
  }
  if (keyFile !== undefined && rpc === undefined) {
    throw new UsageError("--key-file goes with --rpc. A network of hardhat.config.ts has its own account.");
  }
  const transport = rpc === undefined ? await besideOutput(() => hardhatTransport(name as string)) : httpTransport(rpc);
  const client = createPublicClient({ transport, pollingInterval: 500, cacheTime: 0 }) as PublicClient;
  const chainId = await besideOutput(() => client.getChainId());
  const deployment = await readDeploymentFile(chainId, given.value("deployment"));
  holdNamedAgainst(given, deployment);
  const account =
    keyFile !== undefined
      ? await readKeyFile(keyFile)
      : rpc === undefined
        ? await besideOutput(() => firstAccount(client))
        : undefined;
  return {
    chainId,
    client,
    deployment,
    sender: typeof account === "string" ? account : account?.address,
    async send(call) {
      if (account === undefined) throw new UsageError("Sending needs an account: add --key-file <file>.");
      await client.simulateContract({ ...call, account });
      const wallet = createWalletClient({ account: account as Account, transport });
      return wallet.writeContract({ ...call, account, chain: null });
    },
    async sign(data) {
      if (account === undefined) throw new UsageError("Signing needs an account: add --key-file <file>.");
      try {
        return await createWalletClient({ account: account as Account, transport }).signTypedData(data as never);
      } catch (error) {
        // A network of hardhat.config.ts whose node keeps the key may not sign at all.
        if (error instanceof BaseError && error.walk((cause) => isUnknownMethod(cause))) return undefined;
        throw error;
      }
    },
    async signText(message) {
      if (account === undefined) throw new UsageError("Signing needs an account: add --key-file <file>.");
      return createWalletClient({ account: account as Account, transport }).signMessage({ message } as never);
    },
  };
}

/** A licence that was named, with the block it is of; refuses one that the chain does not have. */
export async function licenceOf(
  context: ReadContext,
  id: bigint,
): Promise<Extract<Finding<LicenceDetails>, { status: "found" }>> {
  const found = await readLicence(context, id);
  if (found.status === "unknown") throw found.cause;
  if (found.status === "found") return found;
  throw new UsageError(`There is no licence ${formatId(id, "licence")} on this chain.`);
}

const isUnknownMethod = (error: unknown) =>
  error instanceof MethodNotFoundRpcError || error instanceof MethodNotSupportedRpcError;

/**
 * Runs something during which Hardhat may ask for the keystore's password. It asks on the standard output, where a
 * command's result belongs: in a pipe nobody would see the question, and the result would no longer be JSON. The whole
 * stream is replaced, not only its writing: on one that is no terminal the password would be shown as it is typed.
 */
async function besideOutput<Value>(run: () => Promise<Value>): Promise<Value> {
  const { stdout } = process;
  Object.defineProperty(process, "stdout", { value: process.stderr, configurable: true });
  try {
    return await run();
  } finally {
    Object.defineProperty(process, "stdout", { value: stdout, configurable: true });
  }
}

function httpTransport(rpc: string): Transport {
  if (!URL.canParse(rpc) || !/^https?:$/.test(new URL(rpc).protocol)) {
    throw new UsageError(`${rpc} is not the address of a node, such as https://node.example.`);
  }
  return patientTransport(http(rpc, { timeout: 30_000 }));
}

async function hardhatTransport(name: string): Promise<Transport> {
  if (!existsSync(join(projectFolder, "hardhat.config.ts"))) {
    throw new UsageError(
      "--network names one of hardhat.config.ts, which only a checkout has. Use --rpc and --key-file.",
    );
  }
  const folder = process.cwd();
  // Hardhat looks for its configuration where it is started.
  process.chdir(projectFolder);
  try {
    const { network } = await import("hardhat");
    const { provider } = await network.create(name);
    return custom({ request: provider.request.bind(provider) as EIP1193RequestFn });
  } catch (cause) {
    throw new ColophonError(`Hardhat could not open the network “${name}”. Check hardhat.config.ts and its keystore.`, {
      cause,
    });
  } finally {
    process.chdir(folder);
  }
}

async function firstAccount(client: PublicClient): Promise<Address | undefined> {
  const accounts = (await (client.request as (request: object) => Promise<unknown>)({
    method: "eth_accounts",
  })) as Address[];
  return accounts[0];
}

/** Where this repository is. */
const projectFolder = fileURLToPath(new URL("../..", import.meta.url));

/** Where the contracts are on a chain. */
async function readDeploymentFile(chainId: number, path?: string): Promise<Deployment> {
  const file = path ?? join(projectFolder, `deployments/${chainId}.json`);
  const text = await readFile(file, "utf8").catch(() => {
    if (path !== undefined) throw new UsageError(`The deployment file ${path} can't be read.`);
  });
  if (text === undefined) {
    const known = deploymentOf(chainId);
    if (known) return known;
    throw new UsageError(
      `There is no deployments/${chainId}.json, so it is not known where the contracts are on chain ${chainId}. Name its file with --deployment.`,
    );
  }
  const deployment = parseDeployment(text);
  if (deployment.chainId !== chainId) {
    throw new UsageError(
      `${file} is for chain ${deployment.chainId}, but the node serves chain ${chainId}. Name another with --deployment.`,
    );
  }
  return deployment;
}

/** The account whose key is in a file that nobody else can read. The key itself goes nowhere, not even into errors. */
async function readKeyFile(path: string): Promise<PrivateKeyAccount> {
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`The key file ${path} can't be read (${error.code}).`);
  });
  try {
    const { mode } = await handle.stat();
    if (process.platform !== "win32" && (mode & 0o077) !== 0) {
      throw new UsageError(`Others on this machine can read the key file ${path}. Run: chmod 600 ${path}`);
    }
    const text = (await handle.readFile("utf8")).trim();
    const key = text.startsWith("0x") ? text : `0x${text}`;
    if (!isHex(key) || key.length !== 66) {
      throw new UsageError(`The key file ${path} does not hold a private key: 64 hexadecimal digits and nothing else.`);
    }
    return privateKeyToAccount(key);
  } finally {
    await handle.close();
  }
}

/** Why nothing can be reported or paid under a licence from here: it has no duties, or what is owed is not known. */
export function unknownConditions({ compliance, id }: LicenceDetails): string {
  const licence = formatId(id, "licence");
  if (compliance.rules === "none") return `The terms of ${licence} ask for no reports.`;
  if (compliance.rules === "other") {
    return `${licence} goes by rules of its own, which are not Colophon's. Report and pay as their contract wants it.`;
  }
  return `What is owed under ${licence} stands in its licence text, which is not at hand. Say where it is kept: --store <url>.`;
}
