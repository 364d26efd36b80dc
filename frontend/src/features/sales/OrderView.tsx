import { isSameAddress, percentOf } from "@colophon/sdk";
import { orderDocumentOf, type SignedOrder } from "@colophon/sdk/assignments";
import { checkOrder, type OrderOnChain } from "@colophon/sdk/read";
import { zeroAddress } from "viem";
import { useConnection } from "wagmi";
import { Amount } from "../../flow/Amount.tsx";
import { Read } from "../../flow/Read.tsx";
import { useFinding } from "../../lib/useFinding.ts";
import { WorkLink } from "../../parts/work.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card, Facts, PageHeader } from "../../ui/page.tsx";
import { AddressView, Time } from "../../ui/values.tsx";
import { BuyIt } from "./BuyIt.tsx";
import { HandOver, SellerPart } from "./SellerPart.tsx";

/** The sale of a work or of shares: its deed, what changed since, and what each side can do about it. */
export function OrderView({ signed }: { signed: SignedOrder }) {
  const { order } = signed;
  const { address } = useConnection();
  const found = useFinding(
    { key: ["order", orderDocumentOf(signed)], read: (context) => checkOrder(context, signed) },
    { again: () => 15_000 },
  );
  const isSeller = isSameAddress(address, order.seller);
  return (
    <>
      <PageHeader
        eyebrow="A sale"
        title={order.control ? "Assignment of a work" : "Sale of shares of a work’s income"}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Card>
          <h2 className="mb-3 text-2xl">The whole deed</h2>
          <pre className="whitespace-pre-wrap font-serif [overflow-wrap:anywhere]">{order.deed}</pre>
        </Card>
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-6">
          <Read of={found} what="this sale">
            {(check, block) => (
              <>
                <Standing check={check} />
                <SaleFacts signed={signed} check={check} />
                {isSeller ? (
                  <SellerPart signed={signed} check={check} onDone={() => void found.refetch()} />
                ) : (
                  <BuyIt signed={signed} check={check} time={block.time} onDone={() => void found.refetch()} />
                )}
              </>
            )}
          </Read>
          {isSeller ? <HandOver signed={signed} /> : null}
        </div>
      </div>
    </>
  );
}

/** Whether it can be taken, and everything that changed since it was made. */
function Standing({ check }: { check: OrderOnChain }) {
  if (check.changes.length === 0)
    return (
      <Notice tone={check.ready ? "ok" : check.state === "taken" ? "ok" : "info"}>
        <p>{check.sentence}</p>
      </Notice>
    );
  return (
    <Notice tone="danger" title="Things changed since it was made">
      <ul className="grid list-disc gap-1.5 pl-5">
        {check.changes.map(({ error, sentence }) => (
          <li key={`${error}${sentence}`}>{sentence}</li>
        ))}
      </ul>
      <p>Nothing can be bought by this deed as it is. Ask the seller for a new one.</p>
    </Notice>
  );
}

function SaleFacts({ signed, check }: { signed: SignedOrder; check: OrderOnChain }) {
  const { order } = signed;
  return (
    <Facts
      facts={[
        { label: "Work", value: <WorkLink id={order.work} /> },
        { label: "Control", value: order.control ? "Is sold" : "Stays where it is" },
        {
          label: "Shares of its income",
          value:
            check.taken > 0
              ? `${percentOf(check.left)} % left of ${percentOf(order.units)} %`
              : `${percentOf(order.units)} %`,
        },
        {
          label: "Price",
          value: order.price === 0n ? "Nothing" : <Amount amount={order.price} currency={order.currency} />,
        },
        { label: "Seller", value: <AddressView value={order.seller} /> },
        {
          label: "Buyer",
          value: isSameAddress(order.buyer, zeroAddress) ? "Whoever pays" : <AddressView value={order.buyer} />,
        },
        { label: "Until", value: <Time seconds={order.closes} /> },
      ]}
    />
  );
}
