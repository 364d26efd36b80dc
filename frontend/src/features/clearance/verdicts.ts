import type { BadgeTone } from "../../components/Badge.tsx";
import type { ClearedItem } from "./ClearanceAnswer.ts";

export type VerdictCode = ClearedItem["verdict"];

/** Each verdict in a word or two, in the order in which a report counts them. */
export const verdicts: Record<VerdictCode, { word: string; tone: BadgeTone }> = {
  held: { word: "Covered", tone: "ok" },
  offered: { word: "Can be licensed", tone: "accent" },
  conflict: { word: "Taken by another licence", tone: "danger" },
  none: { word: "No offer", tone: "warning" },
  "unknown-file": { word: "Not found in this index", tone: "neutral" },
  "unknown-work": { word: "No such work in this index", tone: "neutral" },
};
