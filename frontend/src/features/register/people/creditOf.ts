import type { Credit } from "@colophon/sdk";
import { type Address, isAddress } from "viem";
import type { Person } from "./Person.ts";
import { shareOf } from "./shareOf.ts";

/** A line as a credit in the metadata. */
export function creditOf({ name, role, ownRole, share }: Person, account: string | undefined): Credit {
  const units = shareOf(share);
  return {
    name: name.normalize("NFC").trim(),
    role: role === "other" ? ownRole.normalize("NFC").trim() : role,
    ...(account && isAddress(account, { strict: false }) ? { account: account.toLowerCase() as Address } : {}),
    ...(units.kind === "units" && units.units > 0 ? { units: units.units } : {}),
  };
}
