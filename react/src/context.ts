import { ColophonError, type ContentStore, type Deployment } from "@colophon/sdk";
import type { ReadContext } from "@colophon/sdk/read";
import { createContext, createElement, type ReactElement, type ReactNode, useContext, useMemo } from "react";
import { useChainId, usePublicClient } from "wagmi";

export type ColophonProviderProps = {
  /** Where the contracts are, one for each chain that the app serves: `deployments` of `@colophon/sdk/deployments`, or yours. */
  deployments: readonly Deployment[];
  /** Where metadata is read from, by digest; without it, titles and other metadata stay unknown. */
  store?: ContentStore | undefined;
  children?: ReactNode;
};

const Given = createContext<Omit<ColophonProviderProps, "children"> | undefined>(undefined);

/**
 * Tells the hooks below it where the contracts are. Stands within wagmi's `WagmiProvider` and the `QueryClientProvider`.
 *
 * @example
 * <ColophonProvider deployments={[parseDeployment(json)]}>…</ColophonProvider>
 */
export function ColophonProvider({ deployments, store, children }: ColophonProviderProps): ReactElement {
  const given = useMemo(() => ({ deployments, store }), [deployments, store]);
  return createElement(Given.Provider, { value: given }, children);
}

/** The app's deployments have none for a chain that was asked about. */
export class NoDeploymentError extends ColophonError {
  readonly chainId: number;

  constructor(chainId: number) {
    super(`It is not known where Colophon is on chain ${chainId}. Give ColophonProvider its deployment.`);
    this.name = "NoDeploymentError";
    this.chainId = chainId;
  }
}

/**
 * What reads of the SDK take, on the chain that wagmi is on. Use it with any function of `@colophon/sdk/read`.
 *
 * @param chainId Another chain than the one that wagmi is on.
 * @throws {NoDeploymentError} if the provider was given no deployment for the chain.
 * @throws {Error} outside of a ColophonProvider.
 */
export function useColophon(chainId?: number): ReadContext {
  const given = useContext(Given);
  const current = useChainId();
  const wanted = chainId ?? current;
  const client = usePublicClient({ chainId: wanted });
  if (given === undefined) throw new Error("This needs a ColophonProvider above it.");
  const deployment = given.deployments.find((each) => each.chainId === wanted);
  if (deployment === undefined) throw new NoDeploymentError(wanted);
  if (client === undefined) throw new Error(`wagmi's configuration has no chain ${wanted}.`);
  const { store } = given;
  return useMemo(() => ({ client, deployment, store }) as ReadContext, [client, deployment, store]);
}
