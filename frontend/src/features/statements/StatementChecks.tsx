import { Notice } from "../../components/Notice.tsx";
import type { ShownStatement } from "./ShownStatement.ts";

/** Whether the figures are those of the contract itself, at the block that they hold for. */
export function StatementChecks({ statement: { checks, head } }: { statement: ShownStatement }) {
  const different = checks.filter(({ result }) => result === "different");
  const unknown = checks.filter(({ result }) => result === "unknown");
  const block = head.block.number.toLocaleString("en-GB");
  if (different.length > 0) {
    return (
      <Notice tone="danger" title="This statement is not right" urgent>
        <p>
          {different.length} of {checks.length} figures differ from what the contract says at block {block}. The node
          that this page asks has probably left out payments. Do not use this statement; ask another node.
        </p>
        <ul className="list-disc pl-5">
          {different.slice(0, 5).map(({ check, how, computed, contract }) => (
            <li key={how}>
              {check}: {String(computed)} from the events, {String(contract)} from the contract. {how}
            </li>
          ))}
        </ul>
      </Notice>
    );
  }
  if (unknown.length > 0) {
    return (
      <Notice tone="warning" title="Not compared with the contract">
        <p>
          The node that this page asks no longer knows block {block}, so {unknown.length} of {checks.length} figures
          could not be compared with the contract. They are computed from the events alone.
        </p>
      </Notice>
    );
  }
  if (checks.length === 0) return null;
  return (
    <Notice tone="ok" title={`Equal to the contract at block ${block}`}>
      <p>
        All {checks.length} figures at the end were computed from the events and then compared with what the contract
        itself says. They are the same to the smallest unit.
      </p>
    </Notice>
  );
}
