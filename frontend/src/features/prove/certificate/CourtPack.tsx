import type { StepOutcome, Verdict } from "@colophon/sdk/evidence";
import type { ReactNode } from "react";
import { siteLink } from "../../../config/site.ts";
import { wordFor } from "../../../lib/format.ts";
import { formatTime } from "../../../lib/time.ts";
import { Notice } from "../../../ui/notice.tsx";
import { custodyLog, type ProofCase } from "./proofCase.ts";

/** What a court may ask for beside a certificate. Each part begins on a page of its own. */
export function CourtPack({ proof }: { proof: ProofCase }) {
  return (
    <>
      <CourtPart title="Transcript of the verification" note="Every step that the verifier took, in its order.">
        <Transcript verdict={proof.verdict} />
      </CourtPart>
      <CourtPart
        title="Custody log"
        note="As far as this device keeps it. What happened outside it, a person has to say."
      >
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
      </CourtPart>
      <CourtPart title="Declaration of a qualified person: Vermont, 12 V.S.A. § 1913" note={<Template />}>
        <VermontDeclaration proof={proof} />
      </CourtPart>
      <CourtPart
        title="Certification of a qualified person: US Federal Rules of Evidence 902(13) and 902(14)"
        note={<Template />}
      >
        <FederalCertification proof={proof} />
      </CourtPart>
      <CourtPart title="European Union: Regulation (EU) No 910/2014, Articles 41 and 45k" note={<Template />}>
        <EuropeanNote proof={proof} />
      </CourtPart>
      <CourtPart title="England and Wales: Civil Evidence Act 1995, section 8" note={<Template />}>
        <EnglishStatement proof={proof} />
      </CourtPart>
    </>
  );
}

