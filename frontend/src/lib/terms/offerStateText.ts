import type { OfferState } from "@colophon/sdk";
import type { BadgeTone } from "../../components/Badge.tsx";

/** An offer's state as a word for its badge. */
export const offerStateText: Record<OfferState, { label: string; tone: BadgeTone }> = {
  open: { label: "Open", tone: "ok" },
  "not open yet": { label: "Not open yet", tone: "neutral" },
  ended: { label: "Ended", tone: "neutral" },
  "sold out": { label: "Sold out", tone: "neutral" },
  closed: { label: "Closed", tone: "neutral" },
  lapsed: { label: "Lapsed", tone: "warning" },
};
