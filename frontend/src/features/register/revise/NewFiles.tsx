import { RotateCcw } from "lucide-react";
import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { Checkbox } from "../../../components/Checkbox.tsx";
import { FieldError } from "../../../components/Field.tsx";
import { FileList } from "../../../components/FileList.tsx";
import type { Content } from "../files/Content.ts";
import { FilesField } from "../files/FilesField.tsx";
import { KnownFilesNotice } from "../files/KnownFilesNotice.tsx";
import { FindableField } from "../visible/FindableField.tsx";
import type { ReviseDraft } from "./ReviseDraft.ts";

export type NewFilesProps = {
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
