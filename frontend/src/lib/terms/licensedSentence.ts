import type { LicensedReason } from "@colophon/sdk";

/** The contract's answer in a sentence. */
export function licensedSentence(reason: LicensedReason, use: string): string {
  switch (reason) {
    case "licensed":
      return `It allows “${use}” at that time.`;
    case "no such licence":
      return "There is no licence with this number.";
    case "not the holder":
      return "This account does not hold it.";
    case "use not covered":
      return `It does not allow “${use}”.`;
    case "territory not covered":
      return "It does not count in this country.";
    case "not started":
      return "It has not started at that time.";
    case "expired":
      return "It has ended by that time.";
    case "terminated":
      return "It, or the licence above it, was ended for a breach by that time.";
  }
}
