import type { TrustedBlock } from "@colophon/sdk";
import { type FormEvent, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Field } from "../../components/Field.tsx";
import { Input } from "../../components/Input.tsx";
import { Notice } from "../../components/Notice.tsx";
import { Textarea } from "../../components/Textarea.tsx";
import { readTrustedHashes } from "./readTrustedHashes.ts";

export type TrustFormProps = {
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
export function TrustForm({ chainId, blocks, nodeOf, onTrusted, onAsk, asking, problem }: TrustFormProps) {
  const [hashes, setHashes] = useState("");
  const [source, setSource] = useState("");
  const [chain, setChain] = useState("");
  const [error, setError] = useState<{ part: "hashes" | "chain"; error: string }>();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const result = readTrustedHashes({ hashes, source, chain });
    setError(result.ok ? undefined : result);
    if (result.ok) onTrusted(result.trusted);
  };

  return (
    <Card>
      <h2 className="mb-2 text-2xl">The block that you trust</h2>
      <p className="mb-5 max-w-prose text-soft">
        No file can show by itself that its block is on the chain. Look up the hash of{" "}
        {blocks.map(({ number, what }) => `block ${number.toLocaleString("en-GB")} (${what})`).join(" and of ")} on
        chain {chainId} at a source you trust: your own node, or several explorers that do not depend on each other.
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
