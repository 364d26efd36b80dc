import { compareFiles, type FileComparison, type Manifest } from "@colophon/sdk";
import { RotateCcw } from "lucide-react";
import { Link } from "wouter";
import type { ChosenFiles } from "../../../lib/chosenFiles.ts";
import { count } from "../../../lib/format.ts";
import { useHashing } from "../../../lib/hashing/useHashing.ts";
import { useKeptOpenings } from "../../../lib/openings.ts";
import { formatTime } from "../../../lib/time.ts";
import { FileDifferences } from "../../../parts/FileDifferences.tsx";
import { Button } from "../../../ui/button.tsx";
import { DropZone } from "../../../ui/DropZone.tsx";
import { FileList, HashingProgress } from "../../../ui/files.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Card } from "../../../ui/page.tsx";
import { ErrorState } from "../../../ui/states.tsx";
import type { Content, CurrentOpening } from "./content.ts";
import { FilesField } from "./FilesField.tsx";
import { KnownFilesNotice } from "./KnownFilesNotice.tsx";
import { OpeningMismatchNotice, StampPanel } from "./StampPanel.tsx";

type FilesStepProps = {
  content: Content | undefined;
  onContent: (content: Content | undefined, chosen: ChosenFiles | undefined) => void;
  current: CurrentOpening;
  /** The page where this goes on after a reload. */
  href: string;
  stampDeclined: boolean;
  onStampDeclined: (declined: boolean) => void;
  error: string | undefined;
};

/** Which files are registered, whether anybody registered them before, and their stamp. */
export function FilesStep(props: FilesStepProps) {
  const { content, onContent, current, href, stampDeclined, onStampDeclined, error } = props;
  if (!content) {
    return (
      <div className="grid gap-8">
        {error ? (
          <div data-invalid="true" tabIndex={-1}>
            <Notice tone="danger" urgent>
              <p>{error}</p>
            </Notice>
          </div>
        ) : null}
        <FilesField title="Drop the files of your work here" onContent={onContent} />
        <EarlierStamps onContent={(kept) => onContent(kept, undefined)} />
      </div>
    );
  }
  const { opening, mismatch } = current;
  return (
    <div className="grid gap-8">
      <Card className="grid gap-5">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <FileList files={content.manifest.files} />
          <Button
            variant="secondary"
            size="small"
            icon={<RotateCcw aria-hidden="true" className="size-4" />}
            onClick={() => onContent(undefined, undefined)}
          >
            Choose other files
          </Button>
        </div>
        <KnownFilesNotice manifest={content.manifest} />
        <p>
          <Link href="/search/registered" className="link">
            Look for similar titles and other files
          </Link>
        </p>
      </Card>
      {content.opening ? <CompareFiles manifest={content.manifest} /> : null}
      <section aria-labelledby="stamp" className="grid gap-4">
        <h3 id="stamp" className="text-2xl">
          The stamp{" "}
          <span className="ml-1 font-normal font-sans text-base text-soft">recommended before you register</span>
        </h3>
        {mismatch && opening ? (
          <OpeningMismatchNotice
            mismatch={mismatch}
            opening={opening}
            onDrop={() => onContent({ ...content, opening: undefined }, undefined)}
          />
        ) : opening ? (
          <StampPanel
            opening={opening}
            name={content.name}
            href={href}
            declined={stampDeclined}
            onDecline={onStampDeclined}
          />
        ) : (
          <p className="text-soft">
            A stamp in an earlier block protects you against somebody who copies your registration on its way. It has
            your account inside, so it can be made once a wallet is connected. You can fill in everything else first;
            you are asked again before you sign.
          </p>
        )}
      </section>
    </div>
  );
}

const mostStamps = 6;

/** What was stamped on this device before, to go on from. */
function EarlierStamps({ onContent }: { onContent: (content: Content) => void }) {
  const kept = useKeptOpenings();
  if (!kept.data || kept.data.length === 0) return null;
  return (
    <section aria-labelledby="kept-openings" className="grid gap-3">
      <h3 id="kept-openings" className="text-xl">
        Or go on from an earlier stamp
      </h3>
      <ul className="grid gap-2">
        {kept.data.slice(0, mostStamps).map(({ opening, name, createdAt }) => (
          <li
            key={opening.commitment}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border border-rule bg-leaf px-4 py-3"
          >
            <div className="min-w-0">
              <p className="font-medium [overflow-wrap:anywhere]">{name}</p>
              <p className="text-soft text-sm">
                {count(opening.manifest.files.length, "file")}, prepared {formatTime(Math.floor(createdAt / 1000))}
              </p>
            </div>
            <Button
              variant="secondary"
              size="small"
              aria-label={`Use this: “${name}”`}
              onClick={() => onContent({ name, manifest: opening.manifest, salt: opening.salt, opening })}
            >
              Use this
            </Button>
          </li>
        ))}
      </ul>
      {kept.data.length > mostStamps ? (
        <p className="text-soft text-sm">
          {kept.data.length - mostStamps} older ones are kept on this device too. Drop their opening files above to use
          them.
        </p>
      ) : null}
    </section>
  );
}

/** Whether the files that a person has are still those that were stamped. */
function CompareFiles({ manifest }: { manifest: Manifest }) {
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
  return (
    <Notice tone="warning" urgent title="These are not the files that were stamped">
      <FileDifferences of={result} />
      <p>
        The registration is about what was stamped. To register the files that you have now, choose other files above.
      </p>
    </Notice>
  );
}
