import type { Hex } from "viem";
import { bundleFileName } from "../../../lib/evidence/bundleFileName.ts";
import type { ProofCase } from "./ProofCase.ts";

/** How anybody checks what a certificate says, without whoever made it. */
export function VerifySteps({ proof, block }: { proof: ProofCase; block: { number: number; hash: Hex } }) {
  const name = bundleFileName(proof.opening.name.replaceAll("/", "_"));
  return (
    <ol className="grid list-decimal gap-2 pl-5 [overflow-wrap:anywhere]">
      <li>
        Get the bundle, whose file has the SHA-256 <code className="font-mono text-sm">{proof.digest.slice(2)}</code>,
        and the files.
      </li>
      <li>
        Look up the hash of block {block.number.toLocaleString("en-GB")} of chain {proof.bundle.chainId} at a source you
        trust, such as your own node.
      </li>
      <li>
        Open verify.html with the network off, or the Verify page of any Colophon site, and give it the bundle, the
        files and the hash; or run:
        <code className="mt-1 block rounded-md bg-sunk px-3 py-2 font-mono text-sm">
          colophon verify "{name}" &lt;files&gt; --chain {proof.bundle.chainId} --block-hash &lt;the hash you looked
          up&gt;
        </code>
      </li>
      <li>It says proved, disproved or cannot know, with every step. The format is public: docs/formats.md.</li>
    </ol>
  );
}
