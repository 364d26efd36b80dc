import { type Bundle, readTrustedHash, type TrustedBlock, type Verdict } from "@colophon/sdk/evidence";
import { useQuery } from "@tanstack/react-query";
import { type Hex, type PublicClient, sha256, stringToBytes } from "viem";
import { useConfig } from "wagmi";
import { useRuntimeConfig } from "../../../config/config.ts";
import { createChainClient } from "../../../lib/chainClient.ts";
import { type KeptBundle, keptBundles } from "../../../lib/evidence/keptBundles.ts";
import { formatNumber } from "../../../lib/format.ts";
import { runManifestJob } from "../../../lib/hashing/runManifestJob.ts";
import { type KeptOpening, keptOpenings } from "../../../lib/openings.ts";
import { formatTime } from "../../../lib/time.ts";

/** Everything that a certificate speaks of, and the verdict beyond which it says nothing. */
export type ProofCase = {
  kept: KeptBundle;
  opening: KeptOpening;
  bundle: Bundle;
  /** SHA-256 of the bundle's file. */
  digest: Hex;
  verdict: Verdict;
  chainName: string;
  /** When the verdict was reached, in milliseconds since 1970 by this device's clock. */
  verifiedAt: number;
};

/** The bundle that this device keeps for a commitment, verified anew against what the chain's node says of its block. */
export function useProofCase(commitment: Hex) {
  const config = useConfig();
  const { chains } = useRuntimeConfig();
  return useQuery({
    queryKey: ["proof-case", commitment],
    retry: false,
    queryFn: async ({ signal }): Promise<ProofCase | null> => {
      const [kept, opening] = await Promise.all([keptBundles.get(commitment), keptOpenings.get(commitment)]);
      if (!kept || !opening) return null;
      const bytes = stringToBytes(kept.text);
      const bundle = await runManifestJob("parseBundle", bytes, signal);
      const chain = chains.find(({ id }) => id === bundle.chainId);
      const trusted: TrustedBlock[] = [];
      if (chain) {
        const client = createChainClient(
          config.getClient({ chainId: chain.id as (typeof config)["chains"][number]["id"] }),
        ) as PublicClient;
        const nodes = [{ name: `the node of ${chain.name} that this site reads`, client }];
        const ask = (number: number) => readTrustedHash({ nodes, chainId: bundle.chainId, number });
        for (const { number } of bundle.blocks) trusted.push(await ask(number));
        const anchor = bundle.stamp?.manifest?.anchor;
        // Without it there is no "not before", and everything else stands.
        const known = anchor?.chainId === bundle.chainId && (await ask(anchor.number).catch(() => undefined));
        if (known) trusted.push(known);
      }
      const verdict = await runManifestJob("verifyBundle", { bundle: bytes, trusted }, signal);
      return {
        kept,
        opening,
        bundle,
        digest: sha256(bytes),
        verdict,
        chainName: chain?.name ?? `Chain ${bundle.chainId}`,
        verifiedAt: Date.now(),
      };
    },
  });
}

type CustodyEntry = {
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
  const files = count === 1 ? "The file was" : `The ${formatNumber(count)} files were`;
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
