import type { IpfsUri } from "@colophon/sdk";
import type { ContentFinding } from "@colophon/sdk/read";
import { useId, useState } from "react";
import { useObjectUrl } from "../lib/browser.ts";
import { type StoredMedia, useStoredMedia } from "../lib/reads.ts";
import { creatorsOf, type ListedMetadata, titleOf } from "../lib/work.ts";
import { classNames } from "../ui/classNames.ts";
import { roomOf, type Size } from "../ui/MediaView.tsx";

type WorkCoverProps = {
  work: { id: bigint; metadata: ContentFinding<ListedMetadata> };
  /** Whether it is shown so large that the thumbnail is not enough. */
  large?: boolean;
  /** False while it is far from the screen: its picture is fetched later. */
  load?: boolean;
  className?: string;
};

/** The picture of a work as far as it has come: the thumbnail first, alone, since that is what the person sees first. */
function usePicture({ work, large = false, load = true }: Pick<WorkCoverProps, "work" | "large" | "load">) {
  const picture = pictureOf(work.metadata);
  const thumbnail = work.metadata.status === "found" && picture ? work.metadata.value.thumbnail : undefined;
  const small = useStoredMedia(load ? thumbnail : undefined);
  const smallImage = imageOf(small.data);
  const lacking = thumbnail === undefined || (small.data !== undefined && smallImage === undefined);
  const wanted = load && (lacking || (large && smallImage !== undefined));
  const whole = useStoredMedia(wanted ? picture : undefined);
  const media = imageOf(whole.data) ?? smallImage;
  const url = useObjectUrl(media?.bytes, media?.type ?? "");
  const loading = small.isLoading || (whole.isLoading && !media) || (picture !== undefined && !load);
  return { media, url, loading };
}

const coverRoom = "h-auto rounded-[0.2rem] shadow-leaf [--most:min(38rem,45svh)] sm:[--most:min(38rem,80vh)]";

/** The picture of a work in its own shape, as large as there is room; a made cover where there is none. */
export function WorkPicture({ work }: Pick<WorkCoverProps, "work">) {
  const { media, url, loading } = usePicture({ work, large: true });
  const [broken, setBroken] = useState(false);
  const size = pictureSizeOf(work.metadata);
  if (media && url && !broken) {
    return (
      <img
        src={url}
        alt={`Cover of ${titleOf(work)}`}
        style={roomOf(size ?? media)}
        decoding="async"
        onError={() => setBroken(true)}
        className={`${coverRoom} object-contain`}
      />
    );
  }
  if (loading && size) {
    return <div aria-hidden="true" style={roomOf(size)} className={`${coverRoom} animate-pulse bg-rule`} />;
  }
  return (
    <div
      aria-hidden="true"
      className="aspect-[3/4] w-64 max-w-full overflow-hidden rounded-[0.2rem] shadow-leaf sm:w-80"
    >
      {loading ? (
        <div className="size-full animate-pulse bg-rule" />
      ) : (
        <CoverPlate work={work.id} title={titleOf(work)} creators={creatorsOf(work.metadata)} />
      )}
    </div>
  );
}

/** The picture that stands for a work: its cover, else its preview if that is a picture, else a made one. */
function pictureOf(metadata: ContentFinding<ListedMetadata>): { uri: IpfsUri; type: string } | undefined {
  if (metadata.status !== "found") return undefined;
  const { image, image_details, preview } = metadata.value;
  if (image) return { uri: image, type: image_details?.type ?? "image/png" };
  return preview?.type.startsWith("image/") ? preview : undefined;
}

/** How large the description says that picture is, in pixels; of the thumbnail if it says no more. */
export function pictureSizeOf(metadata: ContentFinding<ListedMetadata>): Size | undefined {
  if (metadata.status !== "found") return undefined;
  const { image, image_details, thumbnail } = metadata.value;
  const { width = 0, height = 0 } = (image && image_details?.width ? image_details : thumbnail) ?? {};
  return width > 0 && height > 0 ? { width, height } : undefined;
}

function imageOf(stored: StoredMedia | undefined) {
  return stored?.status === "found" && stored.media.kind === "image" ? stored.media : undefined;
}

/**
 * A cover in the shape of a book; the thumbnail where that is enough, or until the cover has come. It only decorates:
 * the title always stands beside it.
 */
export function WorkCover({ work, large = false, load = true, className }: WorkCoverProps) {
  const { media, url, loading } = usePicture({ work, large, load });
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
      ) : loading ? (
        <div className="size-full animate-pulse bg-sunk" />
      ) : (
        <CoverPlate work={work.id} title={titleOf(work)} creators={creatorsOf(work.metadata)} />
      )}
    </div>
  );
}

type CoverPlateProps = { work: bigint; title: string; creators: string | undefined; className?: string };

