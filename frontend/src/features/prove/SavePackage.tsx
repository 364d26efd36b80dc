import { createProofPackage, explainError } from "@colophon/sdk";
import { createCertificate } from "@colophon/sdk/evidence";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Package } from "lucide-react";
import { downloadFile } from "../../lib/download.ts";
import { isLocalChain, type KeptBundle, localChainWarning } from "../../lib/evidence/keptBundles.ts";
import { type KeptOpening, keptOpenings, noteSaved } from "../../lib/openings.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useBundleVerifier } from "./certificate/proofCase.ts";

/** For more files than this, certificates are made one by one on their own pages. */
const mostCertificates = 50;

type SavePackageProps = {
  openings: readonly KeptOpening[];
  /** One for each opening, in their order, once they are captured. */
  bundles: readonly KeptBundle[] | undefined;
  /** Whether the chain has the stamp already. */
  stamped: boolean;
};

/** Saves everything of a proof as one file, and says whether the person has it and all of it. */
export function SavePackage({ openings, bundles, stamped }: SavePackageProps) {
  const queries = useQueryClient();
  const durable = useQuery({ queryKey: ["durable"], queryFn: () => keptOpenings.isDurable(), staleTime: Infinity });
  const saving = useSavePackage(openings, bundles);
  const saved = openings.every(({ downloaded }) => downloaded);
  const behind =
    saved && openings.some(({ outdated, complete }) => outdated || (bundles !== undefined && complete !== true));
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          variant={saved && !behind ? "secondary" : "primary"}
          icon={<Package aria-hidden="true" className="size-4" />}
          busy={saving.isPending}
          onClick={() =>
            saving.mutate(undefined, { onSettled: () => queries.invalidateQueries({ queryKey: ["openings"] }) })
          }
        >
          {bundles ? "Save the complete package" : "Save the proof package"}
        </Button>
        <p role="status" className="max-w-prose text-soft text-sm">
          <SavedWords saved={saved} behind={behind} stamped={stamped} keeps={durable.data !== false} />
        </p>
      </div>
      {saving.isError ? (
        <Notice tone="warning" urgent title="Whether you have it could not be noted here">
          <p>{explainError(saving.error).sentence} Check that the file is on your device.</p>
        </Notice>
      ) : null}
    </div>
  );
}

function SavedWords({ saved, behind, stamped, keeps }: Record<"saved" | "behind" | "stamped" | "keeps", boolean>) {
  if (behind) return "The package that you saved is from before the evidence. Save it again: it is complete now.";
  if (saved)
    return keeps ? "Saved. A copy is kept in this browser too." : "Saved. This page has a copy until you close it.";
  if (stamped)
    return keeps ? "Not saved yet: it is kept in this browser only." : "Not saved yet: only this page has it.";
  return keeps ? "Until you do, it is kept in this browser only." : "Until you do, only this page has it.";
}

/** Makes the package, with a certificate for each bundle that verifies now, and hands it to the person. */
function useSavePackage(openings: readonly KeptOpening[], bundles: readonly KeptBundle[] | undefined) {
  const verify = useBundleVerifier();
  const certificateOf = async (name: string, text: string): Promise<string | undefined> => {
    // A package without a certificate is a package all the same: the evidence is what counts.
    const verified = await verify(text).catch(() => undefined);
    return (
      verified &&
      createCertificate({
        name,
        opened: verified.bundle,
        verdict: verified.verdict,
        madeAt: Math.floor(verified.verifiedAt / 1000),
        ...(isLocalChain(verified.bundle.chainId) && { warning: localChainWarning }),
      })
    );
  };
  return useMutation({
    mutationFn: async () => {
      const certified = openings.length <= mostCertificates;
      const proofs = await Promise.all(
        openings.map(async ({ opening, name }, i) => {
          const bundle = bundles?.[i]?.text;
          const certificate = certified && bundle !== undefined ? await certificateOf(name, bundle) : undefined;
          return { opening, name, bundle, certificate };
        }),
      );
      const made = createProofPackage(proofs);
      downloadFile(made.name, made.bytes, "application/zip");
      await noteSaved(openings, made.complete);
    },
  });
}
