import { documents, FormatError } from "@colophon/sdk";
import { orderFragmentOf, orderIdOf, parseOrder, type SignedOrder } from "@colophon/sdk/assignments";

export type OpenedOrder = { signed: SignedOrder } | { problem: string };

/** An order from what somebody sent, or what is wrong with it. */
export function openOrder(read: () => SignedOrder): OpenedOrder {
  try {
    return { signed: read() };
  } catch (error) {
    return { problem: error instanceof FormatError ? error.shortMessage : "It could not be read. Ask for it again." };
  }
}

/** An order from a file that somebody chose, or what is wrong with it. */
export async function readOrderFile(file: File): Promise<OpenedOrder> {
  if (file.size > documents.order.maxBytes)
    return { problem: "This file is too large to be an order. Choose another." };
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return openOrder(() => parseOrder(bytes));
  } catch {
    return { problem: "This file could not be read. Choose it again." };
  }
}

/** The path at which an order is read. What stands after the “#” is not sent to any server. */
export function orderPathOf(signed: SignedOrder): string {
  return `/order#${orderFragmentOf(signed)}`;
}

/** "sale-1a2b3c4d.colophon-order.json": tells orders apart without saying what they are about. */
export function orderFileName(signed: SignedOrder): string {
  return `sale-${orderIdOf(signed, signed.order).slice(2, 10)}.colophon-order.json`;
}
