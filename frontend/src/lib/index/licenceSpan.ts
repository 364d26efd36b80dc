import { forever } from "@colophon/sdk";
import { dayOf } from "../time/dayOf.ts";
import type { IndexedLicence } from "./IndexedLicence.ts";

/** When a licence counts, in a few words: "until 12 March 2027", "ended for a breach on 3 May 2026". */
export function licenceSpan({ state, start, end, terminatedAt }: IndexedLicence): string {
  switch (state) {
    case "future":
      return `from ${dayOf(start)}${end >= forever ? " without an end" : ` until ${dayOf(end)}`}`;
    case "live":
      return end >= forever ? "without an end" : `until ${dayOf(end)}`;
    case "ended":
      return `ended on ${dayOf(end)}`;
    case "terminated":
      return `ended for a breach on ${dayOf(terminatedAt ?? end)}`;
  }
}
