import { type Order, orderTypedData, withOrderSignature } from "@colophon/sdk/assignments";
import { orderPlaceOf } from "@colophon/sdk/calls";
import { useLocation } from "wouter";
import { SignButton } from "../../flow/SignButton.tsx";
import { useTypedSignature } from "../../flow/useTypedSignature.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/page.tsx";
import { orderPathOf } from "./openOrder.ts";

/** The whole deed, and the signature under it. */
export function SignDeed({ order, onBack }: { order: Order; onBack: () => void }) {
  const { deployment } = useActiveChain();
  const wallet = useTypedSignature();
  const [, navigate] = useLocation();
  const place = orderPlaceOf(deployment);
  const sign = async () => {
    const signature = await wallet.sign(orderTypedData(place, order));
    if (!signature) return;
    const bare = { ...place, order, sellerSignature: undefined, buyerSignature: undefined };
    navigate(orderPathOf(withOrderSignature(bare, { party: order.seller, signature })));
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <Card>
        <h2 className="mb-3 text-2xl">The whole deed</h2>
        <pre className="whitespace-pre-wrap font-serif [overflow-wrap:anywhere]">{order.deed}</pre>
      </Card>
      <section aria-label="Sign" className="grid content-start gap-4">
        <p className="text-soft">
          Read it first: your wallet shows the same. Signing sends nothing and costs nothing. Whoever may buy can then
          take it, until you cancel it or its last day is over.
        </p>
        <SignButton wallet={wallet} label="Sign this deed" onSign={() => void sign()} />
        <div>
          <Button variant="secondary" size="small" onClick={onBack}>
            Change something
          </Button>
        </div>
      </section>
    </div>
  );
}
