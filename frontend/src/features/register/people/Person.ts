import type { RoleId } from "@colophon/sdk";

/** One line of the form "People and shares", as typed. */
export type Person = {
  id: string;
  name: string;
  role: RoleId | "other" | "";
  /** The role in their own words, where `role` is "other". */
  ownRole: string;
  /** Empty for the person who registers: theirs is the account that signs. */
  account: string;
  /** A percentage; empty for a credit without income. */
  share: string;
};
