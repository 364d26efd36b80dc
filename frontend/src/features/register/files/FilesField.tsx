import { explainError, randomSalt } from "@colophon/sdk";
import { readAnchor } from "@colophon/sdk/read";
import { useEffect, useState } from "react";
import type { ChosenFiles } from "../../../lib/chosenFiles.ts";
import { runManifestJob } from "../../../lib/hashing/runManifestJob.ts";
import { useHashing } from "../../../lib/hashing/useHashing.ts";
import { useChainClient } from "../../../lib/useFinding.ts";
import { DropZone } from "../../../ui/DropZone.tsx";
import { HashingProgress, LeftOutNotice } from "../../../ui/files.tsx";
import { ErrorState } from "../../../ui/states.tsx";
import { type Content, type OpeningFile, openingAmong, parseOpeningFile } from "./content.ts";

export type FilesFieldProps = {
  title: string;
  /** The content and, as long as this page is open, the files that it was read from. */
  onContent: (content: Content, chosen: ChosenFiles | undefined) => void;
};

/** A place for the files of a work, or for an opening that was kept of them. Everything is read on this device. */
export function FilesField({ title, onContent }: FilesFieldProps) {
  const client = useChainClient();
  const { state, start, cancel } = useHashing();
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    if (state.status !== "done") return;
    const left = new AbortController();
    const { chosen, files } = state;
    (async () => {
      // A recent block shows that the list was not made before it. Without a chain it is left out.
      const anchor = await readAnchor(client).catch(() => undefined);
      try {
        const manifest = await runManifestJob("createManifest", { files, anchor }, left.signal);
        const name = chosen.folder ?? manifest.files[0]?.path ?? "files";
        onContent({ name, manifest, salt: randomSalt(), opening: undefined }, chosen);
      } catch (error) {
        if (!left.signal.aborted) setProblem(explainError(error).sentence);
      }
    })();
    return () => left.abort();
  }, [state, client, onContent]);

  const choose = async (chosen: ChosenFiles) => {
    setProblem(undefined);
    let found: OpeningFile | undefined;
    try {
      found = await openingAmong(chosen);
    } catch (error) {
      cancel();
      return setProblem(explainError(error).sentence);
    }
    if (found) {
      cancel();
      const result = await parseOpeningFile(found.file);
      if (!result.ok) return setProblem(result.error);
      const { opening } = result;
      const name = found.name ?? opening.manifest.files[0]?.path ?? "files";
      return onContent({ name, manifest: opening.manifest, salt: opening.salt, opening }, undefined);
    }
    if (chosen.files.length === 0) {
      return setProblem("There is no file in it that could be registered. Choose another folder or some files.");
    }
    await start(chosen);
  };

  return (
    <div className="grid gap-4">
      {state.status === "hashing" ? (
        <div className="rounded-xl border border-rule bg-leaf p-6">
          <HashingProgress progress={state.progress} onCancel={cancel} />
        </div>
      ) : (
        <DropZone
          title={title}
          hint="They are read here and never sent. A proof package that you kept (its name ends with .colophon.zip), or the opening in it, works too."
          onChoose={choose}
        />
      )}
      {state.status === "hashing" || state.status === "done" ? <LeftOutNotice chosen={state.chosen} /> : null}
      {problem || state.status === "failed" ? (
        <ErrorState title="This cannot be registered as it is">
          <p>{problem ?? (state.status === "failed" ? state.sentence : "")}</p>
        </ErrorState>
      ) : null}
    </div>
  );
}
