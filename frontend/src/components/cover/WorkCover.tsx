import type { ContentFinding, IpfsUri, Metadata } from "@colophon/sdk";
import { useState } from "react";
import { useObjectUrl } from "../../lib/media/useObjectUrl.ts";
import { type StoredMedia, useStoredMedia } from "../../lib/media/useStoredMedia.ts";
import { creatorsOf } from "../../lib/work/creatorsOf.ts";
import { titleOf } from "../../lib/work/titleOf.ts";
import { classNames } from "../classNames.ts";
import { CoverPlate } from "./CoverPlate.tsx";

export type WorkCoverProps = {
  work: { id: bigint; metadata: ContentFinding<Metadata> };
  /** Whether it is shown so large that the thumbnail is not enough. */
  large?: boolean;
  /** False while it is far from the screen: its picture is fetched later. */
  load?: boolean;
  className?: string;
};

/** The picture that stands for a work: its cover, else its preview if that is a picture, else a made one. */
function pictureOf(metadata: ContentFinding<Metadata>): { uri: IpfsUri; type: string } | undefined {
  if (metadata.status !== "found") return undefined;
  const { image, image_details, preview } = metadata.value;
  if (image) return { uri: image, type: image_details?.type ?? "image/png" };
  return preview?.type.startsWith("image/") ? preview : undefined;
}

function imageOf(stored: StoredMedia | undefined) {
  return stored?.status === "found" && stored.media.kind === "image" ? stored.media : undefined;
}

/**
 * A cover in the shape of a book; the thumbnail where that is enough, or until the cover has come. It only decorates:
 * the title always stands beside it.
 */
export function WorkCover({ work, large = false, load = true, className }: WorkCoverProps) {
  const picture = pictureOf(work.metadata);
  const thumbnail = work.metadata.status === "found" && picture ? work.metadata.value.thumbnail : undefined;
  const small = useStoredMedia(load ? thumbnail : undefined);
  const smallImage = imageOf(small.data);
  const lacking = thumbnail === undefined || (small.data !== undefined && smallImage === undefined);
  // The thumbnail comes first, alone: it is what the person sees first.
  const wanted = load && (lacking || (large && smallImage !== undefined));
  const whole = useStoredMedia(wanted ? picture : undefined);
  const media = imageOf(whole.data) ?? smallImage;
  const loading = small.isLoading || (whole.isLoading && !media);
  const url = useObjectUrl(media?.bytes, media?.type ?? "");
  const [broken, setBroken] = useState(false);
  const ratio = media ? media.width / media.height : 0;
  const fills = ratio > 0.66 && ratio < 0.86;
  return (
    <div
      aria-hidden="true"
      className={classNames(
        "relative aspect-[3/4] overflow-hidden rounded-[0.2rem] shadow-leaf ring-1 ring-rule ring-inset",
        className,
      )}
    >
      {media && url && !broken ? (
        <div className={classNames("flex size-full items-center justify-center bg-sunk", !fills && "p-[9%]")}>
          <img
            src={url}
            alt=""
            decoding="async"
            draggable={false}
            onError={() => setBroken(true)}
            className={fills ? "size-full object-cover" : "max-h-full max-w-full object-contain shadow-leaf"}
          />
        </div>
      ) : loading || (picture && !load) ? (
        <div className="size-full animate-pulse bg-sunk" />
      ) : (
        <CoverPlate work={work.id} title={titleOf(work)} creators={creatorsOf(work.metadata)} />
      )}
    </div>
  );
}
