import { formatTime } from "../../../components/formatTime.ts";
import { Blank } from "./Blank.tsx";
import type { ProofCase } from "./ProofCase.ts";
import { RecordInWords } from "./RecordInWords.tsx";

/** A written declaration as 12 V.S.A. § 1913 (b)(1) asks for it, points A to D. */
export function VermontDeclaration({ proof }: { proof: ProofCase }) {
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
