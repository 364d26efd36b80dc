import type { Manifest } from "@colophon/sdk";
import { useMemo } from "react";
import { Card } from "../../../components/Card.tsx";
import type { ChosenFiles } from "../../../lib/files/ChosenFiles.ts";
import { FindableField } from "./FindableField.tsx";
import { makeCover } from "./makeCover.ts";
import { makePreview } from "./makePreview.ts";
import type { PublicFile } from "./PublicFile.ts";
import { PublicFileField } from "./PublicFileField.tsx";

export type VisibleStepProps = {
  manifest: Manifest | undefined;
  /** The files that the content was read from, while the page is open. */
  chosen: ChosenFiles | undefined;
  cover: PublicFile | undefined;
  onCover: (file: PublicFile | undefined) => void;
  preview: PublicFile | undefined;
  onPreview: (file: PublicFile | undefined) => void;
  hidden: readonly string[];
  onHidden: (hidden: readonly string[]) => void;
};

const small = 1024 * 1024;

/** What others see and find: cover, preview, files. */
export function VisibleStep(props: VisibleStepProps) {
  const { manifest, chosen, cover, onCover, preview, onPreview, hidden, onHidden } = props;
  const pictures = useMemo(
    () => (chosen?.files ?? []).map(({ file }) => file).filter(({ type }) => /^image\/(?!svg)/.test(type)),
    [chosen],
  );
  const excerpts = useMemo(
    () =>
      (chosen?.files ?? [])
        .map(({ file }) => file)
        .filter(
          ({ type, size }) => size <= small && /^(image\/(?!svg)|audio\/|video\/|text\/(plain|markdown))/.test(type),
        ),
    [chosen],
  );
  return (
    <div className="grid gap-6">
      <Card>
        <PublicFileField
          label="Cover picture"
          hint="Shown wherever the work is listed. It is drawn anew on this device, so that it is small and carries nothing hidden, such as where it was taken. Without one, the work gets a cover of patterned paper."
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
          hint="A picture, sound, video, text or PDF of up to 1 MiB that everybody may see: an excerpt, a small version. It is published exactly as it is, with everything hidden in it, for good."
          accept="image/png,image/jpeg,image/webp,image/gif,image/avif,audio/*,video/*,text/plain,text/markdown,.md,.txt,application/pdf"
          value={preview}
          onChange={onPreview}
          make={makePreview}
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