function CourtPart({ title, note, children }: { title: string; note: ReactNode; children: ReactNode }) {
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

const outcomeWords: Record<StepOutcome, string> = {
  proved: "proved",
  disproved: "disproved",
  assumed: "assumed",
  "not-checked": "not checked",
};

/** Every step of a verification, in its order. */
function Transcript({ verdict }: { verdict: Verdict }) {
  return (
    <ol className="grid list-decimal gap-2 pl-6 text-sm">
      {verdict.steps.map(({ id, outcome, sentence }) => (
        <li key={id} className="break-inside-avoid [overflow-wrap:anywhere]">
          <strong className="font-semibold">{outcomeWords[outcome]}</strong> <code className="font-mono">({id})</code>{" "}
          {sentence}
        </li>
      ))}
    </ol>
  );
}

/** A written declaration as 12 V.S.A. § 1913 (b)(1) asks for it, points A to D. */
function VermontDeclaration({ proof }: { proof: ProofCase }) {
  return (
    <div className="grid gap-3">
      <p>
        I, <Blank what="name" />, of <Blank what="address" />, declare under oath:
      </p>
      <p>
        I am qualified to make this certification because <Blank what="training, experience, role" />.
      </p>
      <p>
        This declaration is about <RecordInWords proof={proof} />.
      </p>
      <ol className="grid list-[upper-alpha] gap-2 pl-6">
        <li>The record entered the blockchain on {formatTime(proof.kept.block.time)}, as the block states.</li>
        <li>
          The record was received from the blockchain on {formatTime(Math.floor(proof.kept.capturedAt / 1000))}, as the
          clock of the device that received it states. I have confirmed this by <Blank what="how" />.
        </li>
        <li>
          The record was maintained in the blockchain as a regular conducted activity. I know this because{" "}
          <Blank what="basis of knowledge" />.
        </li>
        <li>
          The record was made by the regularly conducted activity as a regular practice. I know this because{" "}
          <Blank what="basis of knowledge" />.
        </li>
      </ol>
      <p>
        I compared the block's hash with <Blank what="independent source" /> on <Blank what="date" />.
      </p>
      <p>
        <Blank what="place and date" /> <Blank what="signature" /> <Blank what="officer who took the oath, and seal" />
      </p>
    </div>
  );
}

/** A certification as US Federal Rules of Evidence 902(13) and 902(14) ask for it. */
function FederalCertification({ proof }: { proof: ProofCase }) {
  const { files } = proof.verdict;
  return (
    <div className="grid gap-3">
      <p>
        I, <Blank what="name" />, certify as follows. I am qualified to do so because{" "}
        <Blank what="training, experience, role" />.
      </p>
      <p>
        <strong className="font-semibold">902(13), record generated by an electronic process.</strong> This
        certification is about <RecordInWords proof={proof} />. The process that generated it works as the document{" "}
        {siteLink("/formats.md")} describes: the digests of the files, the claimant and a secret salt are hashed into
        the commitment, which a transaction records in a block. The bundle was verified on <Blank what="date" /> with{" "}
        <Blank what="verifier and the SHA-256 of its file" />; its verdict was <Blank what="verdict" />, with the block
        hash from <Blank what="independent source" />. That this process produces an accurate result I know because{" "}
        <Blank what="basis of knowledge" />.
      </p>
      <p>
        <strong className="font-semibold">902(14), data copied from a device, storage medium or file.</strong>{" "}
        {wordFor(files.length, "The copy of the file offered", "The copies of the files offered")} in evidence{" "}
        {wordFor(files.length, "was", "were")} identified by the digital identification SHA-256. I computed{" "}
        {wordFor(files.length, "its value", "their values")} on <Blank what="date" /> with <Blank what="program" /> and
        found {wordFor(files.length, "it", "each of them")} <Blank what="the same / not the same" /> as listed in the
        certificate above{files.length > 1 ? "" : ` (${files[0]?.sha256.slice(2)})`}.
      </p>
      <p>
        I declare under penalty of perjury under the laws of the United States of America that the foregoing is true and
        correct (28 U.S.C. § 1746). Executed on <Blank what="date" />. <Blank what="signature" />
      </p>
      <p className="text-soft text-sm">
        The proponent must also give the notice that Rule 902(11) asks for, before the trial or hearing.
      </p>
    </div>
  );
}

/** What a court of the Union may be told of a time stamp and of a ledger: neither is a qualified one by itself. */
function EuropeanNote({ proof }: { proof: ProofCase }) {
  return (
    <div className="grid gap-3">
      <p>
        This is about <RecordInWords proof={proof} />.
      </p>
      <p>
        <strong className="font-semibold">Article 41(1), electronic time stamp.</strong> It must not be denied legal
        effect and admissibility as evidence only because it is electronic or is not a qualified time stamp. Only a
        qualified one has the presumption of Article 41(2). This record is not one. If a qualified time stamp (RFC 3161)
        was made of the bundle as well, it is: <Blank what="issuer, time, file" />.
      </p>
      <p>
        <strong className="font-semibold">Article 45k(1), electronic ledger</strong> (inserted by Regulation (EU)
        2024/1183). It must not be denied legal effect or admissibility only because it is electronic or does not meet
        the requirements for qualified ledgers. Ethereum is not run by a qualified provider, so the presumption of
        Article 45k(2) does not apply: the court weighs the record freely.
      </p>
      <p>
        The verification was repeated on <Blank what="date" /> by <Blank what="name, qualification" /> with{" "}
        <Blank what="verifier and the SHA-256 of its file" />, with the block hash from{" "}
        <Blank what="independent source" />. <Blank what="signature" />
      </p>
    </div>
  );
}

/** A statement that goes with a copy which is produced under section 8. */
function EnglishStatement({ proof }: { proof: ProofCase }) {
  return (
    <div className="grid gap-3">
      <p>
        I, <Blank what="name" />, of <Blank what="address" />, state:
      </p>
      <p>
        I produce a copy of a document: <RecordInWords proof={proof} />. Section 8 allows a statement in a document to
        be proved by a copy, authenticated in such manner as the court may approve; how many removes there are between
        the copy and the original does not matter.
      </p>
      <p>
        I authenticate the copy in this way: on <Blank what="date" /> I ran <Blank what="verifier" /> over the bundle
        and its verdict was <Blank what="verdict" />. I compared the block's hash with{" "}
        <Blank what="independent source" />.
      </p>
      <p>
        I believe that the facts stated in this witness statement are true. I understand that proceedings for contempt
        of court may be brought against anyone who makes, or causes to be made, a false statement in a document verified
        by a statement of truth without an honest belief in its truth.
      </p>
      <p>
        <Blank what="date" /> <Blank what="signature" />
      </p>
    </div>
  );
}

/** Which record a declaration is about, so that nobody can take it for another. */
function RecordInWords({ proof }: { proof: ProofCase }) {
  const { bundle, kept, digest } = proof;
  const timestamps = bundle.contracts.find(({ name }) => name === "timestamps");
  return (
    <span className="[overflow-wrap:anywhere]">
      the log “Commit” of the contract {timestamps?.address} in block {kept.block.number} (hash {kept.block.hash}) of
      the blockchain with the chain number {bundle.chainId}, which records{" "}
      {bundle.stamp?.batch?.root ?? bundle.stamp?.commitment} at {formatTime(kept.block.time)}, as contained in the file
      with the SHA-256 {digest.slice(2)} (“the bundle”)
    </span>
  );
}

/** A place on paper for what only a person can say. */
function Blank({ what }: { what: string }) {
  return (
    <span className="whitespace-nowrap border-ink border-b pr-16 text-soft text-sm print:pr-24">
      <span className="sr-only">Blank: </span>[{what}]
    </span>
  );
}
