import type { FileComparison, Opening } from "@colophon/sdk";
import { Notice } from "../../components/Notice.tsx";

const shown = 8;

export type ComparedFilesProps = { opening: Opening; comparison: FileComparison | undefined };

/** How dropped files differ from those of an opening. */
export function ComparedFiles({ opening, comparison }: ComparedFilesProps) {
  if (!comparison) {
    return (
      <Notice>
        <p>
          The file list in an opening is only words until you compare it: drop the{" "}
          {opening.manifest.files.length === 1 ? "file" : "files or the folder"} as well.
        </p>
      </Notice>
    );
  }
  if (comparison.identical) {
    return (
      <Notice tone="ok" title={comparison.same.length === 1 ? "The file is the same" : "All files are the same"}>
        <p>Every byte agrees, by two independent digests.</p>
      </Notice>
    );
  }
  const groups = [
    { title: "Changed", paths: comparison.changed.map(({ entry }) => entry.path) },
    { title: "Missing", paths: comparison.missing.map((entry) => entry.path) },
    { title: "Not in the opening", paths: comparison.added.map((file) => file.path) },
    {
      title: "Same bytes, other name",
      paths: comparison.renamed.map(({ entry, file }) => `${file.path} (in the opening: ${entry.path})`),
    },
  ].filter((group) => group.paths.length > 0);
  return (
    <Notice
      tone={comparison.changed.length + comparison.missing.length + comparison.added.length > 0 ? "danger" : "warning"}
      title={`${comparison.same.length} of ${opening.manifest.files.length} files are the same`}
    >
      {groups.map(({ title, paths }) => (
        <div key={title}>
          <p className="font-medium">
            {title}: {paths.length}
          </p>
          <ul className="list-inside list-disc">
            {paths.slice(0, shown).map((path) => (
              <li key={path}>{path}</li>
            ))}
            {paths.length > shown ? <li>and {paths.length - shown} more</li> : null}
          </ul>
        </div>
      ))}
    </Notice>
  );
}
