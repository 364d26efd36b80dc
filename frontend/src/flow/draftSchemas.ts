import type { Exclusivity } from "@colophon/sdk";
import {
  type PurposeId,
  purposes,
  seatMeanings,
  type TerritoryCode,
  territories,
  type UseId,
  uses,
} from "@colophon/sdk/terms";
import * as v from "valibot";
import type { Address, Hex } from "viem";

// What drafts are made of. A form's own schema is beside its type.

/** A list that a form shows and never changes in place. */
export function listOf<Item extends v.GenericSchema>(item: Item) {
  return v.pipe(v.array(item), v.readonly());
}

export const HexText = v.custom<Hex>((input) => typeof input === "string" && /^0x[0-9a-f]*$/i.test(input));

export const AddressText = v.custom<Address>((input) => typeof input === "string" && /^0x[0-9a-f]{40}$/i.test(input));

/** A currency of the site, or "other" for one whose address is typed. */
export const CurrencyText = v.union([AddressText, v.literal("other")]);

export const Use = v.picklist(uses.map(({ id }) => id) as UseId[]);

export const Purpose = v.picklist(purposes.map(({ id }) => id) as PurposeId[]);

export const Territory = v.picklist(territories.map(({ code }) => code) as TerritoryCode[]);

export const ExclusivityWord = v.picklist<Exclusivity[]>(["non-exclusive", "sole", "exclusive"]);

export const SeatMeaning = v.picklist(seatMeanings.map(({ id }) => id));

/** A document of the SDK, which carries the name and the number of its own format: one that is read now. */
export function documentOf<Document extends { format: string }>(kind: { format: string; older?: readonly string[] }) {
  const formats = [kind.format, ...(kind.older ?? [])];
  return v.custom<Document>((input) => formats.includes((input as Document | null | undefined)?.format ?? ""));
}

/** A file that was read on this device, of which its name and its SHA-256 are kept. */
export const KeptDigest = v.object({ name: v.string(), digest: HexText });
