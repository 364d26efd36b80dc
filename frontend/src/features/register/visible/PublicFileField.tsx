import { visibleText } from "@colophon/sdk";
import { FileText, ImagePlus, Trash2 } from "lucide-react";
import { type ReactNode, useId, useMemo, useRef, useState } from "react";
import type { Hex } from "viem";
import { useObjectUrl } from "../../../lib/browser.ts";
import { formatBytes } from "../../../lib/format.ts";
import { type Media, mediaOf } from "../../../lib/media.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox, FieldError } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { originalOf, type PublicFile, type PublicFileResult } from "./publicFiles.ts";

export type PublicFileFieldProps = {
  label: string;
  hint: ReactNode;
  accept: string;
  value: PublicFile | undefined;
  onChange: (file: PublicFile | undefined) => void;
  /** Makes a file fit to be published, or says why it is not. */
  make: (file: File, marked: boolean) => Promise<PublicFileResult>;
  /** Whether pictures can have words written across them. */
  markable?: boolean;
  /** The files of the work: one of them is published only if the person says so. */
  originals?: readonly { sha256: Hex; path?: string }[];
  error?: string | undefined;
  /** Files that are at hand, as a shortcut if they are few. */
  suggestions?: readonly File[];
};

/** One file that becomes public: chosen, checked, shown, and taken away again. */
export function PublicFileField({
  label,
  hint,
  accept,
  value,
  onChange,
  make,
  markable = false,
  originals = [],
  error,
  suggestions = [],
}: PublicFileFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const id = useId();

  const [marked, setMarked] = useState(true);
  // What was chosen while the page is open: another choice of marks draws it again.
  const [source, setSource] = useState<File>();
  const original = useMemo(() => originalOf(originals, value), [originals, value]);

  const take = async (file: File, mark = marked) => {
    setProblem(undefined);
    setBusy(true);
    setSource(file);
    const result = await make(file, mark);
    setBusy(false);
    if (result.ok) onChange(result.file);
    else setProblem(result.error);
  };

  return (
    <fieldset aria-describedby={`${id}-hint`} className="grid gap-3">
      <legend className="mb-1 font-medium">
        {label} <span className="ml-1 font-normal text-sm text-soft">optional</span>
      </legend>
      <p id={`${id}-hint`} className="max-w-prose text-soft text-sm">
        {hint}
      </p>
      {value ? (
        <div className="flex flex-wrap items-end gap-4">
          <PublicFileView file={value} />
          <div className="grid gap-2">
            <p className="text-sm">
              <span className="[overflow-wrap:anywhere]">{value.name}</span>
              <br />
              <span className="text-soft">
                {formatBytes(value.bytes.length)}
                {value.width && value.height ? `, ${value.width} × ${value.height} pixels` : ""}
                {value.drawn ? ", re-encoded here" : ""}
              </span>
            </p>
            <Button
              variant="secondary"
              size="small"
              icon={<Trash2 aria-hidden="true" className="size-4" />}
              onClick={() => onChange(undefined)}
            >
              Leave it out
            </Button>
          </div>
        </div>
      ) : (
        <div className="flex flex-wrap gap-3">
          <Button
            variant="secondary"
            busy={busy}
            icon={<ImagePlus aria-hidden="true" className="size-4" />}
            onClick={() => input.current?.click()}
          >
            Choose a file
          </Button>
          {(suggestions.length > 3 ? [] : suggestions).map((file) => (
            <Button key={file.name} variant="quiet" disabled={busy} onClick={() => void take(file)}>
              Use {file.name}
            </Button>
          ))}
        </div>
      )}
      {markable && (value === undefined || (value.drawn && source)) ? (
        <Checkbox
          checked={marked}
          disabled={busy}
          onChange={(event) => {
            setMarked(event.target.checked);
            if (value && source) void take(source, event.target.checked);
          }}
          label="Write “PREVIEW” across a picture"
          hint="So that nobody takes the copy for the work."
        />
      ) : null}
      {value && original ? (
        <Notice tone="warning" urgent title="This is a file of the work itself">
          <p>
            {original.path ? `It is “${visibleText(original.path)}”` : "It is one of its files"}, byte for byte, with
            everything hidden in it. Whoever sees the work gets all of it.
          </p>
          <Checkbox
            checked={value.agreed ?? false}
            onChange={(event) => onChange({ ...value, agreed: event.target.checked })}
            label="Publish the whole file, for everybody and for good"
          />
        </Notice>
      ) : null}
      {error && !problem ? (
        <div tabIndex={-1} data-invalid="true">
          <FieldError>{error}</FieldError>
        </div>
      ) : null}
      {problem ? <FieldError>{problem}</FieldError> : null}
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) void take(file);
        }}
      />
    </fieldset>
  );
}

/** What others will see of a file that becomes public. */
export function PublicFileView({ file }: { file: PublicFile }) {
  const media = useMemo(() => mediaOf(file.bytes, file.type), [file]);
  return <SmallMedia media={media} label={file.name} />;
}

/** A small view of a public file: enough to recognise it. */
export function SmallMedia({ media, label }: { media: Media; label: string }) {
  const decoded = media.kind === "image" || media.kind === "audio" || media.kind === "video" ? media : undefined;
  const url = useObjectUrl(decoded?.bytes, decoded?.type ?? "");
  if (media.kind === "text") {
    return (
      <p className="line-clamp-6 max-w-prose whitespace-pre-wrap rounded-lg border border-rule bg-leaf p-4 font-serif [overflow-wrap:anywhere]">
        {media.text.slice(0, 1_000)}
      </p>
    );
  }
  if (decoded && url) {
    if (decoded.kind === "image") {
      return <img src={url} alt={label} className="max-h-56 max-w-full rounded-md border border-rule shadow-leaf" />;
    }
    // biome-ignore lint/a11y/useMediaCaption: it is the person's own file, which brings what captions it has
    if (decoded.kind === "audio") return <audio src={url} controls aria-label={label} className="max-w-full" />;
    // biome-ignore lint/a11y/useMediaCaption: as above
    return <video src={url} controls aria-label={label} className="max-h-56 max-w-full rounded-md" />;
  }
  return (
    <span className="inline-flex size-20 items-center justify-center rounded-md border border-rule bg-leaf text-soft">
      <FileText aria-hidden="true" className="size-8" />
    </span>
  );
}
