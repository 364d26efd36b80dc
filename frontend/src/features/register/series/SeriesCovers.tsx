import { useEffect } from "react";
import { count, formatNumber } from "../../../lib/format.ts";
import { useHashing } from "../../../lib/hashing/useHashing.ts";
import { Button } from "../../../ui/button.tsx";
import { DropZone } from "../../../ui/DropZone.tsx";
import { HashingProgress } from "../../../ui/files.tsx";
import { ErrorState } from "../../../ui/states.tsx";
import { type MatchedPictures, matchPictures } from "./covers.ts";
import type { SeriesWork } from "./series.ts";

type SeriesCoversProps = {
  works: readonly SeriesWork[];
  value: MatchedPictures | undefined;
  onChange: (value: MatchedPictures | undefined) => void;
};

/** The pictures of a series, chosen once more, since the page keeps no files: each becomes the cover of its own work. */
export function SeriesCovers({ works, value, onChange }: SeriesCoversProps) {
  const { state, start, cancel } = useHashing();
  // What was read on the workers' side is matched once it is there.
  useEffect(() => {
    if (state.status === "done") onChange(matchPictures(works, state.chosen, state.files));
  }, [state, works, onChange]);
  if (state.status === "hashing") return <HashingProgress progress={state.progress} onCancel={cancel} />;
  const clear = () => {
    cancel();
    onChange(undefined);
  };
  if (value) {
    const without = works.length - value.pictures.size;
    return (
      <div className="grid justify-items-start gap-3">
        <p role="status">
          {value.pictures.size === 0
            ? "None of these is a file of the series, so no work has a cover of its own."
            : `${count(value.pictures.size, "work")} found by the files themselves.`}
          {value.pictures.size > 0 && without > 0
            ? ` ${formatNumber(without)} will have a cover of patterned paper.`
            : ""}
          {value.strangers > 0 ? ` ${count(value.strangers, "file is", "files are")} none of theirs.` : ""}
        </p>
        <Button variant="secondary" size="small" onClick={clear}>
          {value.pictures.size === 0 ? "Choose others" : "Leave the covers out"}
        </Button>
      </div>
    );
  }
  return (
    <div className="grid gap-4">
      <DropZone
        title="Drop the pictures of the series here"
        hint="Optional. Each becomes the cover of its own work: re-encoded on this device, so that it is small and carries nothing hidden, such as where it was taken. The pictures themselves stay with you."
        onChoose={(chosen) => void start(chosen)}
      />
      {state.status === "failed" ? (
        <ErrorState title="They could not be read">
          <p>{state.sentence}</p>
        </ErrorState>
      ) : null}
    </div>
  );
}
