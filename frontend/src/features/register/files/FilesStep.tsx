import { RotateCcw } from "lucide-react";
import { Link } from "wouter";
import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { FileList } from "../../../components/FileList.tsx";
import { Notice } from "../../../components/Notice.tsx";
import type { ChosenFiles } from "../../../lib/files/ChosenFiles.ts";
import { CompareFiles } from "./CompareFiles.tsx";
import type { Content } from "./Content.ts";
import { FilesField } from "./FilesField.tsx";
import { KeptOpenings } from "./KeptOpenings.tsx";
import { KnownFilesNotice } from "./KnownFilesNotice.tsx";
import { OpeningMismatchNotice } from "./OpeningMismatchNotice.tsx";
import { StampPanel } from "./StampPanel.tsx";
import type { CurrentOpening } from "./useOpening.ts";

export type FilesStepProps = {
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
        <KeptOpenings onContent={(kept) => onContent(kept, undefined)} />
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
