import type { ContentFinding, IpfsUri, Metadata } from "@colophon/sdk";
import { useState } from "react";
import { useObjectUrl } from "../../lib/media/useObjectUrl.ts";
import { useStoredMedia } from "../../lib/media/useStoredMedia.ts";
import { creatorsOf } from "../../lib/work/creatorsOf.ts";
import { titleOf } from "../../lib/work/titleOf.ts";
import { classNames } from "../classNames.ts";
import { CoverPlate } from "./CoverPlate.tsx";

export type WorkCoverProps = {
  work: { id: bigint; metadata: ContentFinding<Metadata> };
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

/** A cover in the shape of a book. It only decorates: the title always stands beside it. */
export function WorkCover({ work, load = true, className }: WorkCoverProps) {
  const picture = pictureOf(work.metadata);
  const stored = useStoredMedia(load ? picture : undefined);
  const media = stored.data?.status === "found" && stored.data.media.kind === "image" ? stored.data.media : undefined;
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
      ) : stored.isLoading || (picture && !load) ? (
        <div className="size-full animate-pulse bg-sunk" />
      ) : (
        <CoverPlate work={work.id} title={titleOf(work)} creators={creatorsOf(work.metadata)} />
      )}
    </div>
  );
}
