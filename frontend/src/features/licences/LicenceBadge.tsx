import { Badge } from "../../components/Badge.tsx";
import type { LicenceStanding } from "../../lib/terms/licenceStanding.ts";

/** Whether a licence runs, with how long. */
export function LicenceBadge({ standing }: { standing: LicenceStanding }) {
  switch (standing.state) {
    case "running":
      return <Badge tone="ok">In force, {standing.words}</Badge>;
    case "not started":
      return <Badge>Not in force yet, {standing.words}</Badge>;
    case "expired":
      return (
        <Badge tone="danger">
          {standing.words.startsWith("Ended with") ? standing.words : `Over, ${standing.words}`}
        </Badge>
      );
    case "terminated":
      return <Badge tone="danger">{standing.words}</Badge>;
  }
}
