import type { Skew } from "../lib/clock.ts";
import { spanInWords } from "../lib/time.ts";
import { Notice } from "../ui/notice.tsx";

/** Says that this device's clock is wrong, by how much, and what that means here. */
export function SkewNotice({ skew: { seconds, by } }: { skew: Skew }) {
  const whose = by === "network" ? "the network's" : "this site's";
  return (
    <Notice tone="warning">
      <p>
        This device's clock is {spanInWords(Math.abs(seconds))} {seconds > 0 ? "ahead of" : "behind"} {whose}. What is
        in force, and until when, is decided by the network, so its time is used here. Set your clock right before you
        sign.
      </p>
    </Notice>
  );
}
