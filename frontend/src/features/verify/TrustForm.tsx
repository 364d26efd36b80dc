import { explainError } from "@colophon/sdk";
import { readTrustedBlocks, type TrustedBlock } from "@colophon/sdk/evidence";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { PublicClient } from "viem";
import { useConfig } from "wagmi";
import { useRuntimeConfig } from "../../config/config.ts";
import { siteFile } from "../../config/site.ts";
import { createChainClient } from "../../lib/chainClient.ts";
import { formatNumber } from "../../lib/format.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Input, Textarea } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { parseTrustedHashes } from "./givenEvidence.ts";

/** The block hashes that a person vouches for or has a node say, and what went wrong in asking it. */
export type Trust = { trusted: readonly TrustedBlock[]; problems: readonly string[] };

export const noTrust: Trust = { trusted: [], problems: [] };

type TrustFormProps = {
  chainId: number;
  /** The blocks whose hashes are wanted, the manifest's anchor last. */
  blocks: readonly { number: number; what: string }[];
  onTrust: (trust: Trust) => void;
};

/** Whom the person trusts for the hash of a block: themselves, or a node. */
export function TrustForm({ chainId, blocks, onTrust }: TrustFormProps) {
  const config = useConfig();
  const { chains } = useRuntimeConfig();
  const known = chains.find(({ id }) => id === chainId);
  const nodeOf = known?.name;
  const asked = useMutation({
    mutationFn: async () => {
      if (!known) return noTrust;
      const client = createChainClient(
        config.getClient({ chainId: known.id as (typeof config)["chains"][number]["id"] }),
      );
      const nodes = [{ name: `the node of ${known.name} that this site reads`, client: client as PublicClient }];
      const answers = await Promise.all(blocks.map(({ number }) => readTrustedBlocks({ nodes, chainId, number })));
      return {
        trusted: answers.flatMap(({ trusted }) => trusted),
        problems: answers.flatMap(({ problems }) => problems),
      };
    },
    onSuccess: onTrust,
  });
  const problem = asked.error ? explainError(asked.error).sentence : undefined;
  const [hashes, setHashes] = useState("");
  const [source, setSource] = useState("");
  const [chain, setChain] = useState("");
  const [error, setError] = useState<{ part: "hashes" | "chain"; error: string }>();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const result = parseTrustedHashes({ hashes, source, chain });
    setError(result.ok ? undefined : result);
    if (!result.ok) return;
    asked.reset();
    onTrust({ trusted: result.trusted, problems: [] });
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
              busy={asked.isPending}
              onClick={() => {
                // The verdict would rest on the node, not on what still stands here.
                setHashes("");
                setError(undefined);
                asked.mutate();
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
export function OfflineHint() {
  return (
    <Notice title="Check it without us">
      <p>
        Nothing of this needs our site. The whole verifier is one file,{" "}
        <a className="link" href={siteFile("verify.html")} download>
          verify.html
        </a>
        , which works from a disk with the network off; another, written apart from it, is{" "}
        <a className="link" href={siteFile("verify_bundle.py")} download>
          verify_bundle.py
        </a>{" "}
        for Python. Make both yourself from the source with <code className="font-mono">npm run build:verify</code>,
        which prints their SHA-256 so that two people can compare theirs. On a command line it is{" "}
        <code className="font-mono">colophon verify</code> with the bundle and the files.
      </p>
    </Notice>
  );
}
