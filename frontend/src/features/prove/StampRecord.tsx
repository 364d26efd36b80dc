import { explainError } from "@colophon/sdk";
import type { Stamp } from "@colophon/sdk/read";
import { Award, Download } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { downloadFile, uniqueFileNames, zipOf } from "../../lib/download.ts";
import { bundleFileName, isLocalChain, type KeptBundle } from "../../lib/evidence/keptBundles.ts";
import { count, formatBytes, formatNumber, wordFor } from "../../lib/format.ts";
import type { KeptOpening } from "../../lib/openings.ts";
import { LimitsStatement } from "../../parts/LimitsStatement.tsx";
import { Button, buttonClasses, Spinner } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card, Facts } from "../../ui/page.tsx";
import { ErrorState } from "../../ui/states.tsx";
import { AddressView, Hash, Time } from "../../ui/values.tsx";

/** A button for each of a thousand files would help nobody. */
const registrable = 8;

type StampRecordProps = {
  stamp: Stamp;
  /** The number of the latest block. */
  head: number;
  openings: readonly KeptOpening[];
  chainName: string;
  /** Whether the person at the page is connected as somebody else than the claimant. */
  byOther: boolean;
};

/** What a stamp shows, in words and in numbers. */
export function StampRecord({ stamp, head, openings, chainName, byOther }: StampRecordProps) {
  const [first] = openings;
  if (!first) return null;
  const count = openings.reduce((sum, kept) => sum + kept.opening.manifest.files.length, 0);
  return (
    <Card className="border-accent">
      <p className="eyebrow mb-2">Stamped</p>
      <p className="max-w-3xl font-serif text-2xl leading-snug sm:text-3xl" role="status">
        With the opening file you can show that {byOther ? "its claimant" : "you"} held{" "}
        {wordFor(count, "exactly this file", "exactly these files")} by <Time seconds={stamp.at.time} />.
      </p>
      <div className="mt-6">
        <Facts
          facts={[
            { label: "Chain", value: chainName },
            {
              label: "Block",
              value: `${formatNumber(stamp.at.block)}, ${depthInWords(head - stamp.at.block)}`,
            },
            { label: "Claimant", value: <AddressView value={first.opening.claimant} /> },
            { label: "Sent by", value: <AddressView value={stamp.from} /> },
            { label: "Transaction", value: <Hash value={stamp.at.transaction} label="transaction hash" /> },
            {
              label: openings.length > 1 ? "Root of the batch" : "Commitment",
              value: <Hash value={stamp.commitment} label="commitment" />,
            },
          ]}
        />
      </div>
      <div className="mt-6 grid gap-3 border-rule border-t pt-5">
        <p className="max-w-prose text-soft">
          To license it and be paid, register it as a work. That opens this stamp and names its claimant publicly; until
          then it stays sealed.
        </p>
        <ul className="flex flex-wrap gap-3">
          {openings.slice(0, registrable).map(({ opening, name }) => (
            <li key={opening.commitment}>
              <Link href={`/register?opening=${opening.commitment}`} className={buttonClasses("secondary")}>
                {wordFor(openings.length, "Register it as a work", `Register ${name}`)}
              </Link>
            </li>
          ))}
        </ul>
      </div>
      <div className="mt-6 max-w-prose text-soft text-sm">
        <LimitsStatement />
      </div>
    </Card>
  );
}

/** How deep a block lies: the deeper, the less likely the chain drops it. */
function depthInWords(depth: number): string {
  if (depth <= 0) return "the latest one";
  return `with ${count(depth, "block")} on top`;
}

/** A button for each of a thousand files would help nobody. */
const certifiable = 8;

type EvidenceCardProps = {
  openings: readonly KeptOpening[];
  /** One for each opening, in their order, once they are captured. */
  bundles: readonly KeptBundle[] | undefined;
  error: Error | null;
  busy: boolean;
  onRetry: () => void;
  /** The number of the latest block. */
  head: number;
  chainId: number;
};

