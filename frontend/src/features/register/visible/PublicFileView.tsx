import { FileText } from "lucide-react";
import { useMemo } from "react";
import { mediaOf } from "../../../lib/media/mediaOf.ts";
import { useObjectUrl } from "../../../lib/media/useObjectUrl.ts";
import type { PublicFile } from "./PublicFile.ts";

/** What others will see of a file that becomes public. */
export function PublicFileView({ file }: { file: PublicFile }) {
  const media = useMemo(() => mediaOf(file.bytes, file.type), [file]);
  const playable = media.kind === "image" || media.kind === "audio" || media.kind === "video" ? media : undefined;
  const url = useObjectUrl(playable?.bytes, playable?.type ?? "");
  if (media.kind === "text") {
    return (
      <p className="line-clamp-6 max-w-prose whitespace-pre-wrap rounded-lg border border-rule bg-leaf p-4 font-serif [overflow-wrap:anywhere]">
        {media.text.slice(0, 1_000)}
      </p>
    );
  }
  if (playable && url) {
    if (playable.kind === "image") {
      return <img src={url} alt="" className="max-h-56 max-w-full rounded-md border border-rule shadow-leaf" />;
    }
    const label = `Preview of ${file.name}`;
    // biome-ignore lint/a11y/useMediaCaption: it is the person's own file, which brings what captions it has
    if (playable.kind === "audio") return <audio src={url} controls aria-label={label} className="max-w-full" />;
    // biome-ignore lint/a11y/useMediaCaption: as above
    return <video src={url} controls aria-label={label} className="max-h-56 max-w-full rounded-md" />;
  }
  return (
    <span className="inline-flex size-20 items-center justify-center rounded-md border border-rule bg-leaf text-soft">
      <FileText aria-hidden="true" className="size-8" />
    </span>
  );
}
