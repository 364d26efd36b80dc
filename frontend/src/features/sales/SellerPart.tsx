import { formatId, totalUnits } from "@colophon/sdk";
import { orderDocumentOf, type SignedOrder } from "@colophon/sdk/assignments";
import { approveSaleCalls, cancelOrderCall } from "@colophon/sdk/calls";
import { type OrderOnChain, readSaleAllowance } from "@colophon/sdk/read";
import { useMemo } from "react";
import { LinkAndFile } from "../../flow/HandOver.tsx";
import { foundOf } from "../../flow/Read.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { orderFileName, orderPathOf } from "./openOrder.ts";

type SellerPartProps = { signed: SignedOrder; check: OrderOnChain; onDone: () => void };

/** What the seller still has to do, and the way to take the offer back. */
export function SellerPart({ signed, check, onDone }: SellerPartProps) {
  const { order } = signed;
  const { deployment } = useActiveChain();
  const work = formatId(order.work, "work");
  const { work: id, seller } = order;
  const allowed = foundOf(
    useFinding({
      key: ["sale-allowance", id.toString(), seller],
      read: (context) => readSaleAllowance(context, { work: id, seller }),
    }),
  );
  const allow = useMemo(() => {
    if (allowed === undefined || check.approved) return undefined;
    const units = check.left === 0 ? 0 : Math.min(totalUnits, allowed + check.left);
    const calls = approveSaleCalls(deployment, { work: id, control: order.control, units });
    const says = ["Let the contract move the work under deeds that you signed.", "Let it move your shares under them."];
    const words = order.control ? says : says.slice(1);
    return calls.map((call, i) => ({ call, says: words[i] ?? "" }));
  }, [allowed, check.approved, check.left, deployment, id, order.control]);
  const cancel = useMemo(
    () => [{ call: cancelOrderCall(deployment, order), says: "Cancel this sale: nobody can take it any more." }],
    [deployment, order],
  );
  const open = check.state === "open";
  return (
    <section aria-label="Your part" className="grid gap-5">
      {open && !check.approved && check.changes.length === 0 ? (
        <p className="text-soft">
          One thing is missing: let the contract move what you sell. It does so only for deeds that you signed, and only
          against the price.
        </p>
      ) : null}
      <TransactionButton
        intent={`sale-allow:${check.id}`}
        title="Let the contract move what you sell"
        calls={allow}
        label="Allow it"
        href={`/work/${work}`}
        onConfirmed={onDone}
        over={!open || check.approved || check.changes.length > 0}
      />
      {open ? (
        <details className="rounded-lg border border-rule px-5 py-3">
          <summary className="link w-fit py-1">Cancel this sale</summary>
          <div className="mt-3 grid gap-3">
            <p>Nobody can take it any more. Parts that were bought stay bought.</p>
            <TransactionButton
              intent={`sale-cancel:${check.id}`}
              title="Cancel this sale"
              calls={cancel}
              label="Cancel it"
              onConfirmed={onDone}
            />
          </div>
        </details>
      ) : null}
    </section>
  );
}

/** A sale as a link and a file for the buyer. */
export function HandOver({ signed }: { signed: SignedOrder }) {
  const link = `${location.origin}${orderPathOf(signed)}`;
  return (
    <section aria-label="Hand it on" className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <p className="text-soft text-sm">
        Send the buyer the link or the file. They hold the whole deed and your signature; whoever has one can read it.
      </p>
      <LinkAndFile
        link={link}
        label="Copy the link to the sale"
        fileName={orderFileName(signed)}
        document={() => orderDocumentOf(signed)}
      />
    </section>
  );
}
