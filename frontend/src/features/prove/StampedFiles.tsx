import { visibleText } from "@colophon/sdk";
import { Award, FilePlus2 } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { count, formatBytes, formatNumber } from "../../lib/format.ts";
import type { KeptOpening } from "../../lib/openings.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { Card } from "../../ui/page.tsx";

/** As many files are shown at a time. */
const portion = 30;

type StampedFilesProps = {
  openings: readonly KeptOpening[];
  /** Whether their evidence is captured, which a certificate shows. */
  captured: boolean;
};

/** Every file that was sealed on its own and stamped together with the others, each with what can be done with it. */
export function StampedFiles({ openings, captured }: StampedFilesProps) {
  const [wanted, setWanted] = useState("");
  const [shown, setShown] = useState(portion);
  const found = openings.filter(({ name }) => name.toLowerCase().includes(wanted.trim().toLowerCase()));
  return (
    <Card className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <div>
        <h2 className="text-2xl">The {formatNumber(openings.length)} files</h2>
        <p className="mt-1 max-w-prose text-soft">
          Each has an opening, a bundle and a certificate of its own, and none of them tells of the others.
        </p>
      </div>
      {openings.length > portion ? (
        <Field label="Look for a name among them" optional>
          <Input
            value={wanted}
            onChange={(event) => {
              setWanted(event.target.value);
              setShown(portion);
            }}
            autoComplete="off"
          />
        </Field>
      ) : null}
      {wanted.trim() ? <p role="status">{count(found.length, "file")} found.</p> : null}
      <ul className="grid">
        {found.slice(0, shown).map((kept) => (
          <li key={kept.opening.commitment} className="border-rule border-t py-2">
            <StampedFile kept={kept} captured={captured} />
          </li>
        ))}
      </ul>
      {found.length > shown ? (
        <div className="flex flex-wrap gap-3">
          <Button variant="secondary" size="small" onClick={() => setShown(shown + portion)}>
            Show {formatNumber(Math.min(portion, found.length - shown))} more
          </Button>
          <Button variant="quiet" size="small" onClick={() => setShown(found.length)}>
            Show all
          </Button>
        </div>
      ) : null}
    </Card>
  );
}

function StampedFile({ kept: { opening, name }, captured }: { kept: KeptOpening; captured: boolean }) {
  const shownName = visibleText(name);
  const size = opening.manifest.files.reduce((sum, file) => sum + file.size, 0);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
      <p className="min-w-0 [overflow-wrap:anywhere]">
        <bdi className="font-medium">{shownName}</bdi> <span className="text-sm text-soft">{formatBytes(size)}</span>
      </p>
      <p className="flex flex-wrap gap-x-5">
        <Link
          href={`/register?opening=${opening.commitment}`}
          aria-label={`Register ${shownName}`}
          className="link inline-flex min-h-9 items-center gap-1.5"
        >
          <FilePlus2 aria-hidden="true" className="size-4" /> Register
        </Link>
        {captured ? (
          <Link
            href={`/prove/${opening.commitment}/certificate`}
            aria-label={`Certificate of ${shownName}`}
            className="link inline-flex min-h-9 items-center gap-1.5"
          >
            <Award aria-hidden="true" className="size-4" /> Certificate
          </Link>
        ) : null}
      </p>
    </div>
  );
}
