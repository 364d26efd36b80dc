import type { StepOutcome, Verdict } from "@colophon/sdk";

const words: Record<StepOutcome, string> = {
  proved: "proved",
  disproved: "disproved",
  assumed: "assumed",
  "not-checked": "not checked",
};

/** Every step of a verification, in its order. */
export function Transcript({ verdict }: { verdict: Verdict }) {
  return (
    <ol className="grid list-decimal gap-2 pl-6 text-sm">
      {verdict.steps.map(({ id, outcome, sentence }) => (
        <li key={id} className="break-inside-avoid [overflow-wrap:anywhere]">
          <strong className="font-semibold">{words[outcome]}</strong> <code className="font-mono">({id})</code>{" "}
          {sentence}
        </li>
      ))}
    </ol>
  );
}
