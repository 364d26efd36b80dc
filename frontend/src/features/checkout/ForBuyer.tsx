import type { Offer } from "@colophon/sdk";
import { type Address as AccountAddress, isAddressEqual, zeroAddress } from "viem";
import { Address } from "../../components/Address.tsx";
import { Notice } from "../../components/Notice.tsx";

/** Says for whom an offer is, if it is for one buyer only. */
export function ForBuyer({ offer, account }: { offer: Offer; account: AccountAddress | undefined }) {
  if (offer.buyer === zeroAddress) return null;
  if (account && isAddressEqual(account, offer.buyer)) {
    return (
      <Notice tone="ok">
        <p>It is for you: only your account can buy it.</p>
      </Notice>
    );
  }
  return (
    <Notice tone={account ? "warning" : "info"} title={account ? "This is for somebody else" : undefined}>
      <p>
        Only the account <Address value={offer.buyer} /> can buy it.{" "}
        {account
          ? "Yours is another one. Switch to that account in your wallet, or ask the licensor for an offer of your own."
          : "Connect that account to go on."}
      </p>
    </Notice>
  );
}
