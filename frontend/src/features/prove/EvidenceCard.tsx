import { Award, Download } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { Button, buttonClasses } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { Notice } from "../../components/Notice.tsx";
import { Spinner } from "../../components/Spinner.tsx";
import { bundleFileName } from "../../lib/evidence/bundleFileName.ts";
import { isLocalChain } from "../../lib/evidence/isLocalChain.ts";
import type { KeptBundle } from "../../lib/evidence/KeptBundle.ts";
import { downloadFile } from "../../lib/files/downloadFile.ts";
import { formatBytes } from "../../lib/files/formatBytes.ts";
import { zipOf } from "../../lib/files/zipOf.ts";
import type { KeptOpening } from "../../lib/openings/KeptOpening.ts";
import { sentenceOf } from "../../lib/transactions/sentenceOf.ts";
import { uniqueFileNames } from "./uniqueFileNames.ts";

/** A button for each of a thousand files would help nobody. */
const certifiable = 8;

export type EvidenceCardProps = {
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
      setProblem(sentenceOf(cause));
    }
  };
  const saveWithoutNames = async () => {
    const { bundleWithoutNames } = await import("../../lib/evidence/bundleWithoutNames.ts");
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
              <p>{sentenceOf(error)}</p>
            </ErrorState>
          </div>
        ) : null}
        {bundle && first ? (
          <div className="grid gap-5">
            <p role="status" className="max-w-prose">
              <strong className="font-semibold">{several ? `${openings.length} bundles captured` : "Captured"}</strong>{" "}
              from block {bundle.block.number.toLocaleString("en-GB")}, {depthInWords(head - bundle.block.number)}.{" "}
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

/** How deep a block lies: the deeper, the less likely the chain drops it. */
function depthInWords(depth: number): string {
  if (depth <= 0) return "the latest one";
  return depth === 1 ? "with 1 block on top" : `with ${depth.toLocaleString("en-GB")} blocks on top`;
}

function finalityInWords(final: boolean, chainId: number): string {
  if (isLocalChain(chainId)) {
    return "This is a local chain: it has no finality, and whoever runs it can rewrite it. It is for trying out, not for evidence.";
  }
  return final
    ? "The node counts this block as final."
    : "The block is not final yet and could still be replaced. Leave this page open or come back: it captures the evidence again when it is.";
}
