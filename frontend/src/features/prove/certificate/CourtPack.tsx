import type { ReactNode } from "react";
import { Notice } from "../../../components/Notice.tsx";
import { custodyLog } from "./custodyLog.ts";
import { FederalCertification } from "./FederalCertification.tsx";
import type { ProofCase } from "./ProofCase.ts";
import { Transcript } from "./Transcript.tsx";
import { VermontDeclaration } from "./VermontDeclaration.tsx";

/** What a court may ask for beside a certificate. Each part begins on a page of its own. */
export function CourtPack({ proof }: { proof: ProofCase }) {
  return (
    <>
      <Part title="Transcript of the verification" note="Every step that the verifier took, in its order.">
        <Transcript verdict={proof.verdict} />
      </Part>
      <Part title="Custody log" note="As far as this device keeps it. What happened outside it, a person has to say.">
        <ol className="grid gap-4">
          {custodyLog(proof).map(({ event, time, clock }) => (
            <li key={event} className="break-inside-avoid">
              <p className="font-medium">{event}</p>
              <p>
                {time ?? "No time"} <span className="text-soft">({clock})</span>
              </p>
            </li>
          ))}
        </ol>
      </Part>
      <Part title="Declaration of a qualified person: Vermont, 12 V.S.A. § 1913" note={<Template />}>
        <VermontDeclaration proof={proof} />
      </Part>
      <Part
        title="Certification of a qualified person: US Federal Rules of Evidence 902(13) and 902(14)"
        note={<Template />}
      >
        <FederalCertification proof={proof} />
      </Part>
    </>
  );
}

function Part({ title, note, children }: { title: string; note: ReactNode; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      className="grid gap-5 rounded-xl border border-edge bg-leaf px-5 py-7 shadow-leaf sm:px-10 sm:py-10 print:break-before-page"
    >
      <h2 className="text-2xl [overflow-wrap:anywhere]">{title}</h2>
      <div className="text-soft">{note}</div>
      {children}
    </section>
  );
}

function Template() {
  return (
    <Notice tone="warning" title="A template, not legal advice">
      <p>
        It is filled from the bundle; the blanks are for the person who signs, and only what that person knows may be
        signed. Whether it suffices, a lawyer and the court decide.
      </p>
    </Notice>
  );
}
