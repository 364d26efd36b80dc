import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { type Config, useConnection, WagmiProvider } from "wagmi";
import { Router } from "wouter";
import { ConfigContext, type RuntimeConfig } from "../config/config.ts";
import { routerBase } from "../config/site.ts";
import { inSentence } from "../lib/labels.ts";
import { AddressNames } from "../lib/wallet.ts";

export type ProvidersProps = {
  config: RuntimeConfig;
  wallets: Config;
  /** Names for accounts, by lower-case address. */
  names: ReadonlyMap<string, string>;
  children: ReactNode;
};

export function Providers({ config, wallets, names, children }: ProvidersProps) {
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 10_000, networkMode: "always" } } }),
  );
  return (
    <ConfigContext value={config}>
      <WagmiProvider config={wallets}>
        <QueryClientProvider client={queries}>
          <Router base={routerBase}>
            <Names names={names}>{children}</Names>
          </Router>
        </QueryClientProvider>
      </WagmiProvider>
    </ConfigContext>
  );
}

function Names({ names, children }: { names: ReadonlyMap<string, string>; children: ReactNode }) {
  const { address } = useConnection();
  const all = useMemo(() => {
    if (!address) return names;
    const you = "You";
    const known = names.get(address.toLowerCase());
    return new Map(names).set(address.toLowerCase(), known ? `${known} (${inSentence(you)})` : you);
  }, [names, address]);
  return <AddressNames value={all}>{children}</AddressNames>;
}