/** A cover for a work without a picture: patterned paper with a pasted label, as on old book boards. */
export function CoverPlate({ work, title, creators, className }: CoverPlateProps) {
  const id = useId();
  const { ground, figure, tile, paths } = coverPattern(work);
  const size =
    title.length <= 16
      ? "text-[11cqw]"
      : title.length <= 40
        ? "text-[9cqw]"
        : title.length <= 90
          ? "text-[7cqw]"
          : "text-[5.5cqw]";
  return (
    <div className={classNames("@container relative size-full overflow-hidden", className)}>
      <svg aria-hidden="true" className="absolute inset-0 size-full" focusable="false">
        <defs>
          <pattern id={id} width={tile} height={tile} patternUnits="userSpaceOnUse">
            {paths.map(({ d, fill, width = 1.2 }) => (
              <path key={d} d={d} fill={fill ? figure : "none"} stroke={fill ? "none" : figure} strokeWidth={width} />
            ))}
          </pattern>
        </defs>
        <rect width="100%" height="100%" fill={ground} />
        <rect width="100%" height="100%" fill={`url(#${id})`} opacity={0.6} />
        {/* The hinge of the board. */}
        <rect width="5%" height="100%" fill="#000" opacity={0.16} />
        <rect x="5%" width="0.6%" height="100%" fill="#fff" opacity={0.18} />
      </svg>
      <div className="absolute inset-x-[14%] top-[14%] grid max-h-[68%] gap-[2cqw] overflow-hidden border-[#2b241b] border-[0.6cqw] bg-[#fbf6ea] p-[4cqw] text-center text-[#221d17] shadow-[0_0_0_1.6cqw_#fbf6ea,0_1.2cqw_3cqw_rgb(0_0_0/0.35)]">
        <p
          className={classNames(
            "line-clamp-5 text-balance font-medium font-serif leading-[1.12] tracking-[-0.01em] [overflow-wrap:anywhere]",
            size,
          )}
        >
          <bdi>{title}</bdi>
        </p>
        <p aria-hidden="true" className="text-[5cqw] leading-none opacity-70">
          ❧
        </p>
        {creators ? (
          <p className="line-clamp-2 font-serif text-[5.4cqw] leading-[1.2] [overflow-wrap:anywhere]">
            <bdi>{creators}</bdi>
          </p>
        ) : null}
      </div>
    </div>
  );
}

/** How a cover looks when its work has no picture: coloured paper with a pattern, chosen by the work's number. */
type CoverLook = { ground: string; figure: string; tile: number; paths: readonly PatternPath[] };

type PatternPath = { d: string; fill?: boolean; width?: number };

const papers = [
  { ground: "#27475d", figure: "#8fb0c3" },
  { ground: "#6b2c2b", figure: "#d3a58d" },
  { ground: "#40513a", figure: "#b0bd92" },
  { ground: "#a97a2f", figure: "#f1dcab" },
  { ground: "#4c3c55", figure: "#b9a6c3" },
  { ground: "#25585a", figure: "#95c4ba" },
  { ground: "#d5c3a0", figure: "#8d6c40" },
  { ground: "#a8595c", figure: "#f0d0c6" },
  { ground: "#33363d", figure: "#a3a8b0" },
] as const;

const patterns: readonly { tile: number; paths: readonly PatternPath[] }[] = [
  // Seeds
  {
    tile: 24,
    paths: [
      { d: "M6 2c3 2 3 6 0 8c-3-2-3-6 0-8z", fill: true },
      { d: "M18 14c3 2 3 6 0 8c-3-2-3-6 0-8z", fill: true },
    ],
  },
  // Lattice
  {
    tile: 22,
    paths: [{ d: "M0 11L11 0L22 11L11 22z" }, { d: "M11 8.5l2.5 2.5l-2.5 2.5l-2.5-2.5z", fill: true }],
  },
  // Water
  { tile: 28, paths: [{ d: "M0 7q7-7 14 0t14 0" }, { d: "M-14 21q7-7 14 0t14 0t14 0t14 0" }] },
  // Scales
  {
    tile: 28,
    paths: [
      { d: "M0 14a14 14 0 0 1 28 0" },
      { d: "M7 14a7 7 0 0 1 14 0" },
      { d: "M-14 28a14 14 0 0 1 28 0M14 28a14 14 0 0 1 28 0" },
      { d: "M-7 28a7 7 0 0 1 14 0M21 28a7 7 0 0 1 14 0" },
    ],
  },
  // Stars
  {
    tile: 30,
    paths: [
      { d: "M8 1q0 7 7 7q-7 0-7 7q0-7-7-7q7 0 7-7z", fill: true },
      { d: "M23 16q0 7 7 7q-7 0-7 7q0-7-7-7q7 0 7-7z", fill: true },
    ],
  },
  // Twill
  { tile: 16, paths: [{ d: "M-4 12L12-4M0 24L24 0M4 28L28 4", width: 2 }] },
  // Leaves on stems
  {
    tile: 26,
    paths: [
      { d: "M13 0v26" },
      { d: "M13 9q6-1 8-7q-7 0-8 7z", fill: true },
      { d: "M13 22q-6-1-8-7q7 0 8 7z", fill: true },
    ],
  },
  // Rings
  { tile: 26, paths: [{ d: "M13 4a9 9 0 1 0 .01 0z" }, { d: "M13 10.5a2.5 2.5 0 1 0 .01 0z", fill: true }] },
];

/** The same work has the same cover everywhere. */
export function coverPattern(work: bigint): CoverLook {
  const pick = <Item,>(items: readonly Item[], seed: bigint): Item =>
    items[Number(seed % BigInt(items.length))] as Item;
  return { ...pick(papers, work), ...pick(patterns, work >> 16n) };
}
