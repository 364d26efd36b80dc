import { type Deed, deedOf, type Terms } from "@colophon/sdk";
import { Download } from "lucide-react";
import { useMemo } from "react";
import { Button } from "../../../components/Button.tsx";
import { Hash } from "../../../components/Hash.tsx";
import { DeedSections } from "../../../components/terms/DeedSections.tsx";
import { downloadFile } from "../../../lib/files/downloadFile.ts";

/** The deed that the terms make, word for word what is bound to the licence. */
export function DeedPanel({ terms }: { terms: Terms | undefined }) {
  const deed = useMemo(() => (terms ? deedOf(terms) : undefined), [terms]);
  if (!deed) {
    return (
      <p className="max-w-prose font-serif text-lg text-soft italic">
        The deed appears here, word for word, as soon as the terms allow at least one use and fit together.
      </p>
    );
  }
  return (
    <>
      <DeedSections sections={deed.sections} level={3} />
      <DeedFoot deed={deed} />
    </>
  );
}

function DeedFoot({ deed }: { deed: Deed }) {
  return (
    <div className="mt-8 grid gap-3 border-rule border-t pt-4 text-soft text-sm">
      <p>
        This text and no other is bound to every licence sold, by its SHA-256{" "}
        <Hash value={deed.digest.slice(2)} label="SHA-256 of the deed" />
      </p>
      <div>
        <Button
          variant="secondary"
          size="small"
          icon={<Download aria-hidden="true" className="size-4" />}
          onClick={() => downloadFile(`deed-${deed.digest.slice(2, 10)}.json`, deed.document)}
        >
          Save the deed
        </Button>
      </div>
    </div>
  );
}
