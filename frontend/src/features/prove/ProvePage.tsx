import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { useLocation } from "wouter";
import { OutcomeHeading } from "../../flow/Outcome.tsx";
import { count, formatBytes } from "../../lib/format.ts";
import { handOver } from "../../lib/handOver.ts";
import { type HashingState, useHashing } from "../../lib/hashing/useHashing.ts";
import { formatDuration } from "../../lib/time.ts";
import { ProveHead } from "../../parts/heads.tsx";
import { Button } from "../../ui/button.tsx";
import { DropZone } from "../../ui/DropZone.tsx";
import { Fold } from "../../ui/Fold.tsx";
import { FileList, HashingProgress, LeftOutNotice } from "../../ui/files.tsx";
import { Card, Steps } from "../../ui/page.tsx";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import { KnownCheck } from "./KnownCheck.tsx";
import { PrepareStamp } from "./PrepareStamp.tsx";
import { SealedHere } from "./SealedHere.tsx";
import { proveSteps } from "./sealing.ts";

/** Choose files, read them, see whether they are known, and prepare a stamp. */
export function ProvePage() {
  const [, navigate] = useLocation();
  const queries = useQueryClient();
  const { state, start, cancel } = useHashing();
  const [handed] = useState(() => handOver.take());
  useEffect(() => {
    if (handed) void start(handed);
  }, [handed, start]);

  return (
    <>
      <ProveHead />
      <div className="grid gap-8">
        <Steps label="Steps of the proof" steps={proveSteps} current={state.status === "done" ? 1 : 0} />

        {state.status === "idle" ? (
          <DropZone
            title="Drop your files or a folder here"
            hint="They are read here, in your browser. Nothing about them is sent."
            onChoose={start}
          />
        ) : null}

        {state.status === "hashing" ? (
          <Card>
            <HashingProgress progress={state.progress} onCancel={cancel} />
          </Card>
        ) : null}

        {state.status === "failed" ? (
          <>
            <ErrorState title="The files could not be read" onRetry={() => start(state.chosen)}>
              <p>{state.sentence}</p>
            </ErrorState>
            <DropZone title="Choose again" onChoose={start} />
          </>
        ) : null}

        {state.status === "done" ? (
          <>
            <LeftOutNotice chosen={state.chosen} />
            <FilesRead chosen={state.chosen} files={state.files} seconds={state.seconds} onAnother={cancel} />
            {state.files.some((file) => file.size > 0) ? (
              <>
                <KnownCheck files={state.files} />
                <PrepareStamp
                  files={state.files}
                  folder={state.chosen.folder}
                  onPrepared={async (stamped) => {
                    await queries.invalidateQueries({ queryKey: ["openings"] });
                    navigate(`/prove/${stamped}`);
                  }}
                />
              </>
            ) : (
              <ErrorState title="There is nothing to prove">
                <p>
                  {state.files.length === 0
                    ? "There are no files in it. Choose files, or a folder that has some."
                    : "What you chose is empty: it has no bytes, so there is nothing to hold. Choose files with content."}
                </p>
              </ErrorState>
            )}
          </>
        ) : null}

        <SealedHere />
        <BackupFold />
      </div>
    </>
  );
}

/** Large, so it is loaded when somebody looks. */
const Backup = lazy(() => import("../../parts/Backup.tsx").then((module) => ({ default: module.Backup })));

function BackupFold() {
  return (
    <Fold
      late
      id="backup"
      title="Everything in this browser as one file"
      note="Save an encrypted copy, or put one back on a new device."
    >
      <Suspense fallback={<LoadingState label="Looking at what this browser keeps" />}>
        <Backup />
      </Suspense>
    </Fold>
  );
}

type FilesReadProps = Pick<Extract<HashingState, { status: "done" }>, "chosen" | "files" | "seconds"> & {
  onAnother: () => void;
};

/** What was read, with its digests. */
function FilesRead({ chosen, files, seconds, onAnother }: FilesReadProps) {
  const total = files.reduce((sum, file) => sum + file.size, 0);
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <OutcomeHeading className="text-2xl [overflow-wrap:anywhere]">
          {chosen.folder ?? (files.length === 1 ? files[0]?.path : count(files.length, "file"))}
        </OutcomeHeading>
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
