import { readTrustedHash, type TrustedBlock } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { type Hex, type PublicClient, sha256, stringToBytes } from "viem";
import { useConfig } from "wagmi";
import { useRuntimeConfig } from "../../../config/ConfigContext.ts";
import { createChainClient } from "../../../lib/chain/createChainClient.ts";
import { keptBundles } from "../../../lib/evidence/keptBundles.ts";
import { runManifestJob } from "../../../lib/hashing/runManifestJob.ts";
import { keptOpenings } from "../../../lib/openings/keptOpenings.ts";
import type { ProofCase } from "./ProofCase.ts";

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
