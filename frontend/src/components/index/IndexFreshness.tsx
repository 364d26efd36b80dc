import { useChainHealth } from "../../lib/chain/useChainHealth.ts";
import type { At } from "../../lib/index/fields.ts";
import { useIndexTrouble } from "../../lib/index/useIndexTrouble.ts";
import { Time } from "../Time.tsx";

/** More blocks than an index lags by when all is well. */
const usual = 5;

export type IndexFreshnessProps = {
  at: At;
  /** Leaves out what a page has said already. */
  brief?: boolean;
};

/** Says that something comes from the index, as of which block, and how far that is behind the chain. */
export function IndexFreshness({ at, brief = false }: IndexFreshnessProps) {
  const { data } = useChainHealth();
  const trouble = useIndexTrouble();
  const behind = data?.status === "ok" ? Math.max(0, Number(data.block) - at.block) : undefined;
  if (brief && behind !== undefined && behind <= usual) {
    return <p className="text-sm text-soft">From the index, as of block {at.block.toLocaleString("en-GB")}.</p>;
  }
  return (
    <p className={behind !== undefined && behind > usual ? "text-sm text-warn" : "text-sm text-soft"}>
      From the index, as of <Time seconds={at.time} block={at.block} />
      {behind === undefined
        ? ". How far that is behind the chain cannot be known now."
        : behind === 0
          ? ", level with the chain."
          : `, ${behind.toLocaleString("en-GB")} ${behind === 1 ? "block" : "blocks"} behind the chain. What happened since is missing here.`}{" "}
      Each entry leads to a page that reads the chain itself.
      {trouble ? <strong className="block font-semibold text-warn">{trouble}</strong> : null}
    </p>
  );
}
