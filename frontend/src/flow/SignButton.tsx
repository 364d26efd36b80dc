import { useConnection, useSwitchChain } from "wagmi";
import { useActiveChain } from "../lib/chain.ts";
import { walletDialog } from "../lib/wallet.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import type { useTypedSignature } from "./useTypedSignature.ts";

type SignButtonProps = {
  wallet: ReturnType<typeof useTypedSignature>;
  label: string;
  onSign: () => void;
  /** Why it cannot be signed yet, in a sentence; undefined when nothing is missing. */
  incomplete?: string | undefined;
  /** What went wrong before the wallet was asked. */
  problem?: string | undefined;
};

/** Asks the wallet for a signature that sends nothing, and says what stands in the way of that. */
export function SignButton({ wallet, label, onSign, incomplete, problem }: SignButtonProps) {
  const chain = useActiveChain();
  const { address } = useConnection();
  const switching = useSwitchChain();
  const wrong = problem ?? wallet.problem;
  return (
    <>
      {!address ? (
        <div>
          <Button onClick={() => walletDialog.setOpen(true)}>Connect a wallet</Button>
        </div>
      ) : !wallet.rightChain ? (
        <Notice
          tone="warning"
          actions={
            <Button size="small" busy={switching.isPending} onClick={() => switching.mutate({ chainId: chain.id })}>
              Switch to {chain.name}
            </Button>
          }
        >
          <p>Your wallet is on another network. Switch it to {chain.name} to sign.</p>
        </Notice>
      ) : (
        <div className="grid justify-items-start gap-2">
          <Button busy={wallet.asking} disabled={incomplete !== undefined} onClick={onSign}>
            {wallet.asking ? "Look at your wallet" : label}
          </Button>
          {incomplete ? <p className="text-sm text-soft">{incomplete}</p> : null}
        </div>
      )}
      {wrong ? (
        <Notice tone="warning" urgent>
          <p>{wrong}</p>
        </Notice>
      ) : null}
    </>
  );
}
