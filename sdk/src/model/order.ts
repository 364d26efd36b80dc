import { type Address, type Hex, hashTypedData, keccak256, stringToBytes } from "viem";

/** An order of a work or of royalty units as its parties sign it; the Assignments contract takes the hash of its deed. */
export type Order = {
  /** The whole deed, in its canonical form. */
  deed: string;
  work: bigint;
  /** Whether the work's token is sold. Then all of the order is taken at once, by the buyer it names. */
  control: boolean;
  /** Royalty units that are sold. Without control they may be taken in parts. */
  units: number;
  seller: Address;
  /** The zero address, if only units are sold, for whoever sends the transaction. */
  buyer: Address;
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** For all of it, in the currency's smallest unit. */
  price: bigint;
  /** Whether what the work asks of resales goes from the price to its till. */
  resaleRoyalty: boolean;
  /** The work's version, counted from 1. */
  version: number;
  /** How many licences of the work there may be at most, those that ended included. */
  licences: number;
  /** How often its licences may have been granted or renewed at most. */
  changes: number;
  /** What the work may owe earlier works in the currency at most, before it is settled. */
  owed: bigint;
  /** Licences that must not have ended early nor be under notice of breach. */
  standing: readonly bigint[];
  /** Seconds since 1970: it can be taken from, and up to but not including. */
  opens: number;
  closes: number;
  salt: Hex;
};

/** As many licences as the contract looks at. */
export const mostStanding = 32;

/** The fields of an order in EIP-712, in which the deed stands in full. */
const orderFields = [
  { name: "deed", type: "string" },
  { name: "work", type: "uint256" },
  { name: "control", type: "bool" },
  { name: "units", type: "uint64" },
  { name: "seller", type: "address" },
  { name: "buyer", type: "address" },
  { name: "currency", type: "address" },
  { name: "price", type: "uint256" },
  { name: "resaleRoyalty", type: "bool" },
  { name: "version", type: "uint32" },
  { name: "licences", type: "uint32" },
  { name: "changes", type: "uint32" },
  { name: "owed", type: "uint112" },
  { name: "standing", type: "uint256[]" },
  { name: "opens", type: "uint40" },
  { name: "closes", type: "uint40" },
  { name: "salt", type: "bytes32" },
] as const;

/** Where an order is signed for: a chain, and the Assignments contract on it. */
export type OrderPlace = { chainId: number; assignments: Address };

/** What each party signs (EIP-712). A wallet shows the whole deed. */
export function orderTypedData({ chainId, assignments }: OrderPlace, order: Order) {
  return {
    domain: { name: "Colophon Assignments", version: "1", chainId, verifyingContract: assignments },
    types: { Order: orderFields },
    primaryType: "Order",
    message: { ...order, units: BigInt(order.units) },
  } as const;
}

/** The id of an order: the digest that its parties sign. */
export function orderIdOf(place: OrderPlace, order: Order): Hex {
  return hashTypedData(orderTypedData(place, order));
}

/** keccak256 of a deed: what the contract keeps of its text. */
export function deedHashOf({ deed }: Pick<Order, "deed">): Hex {
  return keccak256(stringToBytes(deed));
}

/** An order as the contract takes it: with the hash of its deed. */
export function onchainOrderOf(order: Order) {
  return { ...order, units: BigInt(order.units), deed: deedHashOf(order) };
}

/** Where an order can stand, in the contract's order. */
export const orderStates = ["open", "taken", "cancelled"] as const;

export type OrderState = (typeof orderStates)[number];

/**
 * What is due for a part of an order that was taken so far already, as the contract counts it: the difference of what is
 * due in all after the part and before it, each rounded up.
 */
export function priceOfPart(
  { control, units: all, price }: Pick<Order, "control" | "units" | "price">,
  { taken, units }: { taken: number; units: number },
): bigint {
  if (control || all === 0) return price;
  const due = (part: number) => (price * BigInt(part) + BigInt(all) - 1n) / BigInt(all);
  return due(taken + units) - due(taken);
}
