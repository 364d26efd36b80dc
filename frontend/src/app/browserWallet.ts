import { useSyncExternalStore } from "react";
import type { Connector } from "wagmi";

const initialized = "ethereum#initialized";

/** How often a browser is asked again whether it has a wallet: some set it late and say nothing, in milliseconds. */
const askAgain = 500;

const hasProvider = () => typeof (window as { ethereum?: { request?: unknown } }).ethereum?.request === "function";

function subscribe(listener: () => void): () => void {
  window.addEventListener(initialized, listener);
  const timer = setInterval(listener, askAgain);
  return () => {
    window.removeEventListener(initialized, listener);
    clearInterval(timer);
  };
}

/** Whether the wallet is the one that this browser has by itself, and not one that announced itself. */
const isBrowserWallet = ({ id }: Pick<Connector, "id">) => id === "injected";

/** What people know a wallet by. */
export const walletName = (wallet: Connector) => (isBrowserWallet(wallet) ? "The wallet of this browser" : wallet.name);

/**
 * The wallets to choose from. The one of the browser is among them only if no other has announced itself: those that do
 * are found there as well, and nobody should have to guess which is which.
 */
export function useWalletChoices(connectors: readonly Connector[], current: Connector | undefined): Connector[] {
  const present = useSyncExternalStore(subscribe, hasProvider);
  const announced = connectors.filter(({ id, type }) => type === "injected" && id !== "injected");
  return connectors.filter(
    (wallet) =>
      wallet.type !== "demo" &&
      (!isBrowserWallet(wallet) || wallet.uid === current?.uid || (present && announced.length === 0)),
  );
}
