import { compareFiles, type FileComparison, type Manifest, visibleText } from "@colophon/sdk";
import { DropZone } from "../../../components/DropZone.tsx";
import { ErrorState } from "../../../components/ErrorState.tsx";
import { HashingProgress } from "../../../components/HashingProgress.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { useHashing } from "../../../lib/hashing/useHashing.ts";

/** Whether the files that a person has are still those that were stamped. */
export function CompareFiles({ manifest }: { manifest: Manifest }) {
  const { state, start, cancel } = useHashing();
  const result = state.status === "done" ? compareFiles(manifest, state.files) : undefined;
  return (
    <div className="grid gap-4">
      {state.status === "hashing" ? (
        <HashingProgress progress={state.progress} onCancel={cancel} />
      ) : (
        <DropZone
          className="py-6"
          title={result ? "Check other files" : "Are your files still the same?"}
          hint={result ? undefined : "Drop them here to compare them with what was stamped. This is optional."}
          onChoose={start}
        />
      )}
      {state.status === "failed" ? (
        <ErrorState title="These files could not be read">
          <p>{state.sentence}</p>
        </ErrorState>
      ) : null}
      {result ? <Outcome result={result} /> : null}
    </div>
  );
}

function Outcome({ result }: { result: FileComparison }) {
  if (result.identical) {
    return (
      <Notice tone="ok" urgent title="These are exactly the files that were stamped">
        <p>Every byte and every name is the same.</p>
      </Notice>
    );
  }
  const lines = [
    ["Changed since", result.changed.map(({ entry }) => entry.path)],
    ["Missing here", result.missing.map(({ path }) => path)],
    ["Not among those that were stamped", result.added.map(({ path }) => path)],
    ["The same under another name", result.renamed.map(({ entry, file }) => `${entry.path} → ${file.path}`)],
  ] as const;
  return (
    <Notice tone="warning" urgent title="These are not the files that were stamped">
      <ul className="grid gap-1">
        {lines.map(([label, paths]) =>
          paths.length === 0 ? null : (
            <li key={label}>
              {label}: {paths.slice(0, 5).map(visibleText).join(", ")}
              {paths.length > 5 ? ` and ${(paths.length - 5).toLocaleString("en-GB")} more` : ""}
            </li>
          ),
        )}
      </ul>
      <p>
        The registration is about what was stamped. To register the files that you have now, choose other files above.
      </p>
    </Notice>
  );
}
