import { explainError, splitLicenceId } from "@colophon/sdk";
import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useConfig } from "wagmi";
import { Link } from "wouter";
import { siteFile } from "../../config/site.ts";
import { downloadFile } from "../../lib/download.ts";
import { bundleFileName, isLocalChain } from "../../lib/evidence/keptBundles.ts";
import { formatNumber } from "../../lib/format.ts";
import { useReadContext } from "../../lib/useFinding.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";

/** Makes one file for whoever has no node: that the licence is in force after the latest block, or that it is not. */
export function SaveProof({ licence, title }: { licence: bigint; title: string }) {
  const context = useReadContext();
  const config = useConfig();
  const { chainId } = context.deployment;
  const made = useMutation({
    mutationFn: async () => {
      const node = config.getClient({ chainId: chainId as (typeof config)["chains"][number]["id"] });
      const { captureLicenceProof } = await import("../../lib/evidence/captureBundles.ts");
      return captureLicenceProof({ node, context, licence });
    },
    onSuccess: ({ text, block }) => {
      const { serial } = splitLicenceId(licence);
      downloadFile(bundleFileName(`${title}, licence ${serial}, block ${block}`), text);
    },
  });
  return (
    <div className="grid gap-4">
      <p className="max-w-prose text-soft">
        One file says who holds this licence, of which terms, until when, and whether it and every licence above it are
        in force after the latest block. It is checked against a block hash, without this site and without a node.
      </p>
      <div>
        <Button
          variant="secondary"
          icon={<Download aria-hidden="true" className="size-4" />}
          busy={made.isPending}
          onClick={() => made.mutate()}
        >
          Save proof of this licence
        </Button>
      </div>
      {made.isError ? (
        <Notice tone="danger" title="The proof could not be made" urgent>
          <p>{explainError(made.error).sentence}</p>
        </Notice>
      ) : null}
      {made.data ? (
        <Notice tone="ok" title={`Saved as of block ${formatNumber(made.data.block)}`} urgent>
          <p>{made.data.sentence}</p>
          <p>{finality(made.data.final, chainId)}</p>
          <p>
            Check it on the{" "}
            <Link href="/verify" className="link">
              Verify page
            </Link>
            , with <code className="font-mono">colophon verify</code>, or fully offline with{" "}
            <a className="link" href={siteFile("verify.html")} download>
              verify.html
            </a>
            .
          </p>
        </Notice>
      ) : null}
    </div>
  );
}

function finality(final: boolean, chainId: number): string {
  if (isLocalChain(chainId)) return "This is a local chain: whoever runs it can rewrite it. It is for trying out.";
  return final
    ? "The node counts the block as final."
    : "The block is not final yet. If it is replaced, its hash is on no chain and the file proves nothing: save another then.";
}
