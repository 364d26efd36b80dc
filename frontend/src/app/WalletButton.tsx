import { Wallet } from "lucide-react";
import { lazy, Suspense, useSyncExternalStore } from "react";
import { useConnection } from "wagmi";
import { Button } from "../components/Button.tsx";
import { shorten } from "../components/shorten.ts";
import { useAddressName } from "../components/useAddressName.ts";
import { walletDialog } from "../lib/wallet/walletDialog.ts";

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
        <Suspense>
          <WalletDialog />
        </Suspense>
      ) : null}
    </>
  );
}
