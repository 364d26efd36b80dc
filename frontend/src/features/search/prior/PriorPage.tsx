import { useEffect, useState } from "react";
import { useSearchParams } from "wouter";
import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { DropZone } from "../../../components/DropZone.tsx";
import { ErrorState } from "../../../components/ErrorState.tsx";
import { Field } from "../../../components/Field.tsx";
import { HashingProgress } from "../../../components/HashingProgress.tsx";
import { Input } from "../../../components/Input.tsx";
import { NoIndex } from "../../../components/index/NoIndex.tsx";
import { LeftOutNotice } from "../../../components/LeftOutNotice.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { PageHeader } from "../../../components/PageHeader.tsx";
import { useActiveChain } from "../../../lib/chain/useActiveChain.ts";
import { handOver } from "../../../lib/files/handOver.ts";
import { useSettled } from "../../../lib/forms/useSettled.ts";
import { useHashing } from "../../../lib/hashing/useHashing.ts";
import { NamesAnswer } from "./NamesAnswer.tsx";
import { SameFiles } from "./SameFiles.tsx";

/** Whether something like a file or a title is registered already: the same bytes, the same words, near names. */
export function PriorPage() {
  const chain = useActiveChain();
  const [search, setSearch] = useSearchParams();
  const name = search.get("name") ?? "";
  const settled = useSettled(name.trim(), 400);
  const { state, start, cancel } = useHashing();
  const [handed] = useState(() => handOver.take());
  useEffect(() => {
    if (handed) void start(handed);
  }, [handed, start]);

  return (
    <>
      <PageHeader eyebrow="Before you register" title="Is something like this registered?">
        <p>
          Ask with the files themselves, with a title, or with both. The answer helps you look; it does not decide who
          made what.
        </p>
      </PageHeader>
      <div className="grid gap-8">
        {chain.index === undefined ? (
          <NoIndex>
            Comparing a title with all works needs an index, and none is set up for {chain.name} here. Files are looked
            up on the chain all the same when you drop them under “Prove” or “Verify”.
          </NoIndex>
        ) : (
          <>
            <div className="grid items-stretch gap-6 lg:grid-cols-2">
              <DropZone
                title="Drop a file or a folder"
                hint="It is read here, in your browser, and never leaves this device. Only the SHA-256 of each file is asked for."
                onChoose={start}
                className="content-center"
              />
              <Card className="grid content-start gap-5">
                <Field label="Title or name" hint="Works with these words, and with names that are spelled alike.">
                  <Input
                    value={name}
                    onChange={(event) =>
                      setSearch(event.target.value ? { name: event.target.value } : {}, { replace: true })
                    }
                    autoComplete="off"
                  />
                </Field>
                <Notice title="Asking tells the index something">
                  <p>
                    Whoever runs this index learns the digests and words that you ask for, and that somebody asks. A
                    digest does not reveal the file, but shows it to whoever has the same file. If that is too much,
                    stamp it first: a stamp reveals nothing.
                  </p>
                </Notice>
              </Card>
            </div>
            <section aria-label="Answer" aria-live="polite" className="grid gap-8">
              {state.status === "hashing" ? (
                <Card>
                  <HashingProgress progress={state.progress} onCancel={cancel} />
                </Card>
              ) : null}
              {state.status === "failed" ? (
                <ErrorState title="The files could not be read" onRetry={() => start(state.chosen)}>
                  <p>{state.sentence}</p>
                </ErrorState>
              ) : null}
              {state.status === "done" ? (
                <>
                  <LeftOutNotice chosen={state.chosen} />
                  <SameFiles files={state.files} />
                  <div>
                    <Button variant="quiet" size="small" onClick={cancel}>
                      Forget these files
                    </Button>
                  </div>
                </>
              ) : null}
              {settled.length > 1 ? <NamesAnswer name={settled} /> : null}
            </section>
          </>
        )}
      </div>
    </>
  );
}
