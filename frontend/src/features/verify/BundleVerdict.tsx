import { visibleText } from "@colophon/sdk";
import {
  outcomeWords,
  type StepOutcome,
  type Verdict as VerdictOfBundle,
  verdictSections,
  verdictWords,
} from "@colophon/sdk/evidence";
import { Download } from "lucide-react";
import { downloadFile, safeFileName } from "../../lib/download.ts";
import { Button } from "../../ui/button.tsx";
import { Badge, type BadgeTone } from "../../ui/notice.tsx";
import { AnswerCard, type AnswerKind } from "./AnswerCard.tsx";

const kinds: Record<VerdictOfBundle["verdict"], AnswerKind> = {
  proved: "found",
  disproved: "contradiction",
  "cannot-know": "unknown",
};

const tones: Record<StepOutcome, BadgeTone> = {
  proved: "ok",
  disproved: "danger",
  assumed: "warning",
  "not-checked": "neutral",
};

const mostFiles = 200;

/** What a bundle proves: the sentence, what it rests on, and every step that led there. */
export function BundleVerdict({ verdict, bundleName }: { verdict: VerdictOfBundle; bundleName: string }) {
  const kind = kinds[verdict.verdict];
  const { word } = verdictWords[verdict.verdict];
  const [first = verdict.sentence, ...more] = verdict.proved;
  const save = () => {
    const record = { bundle: bundleName, time: new Date().toISOString(), ...verdict };
    downloadFile(
      safeFileName(bundleName.replace(/\.colophon-bundle\.json$|\.json$/, ""), "bundle", ".verdict.json"),
      JSON.stringify(record, null, 2),
    );
  };
  return (
    <AnswerCard kind={kind} word={word} title={withoutWord(first, word)} limits={verdict.limits}>
      {more.length > 0 ? (
        <div className="grid max-w-prose gap-2 [overflow-wrap:anywhere]">
          {more.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      ) : null}
      {verdictSections(verdict, { mostFiles }).map(({ title, note, lines }) => (
        <Lines key={title} title={title} note={note} lines={lines} mono={title === "Files in the bundle"} />
      ))}
      <Lines
        title="Records"
        lines={verdict.records.map(
          ({ contract, event, values, block, transaction }) =>
            `${contract} ${event}, transaction ${transaction} of block ${block}: ${Object.entries(values)
              .map(([name, value]) => `${name} ${visibleText(value)}`)
              .join(", ")}`,
        )}
        mono
      />
      <Lines
        title="States"
        lines={verdict.states.map(({ block, address, exists, codeHash, storage }) =>
          exists
            ? `after block ${block}, ${address}: code ${codeHash ?? "none"}${storage.map(({ slot, value }) => `, slot ${slot} was ${value}`).join("")}`
            : `after block ${block}, ${address}: no such account`,
        )}
        mono
      />
      <details>
        <summary className="font-medium">All {verdict.steps.length} steps</summary>
        <ol className="mt-3 grid gap-3">
          {verdict.steps.map(({ id, outcome, sentence }) => (
            <li key={id} className="grid gap-1 border-rule border-t pt-3 sm:grid-cols-[8rem_minmax(0,1fr)] sm:gap-4">
              <div>
                <Badge tone={tones[outcome]}>{outcomeWords[outcome]}</Badge>
              </div>
              <p className="min-w-0 [overflow-wrap:anywhere]">
                <code className="mr-2 font-mono text-soft text-sm">{id}</code>
                {sentence}
              </p>
            </li>
          ))}
        </ol>
      </details>
      <div>
        <Button
          variant="secondary"
          size="small"
          icon={<Download aria-hidden="true" className="size-4" />}
          onClick={save}
        >
          Save the verdict
        </Button>
      </div>
    </AnswerCard>
  );
}

/** The word stands above the sentence already. */
function withoutWord(sentence: string, word: string): string {
  return sentence.startsWith(`${word}: `) ? sentence.slice(word.length + 2) : sentence;
}

type LinesProps = { title: string; note?: string | undefined; lines: readonly string[]; mono?: boolean };

function Lines({ title, note, lines, mono = false }: LinesProps) {
  if (lines.length === 0) return null;
  return (
    <section aria-label={title} className="grid gap-2">
      <h2 className="text-xl">{title}</h2>
      {note ? <p className="text-soft text-sm">{note}</p> : null}
      <ul className={mono ? "grid gap-1.5 text-sm" : "grid max-w-prose gap-1.5"}>
        {lines.map((line) => (
          <li key={line} className="[overflow-wrap:anywhere]">
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}