/** The evidence of a stamp: that it is captured and how firmly, what it is for and reveals, and its download. */
export function EvidenceCard({ openings, bundles, error, busy, onRetry, head, chainId }: EvidenceCardProps) {
  const [problem, setProblem] = useState<string>();
  const [first] = openings;
  const [bundle] = bundles ?? [];
  const several = openings.length > 1;

  const save = async (textOf: (text: string, index: number) => string | undefined) => {
    setProblem(undefined);
    try {
      const names = uniqueFileNames(openings.map(({ name }) => bundleFileName(name.replaceAll("/", "_"))));
      const entries = (bundles ?? []).map(({ text }, index) => ({
        name: names[index] ?? bundleFileName(""),
        content: textOf(text, index) ?? text,
      }));
      const [only] = entries;
      if (several) downloadFile("bundles.colophon.zip", zipOf(entries), "application/zip");
      else if (only) downloadFile(only.name, only.content);
    } catch (cause) {
      setProblem(explainError(cause).sentence);
    }
  };
  const saveWithoutNames = async () => {
    const { bundleWithoutNames } = await import("../../lib/evidence/showBundles.ts");
    await save((text, index) => {
      const kept = openings[index];
      return kept && bundleWithoutNames(text, kept.opening);
    });
  };

  return (
    <Card>
      <section aria-labelledby="evidence-heading">
        <h2 id="evidence-heading" className="mb-2 text-2xl">
          Evidence that stands alone
        </h2>
        <p className="mb-5 max-w-prose text-soft">
          {several ? "A bundle holds" : "The bundle holds"} everything from your {several ? "files" : "seal"} to the
          block: it verifies without us, without a node, against a block hash. Save it now, because nodes forget old
          receipts.
        </p>
        {!bundle && busy ? (
          <p role="status" className="flex items-center gap-3 text-soft">
            <Spinner />
            Capturing the evidence…
          </p>
        ) : null}
        {error && !busy ? (
          <div className="mb-5">
            <ErrorState
              title={bundle ? "The evidence could not be captured again" : "The evidence could not be captured"}
              onRetry={onRetry}
            >
              <p>{explainError(error).sentence}</p>
            </ErrorState>
          </div>
        ) : null}
        {bundle && first ? (
          <div className="grid gap-5">
            <p role="status" className="max-w-prose">
              <strong className="font-semibold">{several ? `${openings.length} bundles captured` : "Captured"}</strong>{" "}
              from block {formatNumber(bundle.block.number)}, {depthInWords(head - bundle.block.number)}.{" "}
              {finalityInWords(bundle.final, chainId)}
            </p>
            <Notice title="What it reveals to whoever you give it to">
              <p>
                The claimant, the secret salt, and the list of files with names, sizes and digests; never the files
                themselves. Without names, it lists the SHA-256 of {several ? "each file" : "the files"} only.
              </p>
            </Notice>
            <div className="flex flex-wrap items-center gap-3">
              <Button icon={<Download aria-hidden="true" className="size-4" />} onClick={() => save((text) => text)}>
                {several ? `Save ${openings.length} bundles` : "Save the bundle"}
              </Button>
              <Button variant="secondary" onClick={saveWithoutNames}>
                Save without names
              </Button>
              {openings.slice(0, certifiable).map(({ opening, name }) => (
                <Link
                  key={opening.commitment}
                  href={`/prove/${opening.commitment}/certificate`}
                  className={buttonClasses("secondary")}
                >
                  <Award aria-hidden="true" className="size-4" />
                  {several ? `Certificate of ${name}` : "Certificate to print"}
                </Link>
              ))}
              <span className="text-soft text-sm">
                {formatBytes((bundles ?? []).reduce((sum, { text }) => sum + text.length, 0))}
              </span>
            </div>
            {problem ? (
              <Notice tone="danger" urgent>
                <p>{problem}</p>
              </Notice>
            ) : null}
            <p className="max-w-prose text-soft text-sm">
              Check it on the{" "}
              <Link href="/verify" className="link">
                Verify page
              </Link>
              , with <code className="font-mono">colophon verify</code>, or fully offline with verify.html. It replaces
              neither the opening nor your files: keep all three.
            </p>
          </div>
        ) : null}
      </section>
    </Card>
  );
}

function finalityInWords(final: boolean, chainId: number): string {
  if (isLocalChain(chainId)) {
    return "This is a local chain: it has no finality, and whoever runs it can rewrite it. It is for trying out, not for evidence.";
  }
  return final
    ? "The node counts this block as final."
    : "The block is not final yet and could still be replaced. Leave this page open or come back: it captures the evidence again when it is.";
}
