import type { IndexedWork } from "../../lib/index/IndexedWork.ts";

/** How far a work has come: each stage has what those before it have. */
export const stages = [
  { id: "registered", label: "Registered only" },
  { id: "offered", label: "On offer" },
  { id: "licensed", label: "Licensed" },
  { id: "earning", label: "Earning" },
] as const;

export type Stage = (typeof stages)[number]["id"];

/** The furthest stage that a work has reached. */
export function stageOf({ offers, licencesSold, income = [] }: IndexedWork): Stage {
  if (income.some(({ received }) => received > 0n)) return "earning";
  if (licencesSold > 0) return "licensed";
  return offers.open > 0 ? "offered" : "registered";
}
