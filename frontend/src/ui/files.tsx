import type { HashedFile } from "@colophon/sdk";
import type { ChosenFiles } from "../lib/chosenFiles.ts";
import { formatBytes, formatNumber } from "../lib/format.ts";
import type { HashProgress } from "../lib/hashing/hashFiles.ts";
import { formatDuration } from "../lib/time.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";
import { ProgressBar } from "./states.tsx";
import { Table } from "./Table.tsx";
import { Hash } from "./values.tsx";

const shown = 200;

type FileListProps = {
  files: readonly Pick<HashedFile, "path" | "size" | "sha256">[];
  caption?: string;
  /** Leaves out the name of a single file, where it stands above already. */
  hideName?: boolean;
};

/** Files with their sizes and SHA-256; a long list is closed at first. */
export function FileList({ files, caption = "Files", hideName = false }: FileListProps) {
  const [only] = files;
  if (files.length === 1 && only) {
    return (
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {hideName ? null : <span className="font-medium [overflow-wrap:anywhere]">{only.path}</span>}
        <span className="text-soft">{formatBytes(only.size)}</span>
        <span className="text-soft text-sm">
          SHA-256 <Hash value={only.sha256.slice(2)} label="SHA-256" />
        </span>
      </p>
    );
  }
  const total = files.reduce((sum, file) => sum + file.size, 0);
  return (
    <details className="group">
      <summary className="font-medium">
        {formatNumber(files.length)} files, {formatBytes(total)}
      </summary>
      <div className="mt-3">
        <Table
          caption={caption}
          hideCaption
          rows={files.slice(0, shown)}
          rowKey={(file) => file.path}
          columns={[
            { id: "path", header: "Path", cell: (file) => file.path },
            { id: "size", header: "Size", numeric: true, cell: (file) => formatBytes(file.size) },
            {
              id: "sha256",
              header: "SHA-256",
              cell: (file) => <Hash value={file.sha256.slice(2)} label={`SHA-256 of ${file.path}`} />,
            },
          ]}
        />
        {files.length > shown ? (
          <p className="mt-3 text-soft text-sm">
            and {formatNumber(files.length - shown)} more, all of them in the opening file.
          </p>
        ) : null}
      </div>
    </details>
  );
}

type HashingProgressProps = { progress: HashProgress | undefined; onCancel: () => void };

/** How far the reading of files has come. */
export function HashingProgress({ progress, onCancel }: HashingProgressProps) {
  const share = progress && progress.total > 0 ? progress.bytes / progress.total : undefined;
  return (
    <div className="grid gap-3" aria-busy="true">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p className="font-medium">
          {progress && progress.filesTotal > 1
            ? `Reading file ${formatNumber(Math.min(progress.files + 1, progress.filesTotal))} of ${formatNumber(progress.filesTotal)}`
            : "Reading your file"}
        </p>
        <p className="text-soft text-sm tabular-nums">
          {progress ? `${formatBytes(progress.bytes)} of ${formatBytes(progress.total)}` : "Starting"}
          {progress?.speed ? ` · ${formatBytes(progress.speed)} a second` : ""}
          {progress?.secondsLeft !== undefined ? ` · ${formatDuration(progress.secondsLeft)} left` : ""}
        </p>
      </div>
      <ProgressBar label="Reading your files" value={share} />
      <div>
        <Button variant="secondary" size="small" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

/** What was found among the chosen files and is not taken, or could not be. */
export function LeftOutNotice({ chosen }: { chosen: Pick<ChosenFiles, "leftOut" | "unreadable"> }) {
  return (
    <>
      {chosen.unreadable.length > 0 ? (
        <Notice tone="danger" title="Some of it could not be read" urgent>
          <p>{namesOf(chosen.unreadable)} are missing from what follows. Check their permissions and choose again.</p>
        </Notice>
      ) : null}
      {chosen.leftOut.length > 0 ? (
        <Notice>
          <p>Left out, because your system keeps changing it by itself: {namesOf(chosen.leftOut)}.</p>
        </Notice>
      ) : null}
    </>
  );
}

function namesOf(paths: readonly string[]): string {
  const some = paths.slice(0, 5).map((path) => `“${path}”`);
  return paths.length > 5 ? `${some.join(", ")} and ${paths.length - 5} more` : some.join(", ");
}
