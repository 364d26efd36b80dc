import { LogOut } from "lucide-react";
import { type Connector, useBalance, useConnect, useConnection, useConnectors, useDisconnect } from "wagmi";
import { useActiveChain } from "../lib/chain.ts";
import { walletDialog } from "../lib/wallet.ts";
import { walletProblem } from "../lib/walletProblem.ts";
import { Button, Spinner } from "../ui/button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Notice } from "../ui/notice.tsx";
import { AddressView, Money } from "../ui/values.tsx";
import { useWalletChoices, walletName } from "./browserWallet.ts";

export function WalletDialog() {
  const { address, connector } = useConnection();
  const connectors = useConnectors();
  const connect = useConnect();
  const disconnect = useDisconnect();
  const chain = useActiveChain();
  const asking = connect.isPending ? connect.variables?.connector : undefined;

  const choose = async (chosen: Connector) => {
    connect.reset();
    try {
      // One wallet at a time, so that "you" is never in doubt.
      if (connector) await disconnect.mutateAsync({ connector });
      await connect.mutateAsync({ connector: chosen });
      walletDialog.setOpen(false);
    } catch {
      // Shown below from the mutation's own state.
    }
  };

  const wallets = useWalletChoices(connectors, connector);
  const people = connectors.filter((known) => known.type === "demo");
  return (
    <Dialog open onOpenChange={walletDialog.setOpen} title={address ? "Your wallet" : "Connect a wallet"}>
      <div className="grid gap-5">
        {address && connector ? (
          <div className="grid gap-3 rounded-lg border border-rule bg-paper p-4">
            <p className="text-soft text-sm">
              Connected with {walletName(connector)} on {chain.name}
            </p>
            <AddressView value={address} />
            <Balance address={address} />
            <div>
              <Button
                variant="secondary"
                size="small"
                icon={<LogOut aria-hidden="true" className="size-4" />}
                onClick={() => disconnect.mutate({ connector })}
              >
                Disconnect
              </Button>
            </div>
          </div>
        ) : (
          <p className="text-soft">
            Your wallet signs for you and pays the network's fee. Connecting only shows this page your address.
          </p>
        )}

        {connect.error ? <Notice tone="warning">{walletProblem(connect.error)}</Notice> : null}

        <section aria-label="Wallets in this browser" className="grid gap-2">
          {wallets.map((wallet) => (
            <WalletChoice
              key={wallet.uid}
              wallet={wallet}
              current={wallet.uid === connector?.uid}
              asking={wallet.uid === (asking as Connector | undefined)?.uid}
              onChoose={choose}
            />
          ))}
          {wallets.length === 0 ? (
            <p className="text-soft text-sm">
              No wallet was found in this browser. Install a wallet extension, or open this page in your wallet's own
              browser.
            </p>
          ) : null}
        </section>

        {people.length > 0 ? (
          <section aria-label="Demo people" className="grid gap-2">
            <h3 className="text-lg">Demo people</h3>
            <p className="text-soft text-sm">
              Play any part without a wallet. They exist on this local chain only; their keys are public and their money
              is worth nothing.
            </p>
            {people.map((person) => (
              <WalletChoice
                key={person.uid}
                wallet={person}
                current={person.uid === connector?.uid}
                asking={person.uid === (asking as Connector | undefined)?.uid}
                onChoose={choose}
              />
            ))}
          </section>
        ) : null}
      </div>
    </Dialog>
  );
}

type WalletChoiceProps = {
  wallet: Connector;
  current: boolean;
  asking: boolean;
  onChoose: (wallet: Connector) => void;
};

function WalletChoice({ wallet, current, asking, onChoose }: WalletChoiceProps) {
  return (
    <button
      type="button"
      aria-disabled={current || undefined}
      onClick={() => {
        if (!current) onChoose(wallet);
      }}
      className="flex min-h-12 items-center gap-3 rounded-lg border border-edge bg-paper px-4 py-2 text-left font-medium hover:border-ink aria-disabled:cursor-default"
    >
      {wallet.icon?.startsWith("data:image/") ? (
        <img src={wallet.icon} alt="" className="size-6 rounded" />
      ) : (
        <span
          aria-hidden="true"
          className="inline-flex size-6 items-center justify-center rounded-full bg-accent-wash font-serif text-accent"
        >
          {walletName(wallet).slice(0, 1)}
        </span>
      )}
      <span className="grow">{walletName(wallet)}</span>
      {asking ? (
        <span className="flex items-center gap-2 text-soft text-sm">
          <Spinner /> Look at your wallet
        </span>
      ) : null}
      {current ? <span className="text-soft text-sm">Connected</span> : null}
    </button>
  );
}

function Balance({ address }: { address: `0x${string}` }) {
  const chain = useActiveChain();
  const balance = useBalance({ address, chainId: chain.id });
  if (balance.isError) return <p className="text-soft text-sm">Your balance could not be read.</p>;
  if (!balance.data) return <p className="text-soft text-sm">Reading your balance…</p>;
  return (
    <p>
      <Money amount={balance.data.value} decimals={chain.currency.decimals} symbol={chain.currency.symbol} about={6} />
    </p>
  );
}
