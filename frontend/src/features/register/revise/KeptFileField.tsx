import type { IpfsUri } from "@colophon/sdk";
import { RotateCcw, Trash2 } from "lucide-react";
import { Button } from "../../../components/Button.tsx";
import { useStoredMedia } from "../../../lib/media/useStoredMedia.ts";
import { PublicFileField, type PublicFileFieldProps } from "../visible/PublicFileField.tsx";
import { SmallMedia } from "../visible/SmallMedia.tsx";
import type { KeptFile } from "./ReviseDraft.ts";

export type KeptFileFieldProps = Pick<PublicFileFieldProps, "label" | "hint" | "accept" | "make"> & {
  value: KeptFile;
  onChange: (file: KeptFile) => void;
  /** The file of the version before, if it had one. */
  before: { uri: IpfsUri; type: string } | undefined;
};

/** A public file that may stay as it was, be replaced, or be left out from now on. */
export function KeptFileField({ value, onChange, before, ...field }: KeptFileFieldProps) {
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
