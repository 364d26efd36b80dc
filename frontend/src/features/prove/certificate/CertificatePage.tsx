import { Printer } from "lucide-react";
import { useState } from "react";
import type { Hex } from "viem";
import { Link } from "wouter";
import { ReadMade } from "../../../flow/Read.tsx";
import { usePageTitle } from "../../../lib/pageTitle.ts";
import { Button, buttonClasses } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/field.tsx";
import { PageHeader } from "../../../ui/page.tsx";
import { EmptyState, ErrorState } from "../../../ui/states.tsx";
import { CourtPack } from "./CourtPack.tsx";
import { ProofCertificate } from "./ProofCertificate.tsx";
import { type ProofCase, useProofCase } from "./proofCase.ts";

/** The certificate of a proof that this device keeps, ready to be printed. */
export function CertificatePage({ commitment }: { commitment: string }) {
  const query = useProofCase(commitment as Hex);
  const proof = query.data;
  usePageTitle(proof ? `Certificate of ${proof.opening.name}` : undefined);

  return (
    <ReadMade
      of={query}
      doing="Checking the evidence"
      what="the certificate"
      around={(content) => (
        <>
          <PageHeader eyebrow="Prove" title="Certificate" />
          {content}
        </>
      )}
    >
      {(made) => <Made proof={made} onRetry={query.refetch} />}
    </ReadMade>
  );
}

type MadeProps = { proof: ProofCase | null; onRetry: () => unknown };

/** The certificate, or why there is none. */
function Made({ proof, onRetry }: MadeProps) {
  const [forCourt, setForCourt] = useState(false);
  if (!proof) {
    return (
      <>
        <PageHeader eyebrow="Prove" title="Certificate" />
        <EmptyState
          title="This device keeps no evidence with this number"
          actions={
            <Link href="/verify" className={buttonClasses("secondary")}>
              Check a bundle
            </Link>
          }
        >
          <p>It is captured on the page of a proof, once that is stamped, and kept in the browser that did it.</p>
        </EmptyState>
      </>
    );
  }
  const back = `/prove/${proof.opening.stamped}`;
  if (proof.verdict.verdict !== "proved") {
    return (
      <>
        <PageHeader eyebrow="Prove" title="No certificate" />
        <ErrorState title="The evidence does not hold, so there is nothing to certify" onRetry={() => onRetry()}>
          <p>{proof.verdict.sentence}</p>
          <p>
            If the block was replaced,{" "}
            <Link href={back} className="link">
              capture the evidence again
            </Link>
            .
          </p>
        </ErrorState>
      </>
    );
  }
  return (
    <div className="grid gap-8">
      <div className="flex flex-wrap items-center justify-between gap-3 print:hidden">
        <Link href={back} className="link">
          Back to the proof
        </Link>
        <Button icon={<Printer aria-hidden="true" className="size-4" />} onClick={() => window.print()}>
          Print or save as PDF
        </Button>
      </div>
      <Checkbox
        className="print:hidden"
        checked={forCourt}
        onChange={(event) => setForCourt(event.target.checked)}
        label="With the court pack"
        hint="The transcript, a custody log, and templates of declarations for Vermont and US federal courts, with blanks for whoever signs them. Not legal advice."
      />
      <ProofCertificate proof={proof} />
      {forCourt ? <CourtPack proof={proof} /> : null}
    </div>
  );
}
