import type { Evidence } from "@colophon/sdk";

/** How a work's earliest evidence came about, after "since …". */
export function proofSentence(kind: Evidence["kind"]): string {
  switch (kind) {
    case "stamp":
      return "A sealed stamp from then was opened when the work was registered.";
    case "batch":
      return "A stamp that it shares with other files was made then and opened when the work was registered.";
    case "record":
      return "There is no earlier proof: its registration is the first evidence.";
  }
}
