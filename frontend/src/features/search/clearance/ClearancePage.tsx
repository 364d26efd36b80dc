import type { PurposeId, TerritoryCode, UseId } from "@colophon/sdk/terms";
import { type FormEvent, useRef, useState } from "react";
import { useConnection } from "wagmi";
import { Link, useSearchParams } from "wouter";
import {
  AccountField,
  CountryField,
  DayField,
  FieldNameField,
  PurposeOptions,
  UseOptions,
} from "../../../flow/fields.tsx";
import { NoIndex } from "../../../flow/IndexNotices.tsx";
import { useErrorFocus } from "../../../flow/useForm.ts";
import { useActiveChain } from "../../../lib/chain.ts";
import { count } from "../../../lib/format.ts";
import { useHashing } from "../../../lib/hashing/useHashing.ts";
import { useHeadTime } from "../../../lib/useFinding.ts";
import { Button } from "../../../ui/button.tsx";
import { DropZone } from "../../../ui/DropZone.tsx";
import { Field, Select, Textarea } from "../../../ui/field.tsx";
import { HashingProgress, LeftOutNotice } from "../../../ui/files.tsx";
import { Card, PageHeader } from "../../../ui/page.tsx";
import { ErrorState } from "../../../ui/states.tsx";
import { ClearanceReport } from "./ClearanceReport.tsx";
import { type ClearanceQuestion, parseClearance } from "./question.ts";

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

/** What is to be cleared, for which use, where, when and for whom. */
function ClearanceForm({ onAsk }: { onAsk: (question: ClearanceQuestion) => void }) {
  const { address } = useConnection();
  const [search] = useSearchParams();
  const { state, start, cancel } = useHashing();
  const [list, setList] = useState(search.get("works") ?? "");
  const [use, setUse] = useState<UseId>();
  const [purpose, setPurpose] = useState<PurposeId>();
  const [field, setField] = useState("");
  const [territory, setTerritory] = useState<TerritoryCode>();
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const [typed, setTyped] = useState<string>();
  const { ref, tried, fail } = useErrorFocus<HTMLFormElement>();
  const now = useHeadTime();
  const account = typed ?? address ?? "";
  const hashed = state.status === "done" ? state.files : [];
  const result = parseClearance({
    files: hashed,
    list,
    ...{ use, purpose, field },
    territory,
    from,
    until,
    account,
    now,
  });
  const errors = tried && !result.ok ? result.errors : {};

  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (result.ok) onAsk(result.question);
    else fail();
  };

  return (
    <form ref={ref} onSubmit={ask} noValidate className="grid gap-8">
      <div className="grid items-stretch gap-6 lg:grid-cols-2">
        <div className="grid content-start gap-3">
          {state.status === "hashing" ? (
            <Card>
              <HashingProgress progress={state.progress} onCancel={cancel} />
            </Card>
          ) : state.status === "done" ? (
            <Card className="grid gap-3">
              <p className="font-medium">{count(hashed.length, "file was", "files were")} read on this device.</p>
              <p className="text-soft">
                Only their SHA-256 digests are asked for; whoever runs the index sees those, and nothing else of them.
              </p>
              <LeftOutNotice chosen={state.chosen} />
              <div>
                <Button variant="secondary" size="small" onClick={cancel}>
                  Choose others
                </Button>
              </div>
            </Card>
          ) : (
            <DropZone
              title="Drop files or a folder"
              hint="They are read here and stay here. Only the SHA-256 of each is asked for, which tells the index's operator that you have it."
              onChoose={start}
            />
          )}
          {state.status === "failed" ? (
            <ErrorState title="The files could not be read" onRetry={() => start(state.chosen)}>
              <p>{state.sentence}</p>
            </ErrorState>
          ) : null}
        </div>
        <Field label="Or a list of works" hint="Numbers or links, one a line." error={errors.what}>
          <Textarea
            rows={7}
            value={list}
            onChange={(event) => setList(event.target.value)}
            spellCheck={false}
            className="font-mono text-sm"
          />
        </Field>
      </div>
      <div className="grid items-end gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
        <Field label="I want to …" error={errors.use} required>
          <Select
            value={use ?? ""}
            onChange={(event) => setUse((event.target.value || undefined) as UseId | undefined)}
          >
            <option value="">Choose a use</option>
            <UseOptions />
          </Select>
        </Field>
        <Field label="for … purposes" error={errors.purpose} required>
          <Select
            value={purpose ?? ""}
            onChange={(event) => setPurpose((event.target.value || undefined) as PurposeId | undefined)}
          >
            <option value="">Choose a purpose</option>
            <PurposeOptions />
          </Select>
        </Field>
        <CountryField
          label="in …"
          value={territory}
          onChange={setTerritory}
          placeholder="Choose a country"
          error={errors.territory}
        />
        <DayField
          label="from …"
          hint="A day in UTC; none means now."
          value={from}
          onChange={setFrom}
          error={errors.from}
        />
        <DayField
          label="until the end of …"
          hint="A day in UTC; none means now."
          value={until}
          onChange={setUntil}
          error={errors.until}
        />
        <FieldNameField value={field} onChange={setField} />
        <AccountField
          label="Account"
          hint="Whose licences count. Empty to see what is on offer only."
          required={false}
          value={account}
          onChange={setTyped}
          error={errors.account}
          className="sm:col-span-2"
        />
      </div>
      <div>
        <Button type="submit" disabled={state.status === "hashing"}>
          Make the report
        </Button>
      </div>
    </form>
  );
}
