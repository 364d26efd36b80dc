import { type Bundle, type HashedFile, readTrustedHash, type TrustedBlock } from "@colophon/sdk";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { PublicClient } from "viem";
import { useConfig } from "wagmi";
import { LoadingState } from "../../components/LoadingState.tsx";
import { useRuntimeConfig } from "../../config/ConfigContext.ts";
import { createChainClient } from "../../lib/chain/createChainClient.ts";
import type { ChosenFiles } from "../../lib/files/ChosenFiles.ts";
import { runManifestJob } from "../../lib/hashing/runManifestJob.ts";
import { identityOf } from "../../lib/identityOf.ts";
import { sentenceOf } from "../../lib/transactions/sentenceOf.ts";
import { BundleVerdict } from "./BundleVerdict.tsx";
import { OfflineHint } from "./OfflineHint.tsx";
import { TrustForm } from "./TrustForm.tsx";
import { UnknownVerdict } from "./UnknownVerdict.tsx";
import { withExcerpts } from "./withExcerpts.ts";

export type BundleAnswerProps = {
  bytes: Uint8Array;
  name: string;
  /** Files that were dropped to be compared with it, once they are read. */
  files: readonly HashedFile[] | undefined;
  /** Files are still being read: a verdict now would speak of them as not given. */
  reading: boolean;
  /** The files themselves, for bundles that show a part of one. */
  chosen: ChosenFiles | undefined;
};

const nothing: readonly TrustedBlock[] = [];

/** What a bundle of evidence proves, with the block hashes that the person vouches for or has a node say. */
export function BundleAnswer({ bytes, name, files, reading, chosen }: BundleAnswerProps) {
  const config = useConfig();
  const { chains } = useRuntimeConfig();
  const [trusted, setTrusted] = useState(nothing);
  const parsed = useQuery({
    queryKey: ["parse-bundle", identityOf(bytes)],
    staleTime: "static",
    retry: false,
    queryFn: ({ signal }) => runManifestJob("parseBundle", bytes, signal),
  });
  const verified = useQuery({
    queryKey: ["verify-bundle", identityOf(bytes), files && identityOf(files), trusted],
    enabled: !reading && !parsed.isLoading,
    staleTime: "static",
    retry: false,
    queryFn: async ({ signal }) => {
      const compared = parsed.data && files ? await withExcerpts(parsed.data, files, chosen, signal) : files;
      return runManifestJob("verifyBundle", { bundle: bytes, files: compared, trusted }, signal);
    },
  });
  const bundle = parsed.data;
  const known = bundle && chains.find(({ id }) => id === bundle.chainId);
  const asked = useMutation({
    mutationFn: async () => {
      if (!bundle || !known) return nothing;
      const client = createChainClient(
        config.getClient({ chainId: known.id as (typeof config)["chains"][number]["id"] }),
      );
      const nodes = [{ name: `the node of ${known.name} that this site reads`, client: client as PublicClient }];
      return Promise.all(
        wantedOf(bundle).map(({ number }) => readTrustedHash({ nodes, chainId: bundle.chainId, number })),
      );
    },
    onSuccess: setTrusted,
  });

  return (
    <>
      {verified.isLoading ? <LoadingState label="Checking every step" /> : null}
      {verified.isError ? (
        <UnknownVerdict sentence={sentenceOf(verified.error)} onRetry={verified.refetch} busy={verified.isFetching} />
      ) : null}
      {verified.data && !reading ? <BundleVerdict verdict={verified.data} bundleName={name} /> : null}
      {bundle ? (
        <TrustForm
          chainId={bundle.chainId}
          blocks={wantedOf(bundle)}
          nodeOf={known?.name}
          onTrusted={(given) => {
            asked.reset();
            setTrusted(given);
          }}
          onAsk={() => asked.mutate()}
          asking={asked.isPending}
          problem={asked.error ? sentenceOf(asked.error) : undefined}
        />
      ) : null}
      <OfflineHint />
    </>
  );
}

/** The blocks whose hashes a verdict rests on, and the one that would show "not before". */
function wantedOf({ chainId, blocks, stamp }: Bundle): { number: number; what: string }[] {
  const anchor = (stamp?.manifest ?? stamp?.head)?.anchor;
  return [
    ...blocks.map(({ number }) => ({ number, what: "what it proves" })),
    ...(anchor?.chainId === chainId ? [{ number: anchor.number, what: "“not before”" }] : []),
  ];
}
