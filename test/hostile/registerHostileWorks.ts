import { type Deployment, registerCall, workIdOf } from "@colophon/sdk";
import { createClient, type Hex, http, keccak256, publicActions, sha256, stringToHex, walletActions } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { anvil } from "viem/chains";
import { hostileFiles } from "./hostileFiles.ts";
import { type HostileMetadata, hostileMetadata } from "./hostileMetadata.ts";

export type RegisterHostileWorksParameters = {
  rpcUrl: string;
  deployment: Deployment;
  store: { put: (bytes: Uint8Array) => Promise<unknown> };
};

export type HostileWork = HostileMetadata & { id: bigint };

/** A stranger among anvil's accounts: none of the demo people. */
const account = mnemonicToAccount("test test test test test test test test test test test junk", { addressIndex: 6 });

/** Registers a work for each hostile description on a local chain, as a stranger would. For tests only. */
export async function registerHostileWorks(parameters: RegisterHostileWorksParameters): Promise<HostileWork[]> {
  const { rpcUrl, deployment, store } = parameters;
  const client = createClient({ account, chain: anvil, transport: http(rpcUrl), pollingInterval: 50 })
    .extend(publicActions)
    .extend(walletActions);
  for (const { bytes } of hostileFiles) await store.put(bytes);
  const works: HostileWork[] = [];
  for (const metadata of hostileMetadata) {
    await store.put(metadata.bytes);
    const contentRoot: Hex = keccak256(stringToHex(metadata.name));
    const registration = {
      contentRoot,
      salt: contentRoot,
      metadataDigest: sha256(metadata.bytes),
      category: "literary",
    } as const;
    const { request } = await client.simulateContract({ ...registerCall(deployment, { registration }), account });
    await client.waitForTransactionReceipt({ hash: await client.writeContract(request) });
    works.push({ ...metadata, id: workIdOf({ claimant: account.address, contentRoot }) });
  }
  return works;
}
