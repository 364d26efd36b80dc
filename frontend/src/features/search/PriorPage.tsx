import { routes } from "@colophon/sdk/index-api";
import { useEffect, useState } from "react";
import { useSearchParams } from "wouter";
import { IndexFreshness, NoIndex } from "../../flow/IndexNotices.tsx";
import { ReadIndex } from "../../flow/Read.tsx";
import { useSettled } from "../../flow/useForm.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { handOver } from "../../lib/handOver.ts";
import { useHashing } from "../../lib/hashing/useHashing.ts";
import { useIndex } from "../../lib/useIndex.ts";
import { WorkHit } from "../../parts/hits.tsx";
import { Button } from "../../ui/button.tsx";
import { DropZone } from "../../ui/DropZone.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { HashingProgress, LeftOutNotice } from "../../ui/files.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card, PageHeader } from "../../ui/page.tsx";
import { ErrorState } from "../../ui/states.tsx";
import { SameFiles } from "./SameFiles.tsx";
import { NearNames } from "./SearchResults.tsx";

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

const mostNames = 10;

/** Works that have the words of a title, and names that are spelled alike. */
function NamesAnswer({ name }: { name: string }) {
  const answer = useIndex(routes.works, { q: name.slice(0, 200), limit: mostNames });
  return (
    <section aria-labelledby="words-heading" className="grid gap-5">
      <h2 id="words-heading" className="text-2xl">
        Works with the words “{name}”
      </h2>
      <ReadIndex of={answer} what="these words">
        {({ items, next, at }) => (
          <>
            {items.length === 0 ? (
              <Notice title="No work in this index has all of these words">
                <p>
                  “Not found in this index” is not “not registered”: a work may have another title, another language, or
                  be stamped in secret.
                </p>
              </Notice>
            ) : (
              <ul className="grid gap-6">
                {items.map((work) => (
                  <li key={work.id}>
                    <WorkHit work={work} />
                  </li>
                ))}
              </ul>
            )}
            {next ? <p className="text-soft">There are more; only the first {mostNames} are shown.</p> : null}
            <NearNames name={name} except={items.map(({ id }) => id)} />
            <IndexFreshness at={at} />
          </>
        )}
      </ReadIndex>
    </section>
  );
}
