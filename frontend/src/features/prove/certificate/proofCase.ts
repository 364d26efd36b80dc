import { ColophonError } from "@colophon/sdk";
import { type OpenedBundle, readTrustedBlocks, type TrustedBlock, type Verdict } from "@colophon/sdk/evidence";
import { useQuery } from "@tanstack/react-query";
import { type Hex, type PublicClient, sha256, stringToBytes } from "viem";
import { useConfig } from "wagmi";
import { useRuntimeConfig } from "../../../config/config.ts";
import { createChainClient } from "../../../lib/chainClient.ts";
import { clock } from "../../../lib/clock.ts";
import { type KeptBundle, keptBundles } from "../../../lib/evidence/keptBundles.ts";
import { formatNumber, wordFor } from "../../../lib/format.ts";
import { runManifestJob } from "../../../lib/hashing/runManifestJob.ts";
import { type KeptOpening, keptOpenings } from "../../../lib/openings.ts";
import { formatTime } from "../../../lib/time.ts";

/** Everything that a certificate speaks of, and the verdict beyond which it says nothing. */
export type ProofCase = {
  kept: KeptBundle;
  opening: KeptOpening;
  bundle: OpenedBundle;
  /** SHA-256 of the bundle's file. */
  digest: Hex;
  verdict: Verdict;
  chainName: string;
  /** When the verdict was reached, in milliseconds since 1970 by this device's clock. */
  verifiedAt: number;
};

type Verified = Pick<ProofCase, "bundle" | "digest" | "verdict" | "chainName" | "verifiedAt">;

/** Verifies the bundles that this device keeps, each anew, against what the chain's node says of their blocks. */
export function useBundleVerifier(): (text: string, signal?: AbortSignal) => Promise<Verified> {
  const config = useConfig();
  const { chains } = useRuntimeConfig();
  return async (text, signal = new AbortController().signal) => {
    const read = await runManifestJob("openBundle", new File([text], "bundle.json"), signal);
    if (!read.opened) throw new ColophonError(read.verdict.sentence);
    const bundle = read.opened;
    const chain = chains.find(({ id }) => id === bundle.chainId);
    const trusted: TrustedBlock[] = [];
    const problems: string[] = [];
    if (chain) {
      const client = createChainClient(
        config.getClient({ chainId: chain.id as (typeof config)["chains"][number]["id"] }),
      ) as PublicClient;
      const nodes = [{ name: `the node of ${chain.name} that this site reads`, client }];
      const anchor = bundle.stamp?.head?.anchor;
      const wanted = [...read.needed, ...(anchor?.chainId === bundle.chainId ? [anchor] : [])];
      for (const { number } of wanted) {
        const answered = await readTrustedBlocks({ nodes, chainId: bundle.chainId, number });
        trusted.push(...answered.trusted);
        problems.push(...answered.problems);
        // A node that is silent has disproved nothing. Without the anchor there is no "not before", and the rest stands.
        if (answered.trusted.length === 0 && number !== anchor?.number)
          throw new ColophonError(answered.problems.join(" "));
      }
    }
    // The certificate is about the record: the files are not at hand.
    const verdict = await runManifestJob("verifyOpened", { opened: bundle, trusted, problems }, signal);
    return {
      bundle,
      digest: sha256(stringToBytes(text)),
      verdict,
      chainName: chain?.name ?? `Chain ${bundle.chainId}`,
      verifiedAt: clock.now() * 1000,
    };
  };
}

/** Everything that the certificate of a commitment speaks of; null if this device keeps no evidence for it. */
export function useProofCase(commitment: Hex) {
  const verify = useBundleVerifier();
  return useQuery({
    queryKey: ["proof-case", commitment],
    retry: false,
    queryFn: async ({ signal }): Promise<ProofCase | null> => {
      const [kept, opening] = await Promise.all([keptBundles.get(commitment), keptOpenings.get(commitment)]);
      if (!kept || !opening) return null;
      return { kept, opening, ...(await verify(kept.text, signal)) };
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
  const files = wordFor(count, "The file was", `The ${formatNumber(count)} files were`);
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
