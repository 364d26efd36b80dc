import { formatTime } from "../../../components/formatTime.ts";
import type { ProofCase } from "./ProofCase.ts";

export type CustodyEntry = {
  event: string;
  /** Undefined where nothing was kept: a person has to say it. */
  time: string | undefined;
  /** Who says so. */
  clock: string;
};

const device = "the clock of the device that made this page";

/** What happened to the files and the evidence, as far as it is kept, in its order. */
export function custodyLog({
  bundle,
  kept,
  opening,
  verifiedAt,
}: Omit<ProofCase, "digest" | "verdict">): CustodyEntry[] {
  const count = opening.opening.manifest.files.length;
  const files = count === 1 ? "The file was" : `The ${count.toLocaleString("en-GB")} files were`;
  return [
    { event: `${files} read and hashed on the device.`, time: undefined, clock: "not kept; at the latest when sealed" },
    {
      event: "The digests were sealed: commitment and opening were made.",
      time: inWords(opening.createdAt),
      clock: device,
    },
    {
      event: `The stamp was recorded in block ${kept.block.number} of chain ${bundle.chainId}.`,
      time: formatTime(kept.block.time),
      clock: "the block, as its producer wrote it",
    },
    {
      event: `The bundle was captured from a node, which ${kept.final ? "counted" : "did not count"} the block as final.`,
      time: inWords(kept.capturedAt),
      clock: device,
    },
    {
      event: "The bundle was verified, and this page was made from the verdict.",
      time: inWords(verifiedAt),
      clock: device,
    },
  ];
}

function inWords(milliseconds: number): string {
  return formatTime(Math.floor(milliseconds / 1000));
}
