import { useEffect, useMemo, useState } from "react";
import { useConnection } from "wagmi";
import { useSearchParams } from "wouter";
import { useActiveChain } from "../../lib/chain.ts";
import { handOver } from "../../lib/handOver.ts";
import { useHashing } from "../../lib/hashing/useHashing.ts";
import { parseSearch } from "../../lib/questions.ts";
import { useHeadTime } from "../../lib/useFinding.ts";
import { LookupHead } from "../../parts/heads.tsx";
import { Button } from "../../ui/button.tsx";
import { DropZone } from "../../ui/DropZone.tsx";
import { HashingProgress, LeftOutNotice } from "../../ui/files.tsx";
import { Card } from "../../ui/page.tsx";
import { ErrorState } from "../../ui/states.tsx";
import { AskBox } from "./AskBox.tsx";
import type { Clearance } from "./clearance/question.ts";
import { FilesFound } from "./FilesFound.tsx";
import { TextAnswer } from "./TextAnswer.tsx";
import { WantedFields, wantedOf } from "./wanted.tsx";

/**
 * One place for whatever somebody has: a file, a folder, a link, a number, a digest, an address, words. What is known of
 * it, who claims it, what is licensed, and whether it may be used.
 */
export function LookupPage() {
  const { deployment } = useActiveChain();
  const [search] = useSearchParams();
  const { state, start, cancel } = useHashing();
  const [handed] = useState(() => handOver.take());
  useEffect(() => {
    if (handed) void start(handed);
  }, [handed, start]);
  const asked = search.get("q") ?? "";
  const question = useMemo(() => parseSearch(asked, deployment), [asked, deployment]);
  const clearance = useClearance(search);
  return (
    <>
      <LookupHead />
      <div className="grid gap-10">
        <div className="grid items-stretch gap-6 lg:grid-cols-2">
          <AskBox key={asked} asked={asked} onAsk={cancel} />
          {state.status === "hashing" ? (
            <Card>
              <HashingProgress progress={state.progress} onCancel={cancel} />
            </Card>
          ) : (
            <DropZone
              title={state.status === "done" ? "Drop other files" : "Drop a picture, a file or a folder"}
              hint="It is read here and stays here. The SHA-256 of each file is asked for, and nothing else of it."
              onChoose={start}
              className="content-center"
            />
          )}
        </div>
        <WantedFields />
        <section aria-label="Answer" aria-live="polite" className="grid gap-8">
          {state.status === "failed" ? (
            <ErrorState title="The files could not be read" onRetry={() => start(state.chosen)}>
              <p>{state.sentence}</p>
            </ErrorState>
          ) : null}
          {state.status === "done" ? (
            <>
              <LeftOutNotice chosen={state.chosen} />
              <FilesFound files={state.files} clearance={clearance} />
              <div>
                <Button variant="quiet" size="small" onClick={cancel}>
                  Forget these files
                </Button>
              </div>
            </>
          ) : state.status === "hashing" ? null : (
            <TextAnswer question={question} clearance={clearance} />
          )}
        </section>
      </div>
    </>
  );
}

/** The use that is asked about, now and for the connected account; undefined while none is. */
function useClearance(search: URLSearchParams): Clearance | undefined {
  const { address } = useConnection();
  const time = useHeadTime();
  // One moment for one question, so that its answer is not asked for anew with every block.
  const [now] = useState(time);
  const wanted = wantedOf(search);
  if (!wanted) return undefined;
  const { until = now, ...rest } = wanted;
  return { ...rest, field: undefined, from: now, until: Math.max(now, until), account: address };
}
