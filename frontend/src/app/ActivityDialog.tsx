import { Link } from "wouter";
import { useRuntimeConfig } from "../config/config.ts";
import { TransactionStatusView } from "../flow/TransactionStatusView.tsx";
import { useTransactions } from "../lib/transactions/record.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { AddressView } from "../ui/values.tsx";

/** Everything that was sent from this device, the newest first. */
export function ActivityDialog({ onClose }: { onClose: () => void }) {
  const { chains } = useRuntimeConfig();
  const list = useTransactions();
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Activity"
      description="What was signed in this browser. The list is kept on this device only."
    >
      <ol className="grid gap-5">
        {list.map((record) => {
          const chain = chains.find((known) => known.id === record.chainId) ?? chains[0];
          return (
            <li key={record.id} className="grid gap-2 border-rule border-t pt-4">
              <p className="font-medium [overflow-wrap:anywhere]">
                {record.href ? (
                  <Link href={record.href} className="link" onClick={onClose}>
                    {record.title}
                  </Link>
                ) : (
                  record.title
                )}
                {record.steps > 1 ? ` (step ${record.step + 1} of ${record.steps})` : ""}
              </p>
              <p className="text-soft text-sm">
                by <AddressView value={record.account} copy={false} />
              </p>
              {chain ? <TransactionStatusView record={record} asking={false} chain={chain} /> : null}
            </li>
          );
        })}
      </ol>
    </Dialog>
  );
}
