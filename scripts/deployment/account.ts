import { readFile } from "node:fs/promises";
import { FetchRequest, isKeystoreJson, JsonRpcProvider, NonceManager, type Signer, Wallet } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

export type AccountOptions = {
  /** The address of the node, for an account whose key is here. */
  rpc?: string | undefined;
  /** A key file of geth, clef or Foundry (Web3 Secret Storage). */
  keystore?: string | undefined;
  /** A file whose first line is that file's password; asked for on the terminal if not given. */
  passwordFile?: string | undefined;
  /** A node or wallet that signs by itself and is the node as well: Frame with a Ledger or Trezor, for example. */
  signer?: string | undefined;
};

/**
 * Who pays, connected to a chain: an account of a wallet that signs for itself, of a key file, or of Hardhat's keystore.
 *
 * @throws Error with a sentence that says what to name, if something is missing or does not fit.
 */
export async function openAccount(options: AccountOptions): Promise<{ signer: Signer; provider: JsonRpcProvider }> {
  if (options.signer !== undefined) {
    if (options.keystore !== undefined || options.rpc !== undefined) {
      throw new Error("--signer is node and account in one: leave out --rpc and --keystore.");
    }
    return openWallet(options.signer);
  }
  const rpc = options.rpc ?? (await configured("COLOPHON_RPC_URL"));
  if (rpc === undefined) throw new Error("Name the chain's node with --rpc or COLOPHON_RPC_URL.");
  const provider = nodeAt(rpc, "--rpc");
  const key = options.keystore === undefined ? await configuredKey() : await readKeystore(options.keystore, options);
  return { signer: new NonceManager(new Wallet(key, provider)), provider };
}

/** How long a person may take to look at what a device shows, in milliseconds. */
const patience = 15 * 60_000;

async function openWallet(address: string): Promise<{ signer: Signer; provider: JsonRpcProvider }> {
  const provider = nodeAt(address, "--signer");
  const [account] = (await provider.send("eth_accounts", []).catch((cause: unknown) => {
    throw new Error(`${address} did not name its accounts. Is the wallet unlocked?`, { cause });
  })) as string[];
  if (account === undefined)
    throw new Error(`${address} has no account. Unlock the wallet, or allow this program in it.`);
  return { signer: await provider.getSigner(account), provider };
}

function nodeAt(address: string, option: string): JsonRpcProvider {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new Error(`${option} ${address} is not the address of a node, such as https://node.example.`);
  }
  const request = new FetchRequest(address);
  request.timeout = patience;
  return new JsonRpcProvider(request, undefined, {
    ...{ cacheTimeout: -1, staticNetwork: true, batchMaxCount: 1, pollingInterval: 1000 },
  });
}

async function readKeystore(file: string, { passwordFile }: AccountOptions): Promise<string> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error(`There is no key file ${file}.`);
  });
  if (!isKeystoreJson(text)) throw new Error(`${file} is not an encrypted key file (Web3 Secret Storage, version 3).`);
  const password = passwordFile === undefined ? await askPassword(file) : await readPassword(passwordFile);
  try {
    return (await Wallet.fromEncryptedJson(text, password)).privateKey;
  } catch (cause) {
    throw new Error(`The password does not open ${file}.`, { cause });
  }
}

async function readPassword(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error(`There is no file ${file}.`);
  });
  return text.split(/\r?\n/)[0] ?? "";
}

async function askPassword(file: string): Promise<string> {
  if (!process.stdin.isTTY) throw new Error(`The password of ${file} can't be asked for here: add --password-file.`);
  return (await hardhat()).interruptions.requestSecretInput("deploy", `Password of ${file}`);
}

const hardhat = async (): Promise<HardhatRuntimeEnvironment> => (await import("hardhat")).default;

async function configuredKey(): Promise<string> {
  const key = await configured("COLOPHON_DEPLOYER_KEY");
  if (key !== undefined) return key;
  throw new Error(
    "Name who pays: --keystore <file> for an encrypted key file, --signer <address> for a wallet that signs by itself, " +
      "or `npx hardhat keystore set COLOPHON_DEPLOYER_KEY`.",
  );
}

/** A value of the environment or, on a terminal, of Hardhat's keystore, which asks for its password. */
async function configured(name: "COLOPHON_RPC_URL" | "COLOPHON_DEPLOYER_KEY"): Promise<string | undefined> {
  const value = process.env[name];
  if (value || !process.stdin.isTTY) return value || undefined;
  const { live } = (await hardhat()).config.networks;
  if (live?.type !== "http") return undefined;
  const [account] = Array.isArray(live.accounts) ? live.accounts : [];
  const variable = name === "COLOPHON_RPC_URL" ? live.url : account;
  return variable?.get().catch(() => undefined);
}
