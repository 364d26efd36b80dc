import { formatBytes } from "../lib/files/formatBytes.ts";
import type { HashProgress } from "../lib/hashing/HashProgress.ts";
import { Button } from "./Button.tsx";
import { formatDuration } from "./formatDuration.ts";
import { Progress } from "./Progress.tsx";

export type HashingProgressProps = { progress: HashProgress | undefined; onCancel: () => void };

/** How far the reading of files has come. */
export function HashingProgress({ progress, onCancel }: HashingProgressProps) {
  const share = progress && progress.total > 0 ? progress.bytes / progress.total : undefined;
  return (
    <div className="grid gap-3" aria-busy="true">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p className="font-medium">
          {progress && progress.filesTotal > 1
            ? `Reading file ${Math.min(progress.files + 1, progress.filesTotal).toLocaleString("en-GB")} of ${progress.filesTotal.toLocaleString("en-GB")}`
            : "Reading your file"}
        </p>
        <p className="text-soft text-sm tabular-nums">
          {progress ? `${formatBytes(progress.bytes)} of ${formatBytes(progress.total)}` : "Starting"}
          {progress?.speed ? ` · ${formatBytes(progress.speed)} a second` : ""}
          {progress?.secondsLeft !== undefined ? ` · ${formatDuration(progress.secondsLeft)} left` : ""}
        </p>
      </div>
      <Progress label="Reading your files" value={share} />
      <div>
        <Button variant="secondary" size="small" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
