import type { HashedFile } from "@colophon/sdk";
import { explainError } from "@colophon/sdk";
import {
  isStray,
  type OpenedBundle,
  readTrustedBlocks,
  type TrustedBlock,
  type VerdictBlock,
} from "@colophon/sdk/evidence";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { PublicClient } from "viem";
import { useConfig } from "wagmi";
import { useRuntimeConfig } from "../../config/config.ts";
import { createChainClient } from "../../lib/chainClient.ts";
import type { ChosenFiles } from "../../lib/chosenFiles.ts";
import { formatNumber } from "../../lib/format.ts";
import { identityOf, runManifestJob } from "../../lib/hashing/runManifestJob.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Input, Textarea } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { LoadingState } from "../../ui/states.tsx";
import { UnknownAnswer } from "./AnswerCard.tsx";
import { BundleVerdict } from "./BundleVerdict.tsx";
import { parseTrustedHashes, withExcerpts } from "./givenEvidence.ts";

type BundleAnswerProps = {
  file: File;
  name: string;
  /** Files that were dropped to be compared with it, once they are read. */
  files: readonly HashedFile[] | undefined;
  /** Files are still being read: a verdict now would speak of them as not given. */
  reading: boolean;
  /** The files themselves, for bundles that show a part of one. */
  chosen: ChosenFiles | undefined;
};

type Trust = { trusted: readonly TrustedBlock[]; problems: readonly string[] };

const nothing: Trust = { trusted: [], problems: [] };

/** What a bundle of evidence proves, with the block hashes that the person vouches for or has a node say. */
export function BundleAnswer({ file, name, files, reading, chosen }: BundleAnswerProps) {
  const config = useConfig();
  const { chains } = useRuntimeConfig();
  const [trust, setTrust] = useState(nothing);
  const [recordOnly, setRecordOnly] = useState(false);
  const read = useQuery({
    queryKey: ["open-bundle", identityOf(file)],
    staleTime: "static",
    retry: false,
    queryFn: ({ signal }) => runManifestJob("openBundle", file, signal),
  });
  const opened = read.data?.opened;
  const verified = useQuery({
    queryKey: ["verify-bundle", identityOf(file), files && identityOf(files), trust, recordOnly],
    enabled: !reading && opened !== undefined,
    staleTime: "static",
    retry: false,
    queryFn: async ({ signal }) => {
      if (!opened) throw new Error("The bundle is not read yet.");
      const held = new Map(chosen?.files.map((given) => [given.path, given.file]));
      const given = files && (await withExcerpts(opened, files, chosen, signal));
      const compared = given?.map((one) => ({ ...one, stray: one.path.includes("/") && isStray(one.path) }));
      const asked = compared ?? (recordOnly ? undefined : []);
      return runManifestJob("verifyOpened", { opened, files: asked, ...trust, held }, signal);
    },
  });
  const verdict = read.data && !read.data.opened ? read.data.verdict : verified.data;
  const failed = read.isError ? read : verified.isError ? verified : undefined;
  const wanted = read.data?.opened ? wantedOf(read.data) : [];
  const known = opened && chains.find(({ id }) => id === opened.chainId);
  const asked = useMutation({
    mutationFn: async () => {
      if (!opened || !known) return nothing;
      const client = createChainClient(
        config.getClient({ chainId: known.id as (typeof config)["chains"][number]["id"] }),
      );
      const nodes = [{ name: `the node of ${known.name} that this site reads`, client: client as PublicClient }];
      const answers = await Promise.all(
        wanted.map(({ number }) => readTrustedBlocks({ nodes, chainId: opened.chainId, number })),
      );
      return {
        trusted: answers.flatMap(({ trusted }) => trusted),
        problems: answers.flatMap(({ problems }) => problems),
      };
    },
    onSuccess: setTrust,
  });

  return (
    <>
      {read.isLoading || verified.isLoading ? <LoadingState label="Checking every step" /> : null}
      {failed ? (
        <UnknownAnswer
          sentence={explainError(failed.error).sentence}
          onRetry={failed.refetch}
          busy={failed.isFetching}
        />
      ) : null}
      {verdict && !reading ? <BundleVerdict verdict={verdict} bundleName={name} /> : null}
      {opened && !files && !reading ? (
        <label className="flex items-center gap-3">
          <input type="checkbox" checked={recordOnly} onChange={(event) => setRecordOnly(event.target.checked)} />
          Tell what was recorded alone, without comparing a file
        </label>
      ) : null}
      {opened ? (
        <TrustForm
          chainId={opened.chainId}
          blocks={wanted}
          nodeOf={known?.name}
          onTrusted={(given) => {
            asked.reset();
            setTrust({ trusted: given, problems: [] });
          }}
          onAsk={() => asked.mutate()}
          asking={asked.isPending}
          problem={asked.error ? explainError(asked.error).sentence : undefined}
        />
      ) : null}
      <OfflineHint />
    </>
  );
}

