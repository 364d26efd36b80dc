import { lazy, Suspense } from "react";
import { useConnection } from "wagmi";
import { Toaster } from "../components/Toaster.tsx";
import { Footer } from "./Footer.tsx";
import { Header } from "./Header.tsx";
import { NetworkNotice } from "./NetworkNotice.tsx";
import { RouteView } from "./RouteView.tsx";
import { useTransactionWatcher } from "./useTransactionWatcher.ts";

const DemoWalletPrompt = lazy(() =>
  import("../lib/demo/DemoWalletPrompt.tsx").then((module) => ({ default: module.DemoWalletPrompt })),
);

export function App() {
  const { connector } = useConnection();
  useTransactionWatcher();
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-60 focus:rounded-lg focus:bg-accent focus:px-4 focus:py-3 focus:text-on-accent"
      >
        Skip to the content
      </a>
      <Header />
      <NetworkNotice />
      <RouteView />
      <Footer />
      <Toaster />
      {connector?.type === "demo" ? (
        <Suspense>
          <DemoWalletPrompt />
        </Suspense>
      ) : null}
    </div>
  );
}
