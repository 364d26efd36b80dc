import type { CategoryId } from "@colophon/sdk";

/** What the form "Description" holds, as typed. */
export type Description = {
  title: string;
  description: string;
  category: CategoryId | "";
  /** A language tag. */
  language: string;
  identifiers: readonly { id: string; scheme: string; ownScheme: string; value: string }[];
};