/** The blocks whose hashes a verdict rests on, and the one that would show "not before". */
function wantedOf({ opened, needed }: { opened: OpenedBundle; needed: readonly VerdictBlock[] }) {
  const anchor = opened.stamp?.head?.anchor;
  return [
    ...needed.map(({ number }) => ({ number, what: "what it proves" })),
    ...(anchor?.chainId === opened.chainId ? [{ number: anchor.number, what: "“not before”" }] : []),
  ];
}

type TrustFormProps = {
  chainId: number;
  /** The blocks whose hashes are wanted, the manifest's anchor last. */
  blocks: readonly { number: number; what: string }[];
  /** The chain whose node could be asked, if this site knows the bundle's chain. */
  nodeOf: string | undefined;
  onTrusted: (trusted: readonly TrustedBlock[]) => void;
  onAsk: () => void;
  asking: boolean;
  problem: string | undefined;
};

/** Whom the person trusts for the hash of a block: themselves, or a node. */
function TrustForm({ chainId, blocks, nodeOf, onTrusted, onAsk, asking, problem }: TrustFormProps) {
  const [hashes, setHashes] = useState("");
  const [source, setSource] = useState("");
  const [chain, setChain] = useState("");
  const [error, setError] = useState<{ part: "hashes" | "chain"; error: string }>();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const result = parseTrustedHashes({ hashes, source, chain });
    setError(result.ok ? undefined : result);
    if (result.ok) onTrusted(result.trusted);
  };

  return (
    <Card>
      <h2 className="mb-2 text-2xl">The block that you trust</h2>
      <p className="mb-5 max-w-prose text-soft">
        No file can show by itself that its block is on the chain. Look up the hash of{" "}
        {blocks.map(({ number, what }) => `block ${formatNumber(number)} (${what})`).join(" and of ")} on chain{" "}
        {chainId} at a source you trust: your own node, or several explorers that do not depend on each other.
      </p>
      <form onSubmit={submit} className="grid max-w-2xl gap-4">
        <Field label="Block hashes" hint="One on each line." error={error?.part === "hashes" ? error.error : undefined}>
          <Textarea
            rows={2}
            value={hashes}
            onChange={(event) => {
              setHashes(event.target.value);
              setError(undefined);
            }}
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-sm"
          />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Where you have them from" hint="For the record." optional>
            <Input value={source} onChange={(event) => setSource(event.target.value)} autoComplete="off" />
          </Field>
          <Field
            label="Number of their chain"
            hint="Ethereum is 1."
            error={error?.part === "chain" ? error.error : undefined}
            optional
          >
            <Input
              value={chain}
              onChange={(event) => {
                setChain(event.target.value);
                setError(undefined);
              }}
              inputMode="numeric"
              autoComplete="off"
            />
          </Field>
        </div>
        <div className="flex flex-wrap gap-3">
          <Button type="submit">Check with these hashes</Button>
          {nodeOf ? (
            <Button
              variant="secondary"
              busy={asking}
              onClick={() => {
                // The verdict would rest on the node, not on what still stands here.
                setHashes("");
                setError(undefined);
                onAsk();
              }}
            >
              Ask the node of {nodeOf}
            </Button>
          ) : null}
        </div>
        <p className="text-soft text-sm">
          {nodeOf
            ? "Asking the node trusts that node, and whoever runs it, for the block: the verdict lists that as assumed. It is told the block's number, nothing of the bundle."
            : `This site reads no node of chain ${chainId}, so the hash must come from you.`}
        </p>
        {problem ? (
          <Notice tone="danger" urgent>
            <p>{problem}</p>
          </Notice>
        ) : null}
      </form>
    </Card>
  );
}

/** How to check a bundle without this site. */
function OfflineHint() {
  return (
    <Notice title="Check it without us">
      <p>
        Nothing of this needs our site. The whole verifier is one file, verify.html, which works from a disk with the
        network off. Make it yourself from the source with <code className="font-mono">npm run build:verify</code>,
        which prints its SHA-256 so that two people can compare theirs. On a command line it is{" "}
        <code className="font-mono">colophon verify</code> with the bundle and the files.
      </p>
    </Notice>
  );
}
