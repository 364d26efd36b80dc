import { OrderPage } from "./OrderPage.tsx";
import { SellPage } from "./SellPage.tsx";

/**
 * Both sides of a sale, in one chunk so that the first page names one: with a work's number its seller's, without one
 * what the seller sent to the buyer.
 */
export function SalePage({ id }: { id?: string }) {
  return id === undefined ? <OrderPage /> : <SellPage id={id} />;
}
