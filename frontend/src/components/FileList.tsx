import type { HashedFile } from "@colophon/sdk";
import { formatBytes } from "../lib/files/formatBytes.ts";
import { Hash } from "./Hash.tsx";
import { Table } from "./Table.tsx";

const shown = 200;

export type FileListProps = {
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
        {files.length.toLocaleString("en-GB")} files, {formatBytes(total)}
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
            and {(files.length - shown).toLocaleString("en-GB")} more, all of them in the opening file.
          </p>
        ) : null}
      </div>
    </details>
  );
}
