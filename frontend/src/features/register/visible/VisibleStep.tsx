import { type Manifest, visibleText } from "@colophon/sdk";
import { useMemo } from "react";
import type { ChosenFiles } from "../../../lib/chosenFiles.ts";
import { formatBytes, formatNumber } from "../../../lib/format.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Card } from "../../../ui/page.tsx";
import { findableFiles } from "./findableFiles.ts";
import { PublicFileField } from "./PublicFileField.tsx";
import { makeCover, makePreview, type PublicFile } from "./publicFiles.ts";

type VisibleStepProps = {
  manifest: Manifest | undefined;
  /** The files that the content was read from, while the page is open. */
  chosen: ChosenFiles | undefined;
  cover: PublicFile | undefined;
  onCover: (file: PublicFile | undefined) => void;
  preview: PublicFile | undefined;
  onPreview: (file: PublicFile | undefined) => void;
  hidden: readonly string[];
  onHidden: (hidden: readonly string[]) => void;
  errors: Readonly<Record<string, string>>;
};

const mostBytes = 1024 * 1024;

/** What others see and find: cover, preview, files. */
export function VisibleStep(props: VisibleStepProps) {
  const { manifest, chosen, cover, onCover, preview, onPreview, hidden, onHidden, errors } = props;
  const pictures = useMemo(
    () => (chosen?.files ?? []).map(({ file }) => file).filter(({ type }) => /^image\/(?!svg)/.test(type)),
    [chosen],
  );
  const excerpts = useMemo(
    () =>
      (chosen?.files ?? [])
        .map(({ file }) => file)
        .filter(
          ({ type, size }) =>
            (size <= mostBytes || type.startsWith("image/")) &&
            /^(image\/(?!svg)|audio\/|video\/|text\/(plain|markdown))/.test(type),
        ),
    [chosen],
  );
  return (
    <div className="grid gap-6">
      <Card>
        <PublicFileField
          label="Cover picture"
          hint="Shown wherever the work is listed. It is re-encoded on this device, so that it is small and carries nothing hidden, such as where it was taken. Without one, the work gets a cover of patterned paper."
          accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
          value={cover}
          onChange={onCover}
          make={makeCover}
          suggestions={pictures}
        />
      </Card>
      <Card>
        <PublicFileField
          label="Public preview"
          hint="Something that everybody may see: an excerpt, a small version. A picture is re-encoded on this device, smaller and without anything hidden in it. Sound, video, text and PDF of up to 1 MiB are published exactly as they are, with everything hidden in them, for good."
          accept="image/png,image/jpeg,image/webp,image/gif,image/avif,audio/*,video/*,text/plain,text/markdown,.md,.txt,application/pdf"
          value={preview}
          onChange={onPreview}
          make={makePreview}
          markable
          originals={manifest?.files ?? []}
          error={errors.preview}
          suggestions={excerpts}
        />
      </Card>
      {manifest ? (
        <Card>
          <FindableField manifest={manifest} hidden={hidden} onChange={onHidden} />
        </Card>
      ) : null}
    </div>
  );
}

type FindableFieldProps = {
  manifest: Manifest;
  /** Paths of the files that are not made findable. */
  hidden: readonly string[];
  onChange: (hidden: readonly string[]) => void;
};

/** Which files lead those who hold them to the work. */
export function FindableField({ manifest, hidden, onChange }: FindableFieldProps) {
  const { all, chosen, limit } = useMemo(() => findableFiles(manifest, hidden), [manifest, hidden]);
  const chosenPaths = useMemo(() => new Set(chosen.map(({ path }) => path)), [chosen]);
  const [only] = all;
  const toggle = (path: string, on: boolean) =>
    onChange(on ? hidden.filter((known) => known !== path) : [...hidden, path]);
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-1 font-medium">Files that lead to the work</legend>
      <div className="grid max-w-prose gap-2 text-soft text-sm">
        <p>
          For each of these files its SHA-256 becomes public: a fingerprint from which nobody can make the file. Whoever
          holds the same file can then find your work, its terms and you. So people who have a picture can find whom to
          ask for a licence.
        </p>
        <p>The names of the files stay private, and so does everything about a file that you leave out.</p>
      </div>
      {all.length === 1 && only ? (
        <Checkbox
          checked={chosen.length === 1}
          onChange={(event) => toggle(only.path, event.target.checked)}
          label={`Make “${visibleText(only.path)}” findable by those who hold it`}
          hint={formatBytes(only.size)}
        />
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-3">
            <p className="font-medium text-sm tabular-nums">
              {formatNumber(chosen.length)} of {formatNumber(all.length)} files
            </p>
            <Button variant="quiet" size="small" onClick={() => onChange([])}>
              All
            </Button>
            <Button variant="quiet" size="small" onClick={() => onChange(all.map(({ path }) => path))}>
              None
            </Button>
          </div>
          {all.length - hidden.length > limit ? (
            <Notice>
              <p>
                One transaction has room for {formatNumber(limit)} of these files, so the first ones are taken. Leave
                out some that matter less, or make the others findable later with a revision.
              </p>
            </Notice>
          ) : null}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
          <ul tabIndex={0} className="grid max-h-80 gap-1 overflow-y-auto rounded-lg border border-rule bg-leaf p-4">
            {all.slice(0, 1_000).map(({ path, size }) => (
              <li key={path}>
                <Checkbox
                  checked={chosenPaths.has(path)}
                  disabled={!chosenPaths.has(path) && !hidden.includes(path)}
                  onChange={(event) => toggle(path, event.target.checked)}
                  label={
                    <span className="font-normal [overflow-wrap:anywhere]">
                      {visibleText(path)} <span className="text-soft text-sm">{formatBytes(size)}</span>
                    </span>
                  }
                />
              </li>
            ))}
          </ul>
          {all.length > 1_000 ? (
            <p className="text-soft text-sm">and {formatNumber(all.length - 1_000)} more, which are not shown here.</p>
          ) : null}
        </>
      )}
    </fieldset>
  );
}
