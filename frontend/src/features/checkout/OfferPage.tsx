import type { Hex } from "viem";
import { Link } from "wouter";
import { buttonClasses } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { OfferView } from "./OfferView.tsx";

/** One offer: its deed, and the way to buy a licence under it. */
export function OfferPage({ id }: { id: string }) {
  if (!/^0x[0-9a-fA-F]{64}$/.test(id)) {
    return (
      <>
        <PageHeader title="No such offer" />
        <EmptyState
          title="This is not the number of an offer"
          actions={
            <Link href="/works" className={buttonClasses("secondary")}>
              See all works
            </Link>
          }
        >
          <p>It is 0x and 64 letters and digits. Open the offer from its work's page.</p>
        </EmptyState>
      </>
    );
  }
  return <OfferView id={id.toLowerCase() as Hex} />;
}
