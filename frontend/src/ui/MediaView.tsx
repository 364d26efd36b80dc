import { Download } from "lucide-react";
import { type CSSProperties, useState } from "react";
import { useObjectUrl } from "../lib/browser.ts";
import { downloadFile } from "../lib/download.ts";
import type { Media } from "../lib/media.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";
import { LoadingState } from "./states.tsx";

export type MediaViewProps = {
  media: Media;
  /** What it is, for people who cannot see it: "Preview of The Salt Almanac". */
  label: string;
};

/** How wide and high a picture is, in pixels. */
export type Size = { width: number; height: number };

/**
 * The room of a picture in its own shape, as large as `--most` lets it be high: the same before it has come, while it is
 * decoded and when it is there, so that nothing below it moves.
 */
export function roomOf({ width, height }: Size): CSSProperties {
  return { aspectRatio: `${width} / ${height}`, width: `min(100%, ${width}px, var(--most) * ${width / height})` };
}

/** A stranger's preview: pictures, sound, moving pictures and plain text; nothing that could run. */
export function MediaView({ media, label }: MediaViewProps) {
  switch (media.kind) {
    case "text":
      return (
        <section
          aria-label={label}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-56 overflow-auto rounded-lg border border-rule bg-leaf p-5 sm:max-h-96 sm:p-6"
        >
          <p
            dir="auto"
            className="max-w-[65ch] whitespace-pre-wrap font-serif text-[1.0625rem] leading-[1.7] [overflow-wrap:anywhere]"
          >
            {media.text}
          </p>
          {media.cut ? <p className="mt-4 text-sm text-soft">The rest is not shown here.</p> : null}
        </section>
      );
    case "refused":
      return (
        <Notice tone="warning">
          <p>{media.sentence}</p>
        </Notice>
      );
    case "other":
      return (
        <div className="grid justify-items-start gap-3">
          <p className="text-soft">A preview of the type {media.type} cannot be shown here.</p>
          <Button
            variant="secondary"
            size="small"
            icon={<Download aria-hidden="true" className="size-4" />}
            // Saved as bytes without a type, so that nothing opens it by itself.
            onClick={() =>
              downloadFile("preview.bin", media.bytes as Uint8Array<ArrayBuffer>, "application/octet-stream")
            }
          >
            Save it as a file
          </Button>
        </div>
      );
    default:
      return <Decoded key={media.type} media={media} label={label} />;
  }
}

const previewRoom = "h-auto rounded-md shadow-leaf [--most:36rem]";

/** What stands in the place of a preview until it has come, as large as that will be where it is known. */
export function MediaPending({ kind, size }: { kind: string | undefined; size: Size | undefined }) {
  const place = kind === "image" && size;
  const box = place
    ? `${previewRoom} animate-pulse bg-rule`
    : kind === "text"
      ? "grid h-56 content-center sm:h-96"
      : "";
  return (
    <div style={place ? roomOf(place) : undefined} className={box}>
      <div className={place ? "sr-only" : ""}>
        <LoadingState label="Fetching the preview" />
      </div>
    </div>
  );
}

function Decoded({ media, label }: { media: Media & { kind: "image" | "audio" | "video" }; label: string }) {
  const url = useObjectUrl(media.bytes, media.type);
  const [broken, setBroken] = useState(false);
  if (broken) {
    return (
      <Notice tone="warning">
        <p>Your browser could not decode this preview.</p>
      </Notice>
    );
  }
  if (!url) return null;
  if (media.kind === "image") {
    return (
      <img
        src={url}
        alt={label}
        style={roomOf(media)}
        onError={() => setBroken(true)}
        className={`${previewRoom} object-contain`}
      />
    );
  }
  if (media.kind === "audio") {
    // biome-ignore lint/a11y/useMediaCaption: a stranger's recording comes without captions
    return <audio src={url} controls aria-label={label} onError={() => setBroken(true)} className="w-full max-w-xl" />;
  }
  return (
    // biome-ignore lint/a11y/useMediaCaption: a stranger's film comes without captions
    <video
      src={url}
      controls
      aria-label={label}
      onError={() => setBroken(true)}
      className="max-h-[36rem] max-w-full rounded-md"
    />
  );
}
