import { useId } from "react";
import { classNames } from "../classNames.ts";
import { coverPattern } from "./coverPattern.ts";

export type CoverPlateProps = { work: bigint; title: string; creators: string | undefined; className?: string };

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
          <p className="line-clamp-2 font-serif text-[5.4cqw] italic leading-[1.2] [overflow-wrap:anywhere]">
            <bdi>{creators}</bdi>
          </p>
        ) : null}
      </div>
    </div>
  );
}
