import { getAddress, SwitchChainError } from "viem";
import { type CreateConnectorFn, createConnector } from "wagmi";
import type { ChainConfig } from "../../config/config.ts";
import { type DemoPerson, people } from "./people.ts";

type DemoProvider = { request(request: { method: string; params?: unknown }): Promise<unknown> };

/** One wallet for each demo person. Only the local development chain may have them. */
export function demoConnectors(chain: ChainConfig): CreateConnectorFn[] {
  return people.map((person) => demoConnector(chain, person));
}

function demoConnector(chain: ChainConfig, person: DemoPerson): CreateConnectorFn {
  const key = `demo-${person.index}`;
  let signer: Promise<DemoProvider> | undefined;
  // wagmi asks every connector for its provider when a page opens. Keys are derived when one is needed, not then.
  const provider = {
    async request(request: { method: string; params?: unknown }) {
      signer ??= import("./demoProvider.ts").then((module) => module.createDemoProvider(chain, person));
      return (await signer).request(request);
    },
    on() {},
    removeListener() {},
  };
  return createConnector<DemoProvider>((config) => {
    const accounts = [getAddress(person.address)] as const;
    return {
      id: key,
      name: `${person.name}, ${person.role} (demo)`,
      type: "demo",
      async connect() {
        await config.storage?.setItem("demo.connected" as never, key as never);
        return { accounts: accounts as never, chainId: chain.id };
      },
      async disconnect() {
        await config.storage?.removeItem("demo.connected" as never);
      },
      async getAccounts() {
        return accounts;
      },
      async getChainId() {
        return chain.id;
      },
      async getProvider() {
        return provider;
      },
      async isAuthorized() {
        return (await config.storage?.getItem("demo.connected" as never)) === key;
      },
      async switchChain({ chainId }) {
        const wanted = config.chains.find((known) => known.id === chainId);
        if (!wanted || chainId !== chain.id) {
          throw new SwitchChainError(new Error("The demo people live on the local chain only."));
        }
        return wanted;
      },
      onAccountsChanged() {},
      onChainChanged() {},
      onDisconnect() {
        config.emitter.emit("disconnect");
      },
    };
  });
}
