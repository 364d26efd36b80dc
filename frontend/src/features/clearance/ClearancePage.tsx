import { useRef, useState } from "react";
import { Link } from "wouter";
import { NoIndex } from "../../components/index/NoIndex.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { useActiveChain } from "../../lib/chain/useActiveChain.ts";
import { ClearanceForm } from "./ClearanceForm.tsx";
import type { ClearanceQuestion } from "./ClearanceQuestion.ts";
import { ClearanceReport } from "./ClearanceReport.tsx";

/** "May I use this?", for many files or works at once. */
export function ClearancePage() {
  const chain = useActiveChain();
  const [question, setQuestion] = useState<ClearanceQuestion>();
  const report = useRef<HTMLDivElement>(null);
  return (
    <>
      <PageHeader eyebrow="Clearance" title="May I use this?">
        <p>
          For a folder of files or a list of works: which of them you hold a licence for, which you could license, and
          what stands against it.
        </p>
      </PageHeader>
      {chain.index === undefined ? (
        <NoIndex>
          Clearing many files or works at once needs an index, and none is set up for {chain.name} here. For one work,
          its page answers “May I use it?” from the chain: find it among{" "}
          <Link href="/works" className="link">
            the works
          </Link>
          .
        </NoIndex>
      ) : (
        <div className="grid gap-10">
          <ClearanceForm
            onAsk={(asked) => {
              setQuestion(asked);
              // Once the report is there.
              requestAnimationFrame(() => report.current?.scrollIntoView({ block: "start" }));
            }}
          />
          <div ref={report} aria-live="polite">
            {question ? <ClearanceReport key={JSON.stringify(question, text)} question={question} /> : null}
          </div>
        </div>
      )}
    </>
  );
}

function text(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
