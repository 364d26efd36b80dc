import type { HashedFile } from "@colophon/sdk";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { FileList } from "../../components/FileList.tsx";
import { formatDuration } from "../../components/formatDuration.ts";
import type { ChosenFiles } from "../../lib/files/ChosenFiles.ts";
import { formatBytes } from "../../lib/files/formatBytes.ts";

export type ReadFilesProps = {
  chosen: ChosenFiles;
  files: readonly HashedFile[];
  seconds: number;
  onAnother: () => void;
};

/** What was read, with its digests. */
export function ReadFiles({ chosen, files, seconds, onAnother }: ReadFilesProps) {
  const total = files.reduce((sum, file) => sum + file.size, 0);
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h2 className="text-2xl [overflow-wrap:anywhere]">
          {chosen.folder ?? (files.length === 1 ? files[0]?.path : `${files.length} files`)}
        </h2>
        <Button variant="secondary" size="small" onClick={onAnother}>
          Choose something else
        </Button>
      </div>
      <p className="mt-1 mb-4 text-soft text-sm" role="status">
        Read completely: {formatBytes(total)}
        {seconds >= 1 ? ` in ${formatDuration(seconds)}` : ""}. Nothing left this machine.
      </p>
      <FileList files={files} hideName={chosen.folder === undefined} />
    </Card>
  );
}
