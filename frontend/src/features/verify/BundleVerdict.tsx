import { visibleText } from "@colophon/sdk";
import type { StepOutcome, Verdict } from "@colophon/sdk/evidence";
import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { downloadFile } from "../../lib/download.ts";
import { allOf } from "../../lib/format.ts";
import { Button } from "../../ui/button.tsx";
import { Badge, type BadgeTone } from "../../ui/notice.tsx";
import { AnswerCard, type AnswerKind } from "./AnswerCard.tsx";

const looks: Record<Verdict["verdict"], { kind: AnswerKind; word: string }> = {
  proved: { kind: "found", word: "Proved" },
  disproved: { kind: "contradiction", word: "Disproved" },
  "cannot-know": { kind: "unknown", word: "Cannot know" },
};

const outcomes: Record<StepOutcome, { tone: BadgeTone; word: string }> = {
  proved: { tone: "ok", word: "proved" },
  disproved: { tone: "danger", word: "disproved" },
  assumed: { tone: "warning", word: "assumed" },
  "not-checked": { tone: "neutral", word: "not checked" },
};

const mostFiles = 200;

/** What a bundle proves: the sentence, what it rests on, and every step that led there. */
export function BundleVerdict({ verdict, bundleName }: { verdict: Verdict; bundleName: string }) {
  const { kind, word } = looks[verdict.verdict];
  const [first = verdict.sentence, ...more] = verdict.proved;
  const save = () => {
    const record = { bundle: bundleName, time: new Date().toISOString(), ...verdict };
    downloadFile("verdict.json", JSON.stringify(record, null, 2));
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
      <Lines title="Assumed" note="Taken on trust, from whom it says." lines={verdict.assumed} />
      <Lines title="Not checked" lines={verdict.notChecked} />
      {verdict.files.length > 0 ? <Lines title="Files in the bundle" lines={filesInWords(verdict)} mono /> : null}
      <Lines
        title="Second anchors, each for itself"
        lines={verdict.witnesses.map(({ outcome, sentence }) => `${outcomes[outcome].word}: ${sentence}`)}
      />
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
        <summary className="font-medium">{allOf(verdict.steps.length, "step")}</summary>
        <ol className="mt-3 grid gap-3">
          {verdict.steps.map(({ id, outcome, sentence }) => (
            <li key={id} className="grid gap-1 border-rule border-t pt-3 sm:grid-cols-[8rem_minmax(0,1fr)] sm:gap-4">
              <div>
                <Badge tone={outcomes[outcome].tone}>{outcomes[outcome].word}</Badge>
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

function filesInWords({ files }: Verdict): string[] {
  const lines = files.slice(0, mostFiles).map(({ path, sha256, range, compared }) => {
    const name = path === undefined ? "a file whose name is not disclosed" : `“${visibleText(path)}”`;
    const part = range ? `bytes ${range.from} to ${range.to - 1} of the ${range.size} of ` : "";
    return `${part}${name}, SHA-256 ${sha256.slice(2)}, ${compared ? "the same as yours" : "not compared"}`;
  });
  return files.length > lines.length ? [...lines, `and ${files.length - lines.length} more`] : lines;
}

type LinesProps = { title: string; note?: ReactNode; lines: readonly string[]; mono?: boolean };

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
