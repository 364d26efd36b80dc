import type { IpfsUri, Metadata } from "@colophon/sdk";
import { Plus, RotateCcw, Trash2 } from "lucide-react";
import type { Hex } from "viem";
import { AccountField } from "../../../flow/fields.tsx";
import { useStoredMedia } from "../../../lib/reads.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox, FieldError } from "../../../ui/field.tsx";
import { FileList } from "../../../ui/files.tsx";
import { Card } from "../../../ui/page.tsx";
import type { Content } from "../files/content.ts";
import { FilesField } from "../files/FilesField.tsx";
import { KnownFilesNotice } from "../files/KnownFilesNotice.tsx";
import { PersonFields } from "../people/PeopleStep.tsx";
import { newPerson, type Person } from "../people/people.ts";
import { PublicFileField, type PublicFileFieldProps, SmallMedia } from "../visible/PublicFileField.tsx";
import { makeCover, makePreview } from "../visible/publicFiles.ts";
import { FindableField } from "../visible/VisibleStep.tsx";
import type { KeptFile, ReviseDraft } from "./revision.ts";

type NewFilesProps = {
  draft: ReviseDraft;
  onChange: (patch: Partial<ReviseDraft>) => void;
  onContent: (content: Content | undefined) => void;
  error: string | undefined;
};

/** Whether the version has other files, and which. */
export function NewFiles({ draft, onChange, onContent, error }: NewFilesProps) {
  const { newFiles, content, hidden } = draft;
  return (
    <div className="grid gap-6">
      <fieldset className="grid gap-3">
        <legend className="sr-only">Files of this version</legend>
        <Checkbox
          type="radio"
          name="new-files"
          checked={!newFiles}
          onChange={() => onChange({ newFiles: false })}
          label="The same files"
          hint="Only the description, the credits or the pictures change."
        />
        <Checkbox
          type="radio"
          name="new-files"
          checked={newFiles}
          onChange={() => onChange({ newFiles: true })}
          label="New files"
          hint="A corrected or extended version. The earlier one stays in the record, with its date."
        />
      </fieldset>
      {newFiles && content ? (
        <Card className="grid gap-6">
          <div className="flex flex-wrap items-start justify-between gap-3">
            <FileList files={content.manifest.files} />
            <Button
              variant="secondary"
              size="small"
              icon={<RotateCcw aria-hidden="true" className="size-4" />}
              onClick={() => onContent(undefined)}
            >
              Choose other files
            </Button>
          </div>
          <KnownFilesNotice manifest={content.manifest} />
          <FindableField
            manifest={content.manifest}
            hidden={hidden}
            onChange={(paths) => onChange({ hidden: paths })}
          />
        </Card>
      ) : null}
      {newFiles && !content ? (
        <div tabIndex={-1} {...(error ? { "data-invalid": true } : {})} className="grid gap-3">
          {error ? <FieldError>{error}</FieldError> : null}
          <FilesField title="Drop the files of the new version here" onContent={onContent} />
        </div>
      ) : null}
    </div>
  );
}

type CreditsFieldProps = {
  people: readonly Person[];
  onChange: (people: readonly Person[]) => void;
  errors: Readonly<Record<string, string>>;
};

/** Who is credited. Their shares stay what they were registered as. */
export function CreditsField({ people, onChange, errors }: CreditsFieldProps) {
  return (
    <div className="grid gap-4">
      {people.map((person, index) => (
        <Card key={person.id} className="grid gap-4">
          <div className="flex items-center justify-between gap-4">
            <h3 className="text-xl">{person.name.trim() || `Person ${index + 1}`}</h3>
            {person.share ? (
              <p className="text-soft text-sm">Registered with {person.share}&nbsp;%</p>
            ) : (
              <Button
                variant="quiet"
                size="small"
                aria-label={`Remove ${person.name.trim() || `person ${index + 1}`}`}
                icon={<Trash2 aria-hidden="true" className="size-4" />}
                onClick={() => onChange(people.filter(({ id }) => id !== person.id))}
              >
                Remove
              </Button>
            )}
          </div>
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <PersonFields
              person={person}
              errors={errors}
              onChange={(patch) =>
                onChange(people.map((line) => (line.id === person.id ? { ...line, ...patch } : line)))
              }
            />
            {person.share ? null : (
              <AccountField
                label="Account"
                optional
                required={false}
                value={person.account}
                onChange={(account) =>
                  onChange(people.map((line) => (line.id === person.id ? { ...line, account } : line)))
                }
                error={errors[`${person.id}.account`]}
                className="sm:col-span-2"
              />
            )}
          </div>
        </Card>
      ))}
      <div>
        <Button
          variant="secondary"
          icon={<Plus aria-hidden="true" className="size-4" />}
          onClick={() => onChange([...people, newPerson()])}
        >
          Add a credit
        </Button>
      </div>
    </div>
  );
}

