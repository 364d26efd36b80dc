import * as v from "valibot";
import { type Address, getAddress, type Hex, isHex, recoverTypedDataAddress, size } from "viem";
import { bytesOfFragment, fragmentOf } from "../core/fragment.ts";
import { addressField, amountField, canonicalJson, hashField, parseDocument, wholeField } from "../core/json.ts";
import { normalSignature } from "../core/signature.ts";
import { forever, totalUnits } from "../model/constants.ts";
import { FormatError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";
import { isSameAddress } from "../model/ids.ts";
import { mostStanding, type Order, type OrderPlace, orderTypedData } from "../model/order.ts";
import { words } from "../model/words.ts";
import { OrderError, orderProblem } from "./deed.ts";

/** An order with the signatures so far: what goes from one side to the other by link or file. */
export type SignedOrder = OrderPlace & {
  order: Order;
  /** Of orderTypedData; undefined for a side that did not sign: it agrees by sending the transaction. */
  sellerSignature: Hex | undefined;
  buyerSignature: Hex | undefined;
};

/** The same with a party's signature. Throws an OrderError for a stranger's. */
export function withOrderSignature(
  signed: SignedOrder,
  { party, signature }: { party: Address; signature: Hex },
): SignedOrder {
  const { seller, buyer } = signed.order;
  if (isSameAddress(party, seller)) return { ...signed, sellerSignature: normalSignature(signature) };
  if (isSameAddress(party, buyer)) return { ...signed, buyerSignature: normalSignature(signature) };
  throw new OrderError(
    `${words.account(party)} is no party to this order, which is of ${words.account(seller)} to ${words.account(buyer)}. Switch to the account of one of them.`,
  );
}

/** Whether a side's key signed, as far as the file alone tells; "not by key" may still be a contract's signature. */
export async function orderSignatureState(
  { order, ...place }: SignedOrder,
  party: Address,
  signature: Hex | undefined,
): Promise<"signed" | "missing" | "not by key"> {
  if (signature === undefined) return "missing";
  if (!isHex(signature) || size(signature) !== 65) return "not by key";
  try {
    const found = await recoverTypedDataAddress({ ...orderTypedData(place, order), signature });
    return isSameAddress(found, party) ? "signed" : "not by key";
  } catch {
    return "not by key";
  }
}

const orderFormat = documents.order.format;

const lower = (address: Address) => address.toLowerCase();

/** An order as the canonical JSON of the format colophon-order/1: what the file holds. */
export function orderDocumentOf(signed: SignedOrder): string {
  const { chainId, assignments, order, sellerSignature, buyerSignature } = signed;
  return canonicalJson({
    format: orderFormat,
    chainId,
    assignments: lower(assignments),
    order: {
      ...order,
      work: String(order.work),
      seller: lower(order.seller),
      buyer: lower(order.buyer),
      currency: lower(order.currency),
      price: String(order.price),
      owed: String(order.owed),
      standing: order.standing.map(String),
    },
    ...(sellerSignature && { sellerSignature }),
    ...(buyerSignature && { buyerSignature }),
  });
}

/** An order for a link, after the “#”. See parseOrderFragment. */
export function orderFragmentOf(signed: SignedOrder): string {
  return fragmentOf(orderDocumentOf(signed));
}

const address = v.pipe(
  addressField,
  v.transform((value) => getAddress(value) as Address),
);

const whole = (maximum: number) =>
  v.pipe(
    wholeField(0),
    v.check((value) => value <= maximum, `this must be at most ${maximum}.`),
  );

const amount = (bits: bigint) =>
  v.pipe(
    amountField,
    v.check((value) => value >> bits === 0n, `this must have at most ${bits} bits.`),
  );

const signature = v.optional(
  v.custom<Hex>(
    (value) => typeof value === "string" && /^0x(?:[0-9a-f]{2}){1,4096}$/.test(value),
    "this must be 0x and lower-case hexadecimal digits.",
  ),
);

const mostCount = 2 ** 32 - 1;

const orderSchema = v.strictObject({
  format: v.literal(orderFormat),
  chainId: wholeField(1),
  assignments: address,
  order: v.strictObject({
    deed: v.string(),
    work: amount(224n),
    control: v.boolean(),
    units: whole(totalUnits),
    seller: address,
    buyer: address,
    currency: address,
    price: amount(256n),
    resaleRoyalty: v.boolean(),
    version: whole(mostCount),
    licences: whole(mostCount),
    changes: whole(mostCount),
    owed: amount(112n),
    standing: v.pipe(
      v.array(amount(256n)),
      v.maxLength(mostStanding, `there can be at most ${mostStanding} licences.`),
    ),
    opens: whole(forever),
    closes: whole(forever),
    salt: hashField,
  }),
  sellerSignature: signature,
  buyerSignature: signature,
});

/**
 * An order from its JSON text, bytes or parsed value. Throws a FormatError, also if its deed says other facts than those
 * that are signed, or holds characters that deceive. Whether its signatures count and what changed, checkOrder says.
 */
export function parseOrder(input: unknown): SignedOrder {
  const { format: _, sellerSignature, buyerSignature, ...rest } = parseDocument(orderSchema, input, documents.order);
  const problem = orderProblem(rest, rest.order);
  if (problem) throw new FormatError(orderFormat, problem.sentence, { path: `order.${problem.field}` });
  return { ...rest, sellerSignature, buyerSignature };
}

/** An order from the part of a link after the “#”. Throws a FormatError. */
export function parseOrderFragment(fragment: string): SignedOrder {
  return parseOrder(bytesOfFragment(fragment, documents.order));
}
