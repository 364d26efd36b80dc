import { type FileComparison, visibleText } from "@colophon/sdk";
import { formatNumber } from "../lib/format.ts";

/** More than people read; the rest is counted. */
const mostPaths = 8;

/** How files differ from those that were stamped, by name. The names are a stranger's, and shown so that none deceives. */
export function FileDifferences({ of: { changed, missing, added, renamed } }: { of: FileComparison }) {
  const groups = [
    { title: "Changed", paths: changed.map(({ entry }) => entry.path) },
    { title: "Missing", paths: missing.map(({ path }) => path) },
    { title: "Not among those that were stamped", paths: added.map(({ path }) => path) },
    {
      title: "The same under another name",
      paths: renamed.map(({ entry, file }) => `${file.path} (stamped as ${entry.path})`),
    },
  ].filter(({ paths }) => paths.length > 0);
  return groups.map(({ title, paths }) => (
    <div key={title}>
      <p className="font-medium">
        {title}: {formatNumber(paths.length)}
      </p>
      <ul className="list-inside list-disc">
        {paths.slice(0, mostPaths).map((path) => (
          <li key={path}>{visibleText(path)}</li>
        ))}
        {paths.length > mostPaths ? <li>and {formatNumber(paths.length - mostPaths)} more</li> : null}
      </ul>
    </div>
  ));
}
