import type { Description } from "./Description.ts";

/** What `colophon register --template` prints: a description to fill in. */
export function descriptionTemplate(claimant: string): Description {
  return {
    name: "Title of the work",
    description: "What everybody may read about it.",
    category: "literary",
    language: "en",
    credits: [{ name: "Your name", role: "author", account: claimant, share: "100" }],
    identifiers: [],
  };
}