type KeptFileFieldProps = Pick<
  PublicFileFieldProps,
  "label" | "hint" | "accept" | "make" | "markable" | "originals" | "error"
> & {
  value: KeptFile;
  onChange: (file: KeptFile) => void;
  /** The file of the version before, if it had one. */
  before: { uri: IpfsUri; type: string } | undefined;
};

/** A public file that may stay as it was, be replaced, or be left out from now on. */
function KeptFileField({ value, onChange, before, ...field }: KeptFileFieldProps) {
  const stored = useStoredMedia(value.kind === "kept" ? before : undefined);
  const media = stored.data?.status === "found" ? stored.data.media : undefined;
  if (value.kind === "kept" && before) {
    return (
      <div className="grid gap-3">
        <p className="font-medium">{field.label}</p>
        <div className="flex flex-wrap items-end gap-4">
          {media ? <SmallMedia media={media} label={`${field.label}, as in the version before`} /> : null}
          <div className="grid gap-2">
            <p className="text-soft text-sm">As in the version before.</p>
            <Button
              variant="secondary"
              size="small"
              icon={<Trash2 aria-hidden="true" className="size-4" />}
              onClick={() => onChange({ kind: "none" })}
            >
              Replace it or leave it out
            </Button>
          </div>
        </div>
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      <PublicFileField
        {...field}
        value={value.kind === "new" ? value.file : undefined}
        onChange={(file) => onChange(file ? { kind: "new", file } : { kind: "none" })}
      />
      {before ? (
        <div>
          <Button
            variant="quiet"
            size="small"
            icon={<RotateCcw aria-hidden="true" className="size-4" />}
            onClick={() => onChange({ kind: "kept" })}
          >
            Keep the one before
          </Button>
        </div>
      ) : null}
    </div>
  );
}

type VisibleFilesProps = {
  draft: ReviseDraft;
  onChange: (change: Partial<ReviseDraft>) => void;
  before: Metadata | undefined;
  originals: readonly { sha256: Hex; path?: string }[];
  error: string | undefined;
};

/** The pictures and the preview that others see, as they were or new. */
export function VisibleFiles({ draft, onChange, before, originals, error }: VisibleFilesProps) {
  return (
    <div className="grid gap-6">
      <Card>
        <KeptFileField
          label="Cover picture"
          hint="It is re-encoded on this device, so that it is small and carries nothing hidden."
          accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
          make={makeCover}
          value={draft.cover}
          onChange={(cover) => onChange({ cover })}
          before={before?.image ? { uri: before.image, type: before.image_details?.type ?? "image/png" } : undefined}
        />
      </Card>
      <Card>
        <KeptFileField
          label="Public preview"
          hint="A picture is re-encoded on this device, smaller and without anything hidden in it. Sound, video, text and PDF of up to 1 MiB are published exactly as they are."
          accept="image/png,image/jpeg,image/webp,image/gif,image/avif,audio/*,video/*,text/plain,text/markdown,.md,.txt,application/pdf"
          make={makePreview}
          markable
          originals={originals}
          error={error}
          value={draft.preview}
          onChange={(preview) => onChange({ preview })}
          before={before?.preview}
        />
      </Card>
    </div>
  );
}
