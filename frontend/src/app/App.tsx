import { lazy, Suspense, useEffect } from "react";
import { useConfig, useConnection } from "wagmi";
import { Link, useLocation } from "wouter";
import { keptTexts } from "../lib/storage.ts";
import { tellingKey } from "../lib/taskCount.ts";
import { needsWatching, useTransactions } from "../lib/transactions/record.ts";
import { LimitsStatement } from "../parts/LimitsStatement.tsx";
import { Toaster } from "../ui/toasts.tsx";
import { DeviceNotices } from "./DeviceNotices.tsx";
import { ErrorBoundary } from "./failures.tsx";
import { Header } from "./Header.tsx";
import { Telling } from "./HomePage.tsx";
import { NetworkNotice } from "./NetworkNotice.tsx";
import { RouteView } from "./RouteView.tsx";
import { routes } from "./routes.tsx";

const DemoWalletPrompt = lazy(() =>
  import("./demo/DemoWalletPrompt.tsx").then((module) => ({ default: module.DemoWalletPrompt })),
);

export function App() {
  const { connector } = useConnection();
  const [location] = useLocation();
  useTransactionWatcher();
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-60 focus:rounded-lg focus:bg-accent focus:px-4 focus:py-3 focus:text-on-accent"
      >
        Skip to the content
      </a>
      <ErrorBoundary part="part of the page" resetKey={location}>
        <Header />
        <DeviceNotices />
        <NetworkNotice />
      </ErrorBoundary>
      <RouteView />
      <ErrorBoundary part="part of the page" resetKey={location}>
        <Footer />
        <Toaster />
        <Suspense>
          {connector?.type === "demo" ? <DemoWalletPrompt /> : null}
          {keptTexts.getItem(tellingKey) ? <Telling /> : null}
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}

/** Follows what was sent from this device, on every page, while there is something to follow. */
function useTransactionWatcher(): void {
  const config = useConfig();
  const busy = useTransactions().some(needsWatching);
  useEffect(() => {
    if (!busy) return;
    let stop: (() => void) | undefined;
    let stopped = false;
    void Promise.all([import("../lib/transactions/watch.ts"), import("../lib/chainClient.ts")]).then(
      ([{ watchTransactions, askCallsStatus }, { createChainClient }]) => {
        if (stopped) return;
        stop = watchTransactions(
          (chainId) => {
            const known = config.chains.some(({ id }) => id === chainId);
            return known ? createChainClient(config.getClient({ chainId })) : undefined;
          },
          (record) => askCallsStatus(config, record),
          config.getClient().pollingInterval,
        );
      },
    );
    return () => {
      stopped = true;
      stop?.();
    };
  }, [busy, config]);
}

function Footer() {
  return (
    <footer className="mt-20 border-rule border-t">
      <div className="mx-auto grid max-w-6xl gap-3 px-4 py-10 text-soft text-sm sm:px-6">
        <nav aria-label="More">
          <ul className="flex flex-wrap gap-x-6 gap-y-1">
            {routes
              .filter(({ more }) => more)
              .map(({ path, more }) => (
                <li key={path}>
                  <Link href={path} className="link inline-flex min-h-9 items-center">
                    {more}
                  </Link>
                </li>
              ))}
          </ul>
        </nav>
        <p aria-hidden="true" className="font-serif text-2xl leading-none">
          ❦
        </p>
        <div className="max-w-3xl">
          <LimitsStatement />
        </div>
        <p>
          The contracts have no owner and take no fee. Everything on this page can be read from the chain without us.
        </p>
      </div>
    </footer>
  );
}
