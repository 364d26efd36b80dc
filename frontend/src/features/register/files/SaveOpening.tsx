import type { Opening } from "@colophon/sdk";
import { useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { Button } from "../../../components/Button.tsx";
import { downloadOpening } from "../../../lib/openings/downloadOpening.ts";
import { keepOpenings } from "../../../lib/openings/keepOpenings.ts";
import { keptOpenings } from "../../../lib/openings/keptOpenings.ts";

/** Gives the person their opening as a file, and remembers that they have it. */
export function SaveOpening({ opening, name }: { opening: Opening; name: string }) {
  const queries = useQueryClient();
  const save = async () => {
    downloadOpening(opening, name);
    if (!(await keptOpenings.get(opening.commitment))) await keepOpenings([{ opening, name }]);
    await keptOpenings.update(opening.commitment, (kept) =>
      kept ? { ...kept, opening, downloaded: true } : (kept as never),
    );
    await queries.invalidateQueries({ queryKey: ["openings"] });
  };
  return (
    <Button
      variant="secondary"
      size="small"
      icon={<Download aria-hidden="true" className="size-4" />}
      onClick={() => void save()}
    >
      Save the opening file
    </Button>
  );
}
