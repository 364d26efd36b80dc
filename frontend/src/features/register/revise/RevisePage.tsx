/** @remarks It puts the sections of one form in their order, and each is a file of its own. */
import { formatId, type Metadata } from "@colophon/sdk";
import type { BlockRef, WorkRecord } from "@colophon/sdk/read";
import { ArrowRight } from "lucide-react";
import { useState } from "react";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { DraftNotice } from "../../../flow/DraftNotice.tsx";
import { Outcome } from "../../../flow/Outcome.tsx";
import { useErrorFocus } from "../../../flow/useForm.ts";
import { count, formatNumber, wordFor } from "../../../lib/format.ts";
import { usePageTitle } from "../../../lib/pageTitle.ts";
import { titleOf } from "../../../lib/work.ts";
import { ControllerNotice, WithWork } from "../../../parts/work.tsx";
import { Button, buttonClasses } from "../../../ui/button.tsx";
import { Field, FieldError, Textarea } from "../../../ui/field.tsx";
import { PageHeader, Section } from "../../../ui/page.tsx";
import { ErrorState, LoadingState } from "../../../ui/states.tsx";
import { DescriptionStep } from "../DescriptionStep.tsx";
import { CreditsField, NewFiles, VisibleFiles } from "./ReviseFields.tsx";
import { RevisePanel } from "./RevisePanel.tsx";
import { useRevision } from "./useRevision.ts";

/** Records a new version of a work. */
export function RevisePage({ id }: { id: string }) {
  return (
    <WithWork id={id} title="Record a new version">
      {(work, block) => <KnownWork work={work} block={block} />}
    </WithWork>
  );
}

function KnownWork({ work, block }: { work: WorkRecord; block: BlockRef }) {
  const [empty, setEmpty] = useState(false);
  usePageTitle(`New version of ${titleOf(work)}`);
  if (work.metadata.status !== "found" && !empty) {
    return (
      <>
        <PageHeader eyebrow="New version" title={titleOf(work)} />
        <ErrorState title="The description that it has now cannot be read">
          <p>{work.metadata.sentence}</p>
          <p>
            A new version replaces it as a whole, so it is better to wait until it can be read. The page asks again when
            you reload it.
          </p>
          <div className="mt-2 flex flex-wrap gap-2">
            <Button size="small" variant="secondary" onClick={() => location.reload()}>
              Reload
            </Button>
            <Button size="small" variant="quiet" onClick={() => setEmpty(true)}>
              Begin with an empty description
            </Button>
          </div>
        </ErrorState>
      </>
    );
  }
  const before = work.metadata.status === "found" ? work.metadata.value : undefined;
  return <ReviseForm work={work} before={before} block={block} />;
}

function ReviseForm({ work, before, block }: { work: WorkRecord; before: Metadata | undefined; block: BlockRef }) {
  const { address } = useConnection();
  const id = formatId(work.id, "work");
  const { revision, draft, patch, edit, onContent, originals, errors } = useRevision(work, before);
  const { value, ready } = draft;
  const { ref, tried, fail, reset } = useErrorFocus<HTMLFormElement>();
  const [recorded, setRecorded] = useState<number>();
  const shown = tried ? errors : {};

  if (!ready) return <LoadingState />;
  if (recorded !== undefined) return <Recorded id={id} title={value.description.title} revision={recorded} />;
  return (
    <>
      <PageHeader eyebrow={`Version ${revision + 1}`} title={titleOf(work)}>
        <p>
          A new version is added to the record of the work; the earlier ones stay, each with its date. As of block{" "}
          {formatNumber(block.number)} there {wordFor(revision, "is", "are")} {count(revision, "version")}.
        </p>
      </PageHeader>
      <ControllerNotice work={work} />
      <DraftNotice of={draft} />
      <form
        ref={ref}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (Object.keys(errors).length > 0) fail();
          else {
            reset();
            patch({ reviewing: true });
          }
        }}
        className="mt-8"
      >
        <Section title="Files">
          <NewFiles draft={value} onChange={edit} onContent={onContent} error={shown.files} />
        </Section>
        <Section title="Description" note="Its kind stays what it was registered as.">
          <DescriptionStep
            value={value.description}
            onChange={(description) => edit({ description })}
            errors={shown}
            fixedCategory
          />
        </Section>
        <Section title="Credits" note="Shares were fixed with the registration and stay as they are.">
          <CreditsField people={value.people} onChange={(people) => edit({ people })} errors={shown} />
        </Section>
        <Section title="What others see">
          <VisibleFiles draft={value} onChange={edit} before={before} originals={originals} error={shown.preview} />
        </Section>
        <Section title="Reason" note="For whoever compares the versions.">
          <Field label="Why this version was made" optional error={shown.reason}>
            <Textarea
              rows={3}
              value={value.reason}
              onChange={(event) => edit({ reason: event.target.value })}
              placeholder="Corrected the tide tables of March"
            />
          </Field>
        </Section>
        <Section title="Sign">
          <div className="grid gap-6">
            {shown.unchanged ? (
              <div tabIndex={-1} data-invalid="true">
                <FieldError>{shown.unchanged}</FieldError>
              </div>
            ) : null}
            {value.reviewing ? null : (
              <div>
                <Button type="submit">
                  Go on to sign <ArrowRight aria-hidden="true" className="size-4" />
                </Button>
                <p className="mt-3 text-soft text-sm">Nothing is published or signed yet.</p>
              </div>
            )}
            {value.reviewing ? (
              <RevisePanel
                work={work}
                id={id}
                before={before}
                draft={value}
                account={address}
                onChange={patch}
                onRecorded={() => {
                  draft.clear();
                  setRecorded(revision);
                }}
              />
            ) : null}
          </div>
        </Section>
      </form>
    </>
  );
}

function Recorded({ id, title, revision }: { id: string; title: string; revision: number }) {
  return (
    <Outcome>
      <PageHeader eyebrow={`Version ${revision + 1}`} title={title}>
        <p>The new version is recorded. The earlier ones stay in the record, each with its date.</p>
      </PageHeader>
      <Link href={`/work/${id}`} className={buttonClasses()}>
        See the work
      </Link>
    </Outcome>
  );
}
