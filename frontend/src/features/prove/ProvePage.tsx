import type { HashedFile } from "@colophon/sdk";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { Link, useLocation } from "wouter";
import { OutcomeHeading } from "../../flow/Outcome.tsx";
import { type ChosenFiles, handOver } from "../../lib/chosenFiles.ts";
import { count, formatBytes } from "../../lib/format.ts";
import { useHashing } from "../../lib/hashing/useHashing.ts";
import { batchName, type KeptOpening, useKeptOpenings } from "../../lib/openings.ts";
import { formatDuration } from "../../lib/time.ts";
import { ProveHead } from "../../parts/heads.tsx";
import { Button } from "../../ui/button.tsx";
import { DropZone } from "../../ui/DropZone.tsx";
import { FileList, HashingProgress, LeftOutNotice } from "../../ui/files.tsx";
import { Badge } from "../../ui/notice.tsx";
import { Card, Steps } from "../../ui/page.tsx";
import { ErrorState } from "../../ui/states.tsx";
import { Time } from "../../ui/values.tsx";
import { KnownCheck } from "./KnownCheck.tsx";
import { PrepareStamp } from "./PrepareStamp.tsx";
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
      </div>
    </>
  );
}

type FilesReadProps = {
  chosen: ChosenFiles;
  files: readonly HashedFile[];
  seconds: number;
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

/** What was sealed in this browser, with the way back to it. */
function SealedHere() {
  const { data } = useKeptOpenings();
  const groups = useMemo(() => {
    const byStamp = new Map<string, KeptOpening[]>();
    for (const kept of data ?? []) byStamp.set(kept.stamped, [...(byStamp.get(kept.stamped) ?? []), kept]);
    return [...byStamp];
  }, [data]);
  if (groups.length === 0) return null;
  return (
    <section aria-labelledby="kept-heading" className="border-rule border-t pt-8">
      <h2 id="kept-heading" className="text-2xl">
        Sealed in this browser
      </h2>
      <p className="mt-1 mb-4 max-w-prose text-soft">
        Kept on this device only. Download the opening files and keep them somewhere safe as well.
      </p>
      <ul className="grid gap-3">
        {groups.map(([stamped, openings]) => {
          const [first] = openings;
          if (!first) return null;
          const { stamp } = first.opening;
          return (
            <li
              key={stamped}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-lg border border-rule bg-leaf px-4 py-3"
            >
              <div className="min-w-0">
                <Link href={`/prove/${stamped}`} className="link font-medium [overflow-wrap:anywhere]">
                  {batchName(openings)}
                </Link>
                <p className="text-soft text-sm">
                  {stamp ? (
                    <Time seconds={stamp.time} block={stamp.block} />
                  ) : (
                    <>
                      Sealed <Time seconds={Math.floor(first.createdAt / 1000)} />
                    </>
                  )}
                </p>
              </div>
              {stamp ? <Badge tone="ok">Stamped</Badge> : <Badge tone="warning">Not stamped yet</Badge>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
