import { formatId } from "@colophon/sdk";
import type { BlockRef } from "@colophon/sdk/read";
import { Printer } from "lucide-react";
import { Link } from "wouter";
import { useActiveChain } from "../../lib/chain.ts";
import { formatNumber } from "../../lib/format.ts";
import { LimitsStatement } from "../../parts/LimitsStatement.tsx";
import { Button } from "../../ui/button.tsx";
import { Time } from "../../ui/values.tsx";

/** What anybody does with the page. */
export function LicenceActions({ work }: { work: bigint }) {
  return (
    <div className="mb-6 flex flex-wrap items-center gap-x-6 gap-y-3 print:hidden">
      <Button
        variant="secondary"
        icon={<Printer aria-hidden="true" className="size-4" />}
        onClick={() => window.print()}
      >
        Print or save as PDF
      </Button>
      <Link href={`/work/${formatId(work, "work")}`} className="link">
        Everything about the work
      </Link>
    </div>
  );
}

/** What a printed licence says at its foot. */
export function PrintedFoot({ block }: { block: BlockRef }) {
  const chain = useActiveChain();
  return (
    <div className="hidden border-rule border-t pt-4 text-sm print:block">
      <LimitsStatement />
      <p>
        Read at block {formatNumber(block.number)} of {chain.name}, <Time seconds={block.time} />. What counts is the
        chain, not this paper: scan the code to ask it again.
      </p>
    </div>
  );
}
