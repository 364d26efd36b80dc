import { History, Search, Wallet } from "lucide-react";
import { lazy, Suspense, useLayoutEffect, useState, useSyncExternalStore } from "react";
import { useConnection } from "wagmi";
import { useActiveChain, useChainHealth } from "../lib/chain.ts";
import { formatNumber, shorten } from "../lib/format.ts";
import { isPending, useTransactions } from "../lib/transactions/record.ts";
import { useAddressName, walletDialog } from "../lib/wallet.ts";
import { Button, Spinner } from "../ui/button.tsx";
import { Badge } from "../ui/notice.tsx";
import { ErrorBoundary } from "./failures.tsx";

export function NetworkBadge() {
  const chain = useActiveChain();
  const { data } = useChainHealth();
  const failing = data !== undefined && data.status !== "ok";
  return (
    <span className="hidden xl:inline" title={data?.status === "ok" ? `Block ${formatNumber(data.block)}` : undefined}>
      <Badge tone={failing ? "danger" : "neutral"}>
        {chain.name}
        {failing ? ": no answer" : ""}
      </Badge>
    </span>
  );
}

type SearchButtonProps = { open: boolean; onOpen: (open: boolean) => void };

/** Somebody is typing, so a slash is a slash. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Opens the search box of the header, as the key "/" does on every page. */
export function SearchButton({ open, onOpen }: SearchButtonProps) {
  // Before the button is seen: whoever sees it may press the key.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"]')) return;
      event.preventDefault();
      onOpen(true);
      // If it is open already.
      document.querySelector<HTMLElement>("header [role='combobox']")?.focus();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [onOpen]);
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-keyshortcuts="/"
      aria-label="Search"
      title="Search (press /)"
      onClick={() => onOpen(!open)}
      className="inline-flex size-11 items-center justify-center rounded-lg border border-transparent text-ink hover:bg-sunk"
    >
      <Search aria-hidden="true" className="size-5" />
    </button>
  );
}

const ActivityDialog = lazy(() =>
  import("./ActivityDialog.tsx").then((module) => ({ default: module.ActivityDialog })),
);

/** Opens the list of what this device sent; shows how much of it is still on its way. */
export function ActivityButton() {
  const list = useTransactions();
  const [open, setOpen] = useState(false);
  if (list.length === 0) return null;
  const pending = list.filter(isPending).length;
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={pending > 0 ? `Activity, ${pending} on the way` : "Activity"}
        onClick={() => setOpen(true)}
        className="inline-flex h-11 min-w-11 items-center justify-center gap-1.5 rounded-lg border border-transparent px-2.5 text-ink hover:bg-sunk"
      >
        {pending > 0 ? (
          <>
            <Spinner />
            <span aria-hidden="true">{pending}</span>
          </>
        ) : (
          <History aria-hidden="true" className="size-5" />
        )}
      </button>
      {open ? (
        <ErrorBoundary part="list" onDismiss={() => setOpen(false)}>
          <Suspense>
            <ActivityDialog onClose={() => setOpen(false)} />
          </Suspense>
        </ErrorBoundary>
      ) : null}
    </>
  );
}

const WalletDialog = lazy(() => import("./WalletDialog.tsx").then((module) => ({ default: module.WalletDialog })));

export function WalletButton() {
  const { address, status } = useConnection();
  const open = useSyncExternalStore(walletDialog.subscribe, walletDialog.isOpen);
  const name = useAddressName(address ?? "");
  const short = address ? shorten(address, 6, 4) : "";
  return (
    <>
      <Button
        variant={address ? "secondary" : "primary"}
        className="px-3 sm:px-4"
        icon={<Wallet aria-hidden="true" className="size-4" />}
        aria-haspopup="dialog"
        aria-label={address ? `Wallet: ${name ? `${name}, ` : ""}${short}` : undefined}
        onClick={() => walletDialog.setOpen(true)}
      >
        {address ? (
          <span className="max-w-28 truncate">{name?.split(" ")[0] ?? short}</span>
        ) : status === "reconnecting" ? (
          "Connecting"
        ) : (
          <span>
            Connect<span className="hidden sm:inline"> wallet</span>
          </span>
        )}
      </Button>
      {open ? (
        <ErrorBoundary part="dialog" onDismiss={() => walletDialog.setOpen(false)}>
          <Suspense>
            <WalletDialog />
          </Suspense>
        </ErrorBoundary>
      ) : null}
    </>
  );
}
