import { useQuery } from "@tanstack/react-query";
import { type KeptOpening, keptOpenings } from "../../lib/openings.ts";
import { FileList } from "../../ui/files.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { SavePackage } from "./SavePackage.tsx";

export type KeepProofProps = { openings: readonly KeptOpening[]; stamped: boolean };

/** What opens the stamp: what it is for, and its download in the proof package. */
export function KeepProof({ openings, stamped }: KeepProofProps) {
  const durable = useQuery({ queryKey: ["durable"], queryFn: () => keptOpenings.isDurable(), staleTime: Infinity });
  const [first] = openings;
  return (
    <Card>
      <h2 className="mb-2 text-2xl">Keep the proof</h2>
      <p className="mb-5 max-w-prose text-soft">
        The package holds the secret salt that opens your stamp, the list of what is inside, and how to check it.
        Without it the stamp proves nothing, and nobody can give you another. Keep it with your files, in more than one
        place. Its name tells nothing of them.
      </p>
      {durable.data === false && !stamped ? (
        <Notice tone="warning" className="mb-5" title="This browser keeps nothing after you close it">
          <p>Save the package before you stamp.</p>
        </Notice>
      ) : null}
      <SavePackage openings={openings} bundles={undefined} stamped={stamped} />
      {first && openings.length === 1 ? (
        <div className="mt-5 border-rule border-t pt-5">
          <FileList files={first.opening.manifest.files} />
        </div>
      ) : null}
    </Card>
  );
}
