import { percentOfShare, type Terms } from "@colophon/sdk";

/** What the folded part of the form says, in a line. */
export function moreInWords({ transferable, sublicensing, period, revenueShare, cure }: Terms): string {
  const parts = [
    transferable ? "may be passed on" : "stays with its buyer",
    sublicensing === 0 ? "no sublicences" : sublicensing === 1 ? "sublicences" : `sublicences, ${sublicensing} levels`,
    period === "none"
      ? "nothing to report"
      : revenueShare > 0
        ? `${percentOfShare(revenueShare)} % of reported revenue`
        : "use is reported",
    cure === "irrevocable" ? "irrevocable" : "can be ended for a breach",
  ];
  const words = parts.join(", ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
