import { formatTime } from "./formatTime.ts";

export type TimeProps = {
  /** Seconds since 1970. */
  seconds: bigint | number;
  /** The block that says so. */
  block?: bigint | number;
};

/** A moment in UTC, with the block it was recorded in. */
export function Time({ seconds, block }: TimeProps) {
  const text = formatTime(seconds);
  return (
    <span className="whitespace-normal">
      <time dateTime={new Date(Number(seconds) * 1000).toISOString()}>{text}</time>
      {block === undefined ? null : (
        <span className="text-soft">
          {" "}
          <span className="whitespace-nowrap">(block {block.toLocaleString("en-GB")})</span>
        </span>
      )}
    </span>
  );
}
