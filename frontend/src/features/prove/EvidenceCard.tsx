import { explainError, zipOf } from "@colophon/sdk";
import { Award, Download } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { siteFile } from "../../config/site.ts";
import { downloadFile, namelessArchiveName, uniqueFileNames } from "../../lib/download.ts";
import {
  bundleFileName,
  isLocalChain,
  type KeptBundle,
  localChainWarning,
  namelessBundleName,
} from "../../lib/evidence/keptBundles.ts";
import { depthInWords, formatBytes, formatNumber } from "../../lib/format.ts";
import type { KeptOpening } from "../../lib/openings.ts";
import { Button, buttonClasses, Spinner } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { ErrorState } from "../../ui/states.tsx";
import { SavePackage } from "./SavePackage.tsx";

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

  const saveWithoutNames = async () => {
    setProblem(undefined);
    try {
      const { bundleWithoutNames } = await import("../../lib/evidence/showBundles.ts");
      const names = uniqueFileNames(openings.map(namelessBundleName));
      const entries = openings.map(({ opening }, index) => {
        const text = bundles?.[index]?.text ?? "";
        return { name: names[index] ?? bundleFileName(""), content: bundleWithoutNames(text, opening) ?? text };
      });
      const [only] = entries;
      if (several && first) downloadFile(namelessArchiveName(first.stamped), zipOf(entries), "application/zip");
      else if (only) downloadFile(only.name, only.content);
    } catch (cause) {
      setProblem(explainError(cause).sentence);
    }
  };

  return (
    <Card>
      <section aria-labelledby="evidence-heading">
        <h2 id="evidence-heading" className="mb-2 text-2xl">
          Evidence that stands alone
        </h2>
        <p className="mb-5 max-w-prose text-soft">
          The package holds what opens your stamp and everything from your files to the block: it verifies without us,
          without a node, against a block hash. Save it now, because nodes forget old receipts.
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
                themselves. A bundle without names lists the SHA-256 of each file only.
              </p>
            </Notice>
            <SavePackage openings={openings} bundles={bundles} stamped />
            <div className="flex flex-wrap items-center gap-3">
              <Button
                variant="secondary"
                icon={<Download aria-hidden="true" className="size-4" />}
                onClick={saveWithoutNames}
              >
                Save a bundle without names
              </Button>
              {several ? null : (
                <Link href={`/prove/${first.opening.commitment}/certificate`} className={buttonClasses("secondary")}>
                  <Award aria-hidden="true" className="size-4" /> Certificate to print
                </Link>
              )}
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
              , with <code className="font-mono">colophon verify</code>, or fully offline with{" "}
              <a className="link" href={siteFile("verify.html")} download>
                verify.html
              </a>
              . It does not replace your files: keep both.
            </p>
          </div>
        ) : null}
      </section>
    </Card>
  );
}

function finalityInWords(final: boolean, chainId: number): string {
  if (isLocalChain(chainId)) {
    return localChainWarning;
  }
  return final
    ? "The node counts this block as final."
    : "The block is not final yet and could still be replaced. Leave this page open or come back: it captures the evidence again when it is.";
}
