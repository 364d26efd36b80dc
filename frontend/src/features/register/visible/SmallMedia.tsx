import { FileText } from "lucide-react";
import type { Media } from "../../../lib/media/mediaOf.ts";
import { useObjectUrl } from "../../../lib/media/useObjectUrl.ts";

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
