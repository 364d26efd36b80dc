import { type CategoryId, type Metadata, percentOf, roles } from "@colophon/sdk";
import { getAddress } from "viem";
import { identifierSchemes } from "../description/identifierSchemes.ts";
import { newPerson } from "../people/newPerson.ts";
import type { ReviseDraft } from "./ReviseDraft.ts";

/** The form that says what the metadata says now; empty without it. */
export function newReviseDraft(metadata: Metadata | undefined, category: CategoryId): ReviseDraft {
  return {
    version: 1,
    newFiles: false,
    content: undefined,
    hidden: [],
    stampDeclined: false,
    description: {
      title: metadata?.name ?? "",
      description: metadata?.description ?? "",
      category,
      language: metadata?.language ?? "",
      identifiers: (metadata?.identifiers ?? []).map(({ scheme, value }) => {
        const known = identifierSchemes.some(({ id }) => id === scheme);
        const own = known ? { scheme, ownScheme: "" } : { scheme: "Other", ownScheme: scheme };
        return { id: crypto.randomUUID(), ...own, value };
      }),
    },
    people: (metadata?.credits ?? []).map(({ name, role, account, units }) => {
      const known = roles.find(({ id }) => id === role);
      return newPerson({
        name,
        role: known ? known.id : "other",
        ownRole: known ? "" : role,
        account: account ? getAddress(account) : "",
        share: units ? percentOf(units) : "",
      });
    }),
    cover: metadata?.image ? { kind: "kept" } : { kind: "none" },
    preview: metadata?.preview ? { kind: "kept" } : { kind: "none" },
    reason: "",
    reviewing: false,
  };
}
