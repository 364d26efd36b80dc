import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { Card } from "../../components/Card.tsx";
import { DropZone } from "../../components/DropZone.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { HashingProgress } from "../../components/HashingProgress.tsx";
import { LeftOutNotice } from "../../components/LeftOutNotice.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { Steps } from "../../components/Steps.tsx";
import { handOver } from "../../lib/files/handOver.ts";
import { useHashing } from "../../lib/hashing/useHashing.ts";
import { KeptOpenings } from "./KeptOpenings.tsx";
import { KnownCheck } from "./KnownCheck.tsx";
import { PrepareStamp } from "./PrepareStamp.tsx";
import { proveSteps } from "./proveSteps.ts";
import { ReadFiles } from "./ReadFiles.tsx";

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
      <PageHeader eyebrow="Prove" title="Show that you held it by today">
        <p>
          You stamp a sealed fingerprint of your files on a public chain. Later you can open it and show that you held
          exactly these files by that moment. Until then nobody can tell what was stamped.
        </p>
      </PageHeader>
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
            <ReadFiles chosen={state.chosen} files={state.files} seconds={state.seconds} onAnother={cancel} />
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

        <KeptOpenings />
      </div>
    </>
  );
}
