import { explainError, formatId, licenceIdOf, licenceNumberOf } from "@colophon/sdk";
import { type Trace, traceInWords, type Variants } from "@colophon/sdk/trace";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { foundOf, Read } from "../../../flow/Read.tsx";
import { count } from "../../../lib/format.ts";
import { useLicencesSold, useWork } from "../../../lib/reads.ts";
import { runVaultJob } from "../../../lib/vault/runVaultJob.ts";
import { titleOf, untitled } from "../../../lib/work.ts";
import type { OwnKey } from "../../../parts/KeyPanel.tsx";
import { KeyPanel } from "../../../parts/KeyPanel.tsx";
import { WithNumber } from "../../../parts/work.tsx";
import { Button } from "../../../ui/button.tsx";
import { DropZone } from "../../../ui/DropZone.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { PageHeader, Section } from "../../../ui/page.tsx";
import { LoadingState } from "../../../ui/states.tsx";
import { variantsIn } from "./delivering.ts";

/** Finds the licence that a leaked copy was delivered for. Everything happens in the browser. */
export function TracePage({ id }: { id: string }) {
  return <WithNumber id={id}>{(work) => <TraceWork work={work} />}</WithNumber>;
}

function TraceWork({ work }: { work: bigint }) {
  const found = foundOf(useWork(work));
  // How many there are is enough: a mark is made again from the licence's number.
  const sold = useLicencesSold(work, 0);
  return (
    <>
      <PageHeader eyebrow="Trace a copy" title={found ? titleOf(found) : untitled(work)}>
        <p>
          If you gave licensees marked copies, a leaked one tells which licence it was delivered for. A part of it will
          do. Your files and your key stay on this machine.{" "}
          <Link href={`/work/${formatId(work, "work")}`} className="link">
            Back to the work
          </Link>
        </p>
      </PageHeader>
      <Read of={sold} what="the licences">
        {({ total }) => <TraceForm work={work} total={total} />}
      </Read>
    </>
  );
}

type Given = { leak?: File; file?: File; variants?: Variants };

function TraceForm({ work, total }: { work: bigint; total: number }) {
  const [given, setGiven] = useState<Given>({});
  const [own, setOwn] = useState<OwnKey>();
  const choose = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const next: Given = {};
      for (const file of files) {
        const variants = await variantsIn(file);
        if (variants) next.variants = variants;
        else next.file = file;
      }
      return next;
    },
    onSuccess: (next) => setGiven((before) => ({ ...before, ...next })),
  });
  const traced = useMutation({
    mutationFn: ({ leak, file, variants }: Required<Given>) => {
      const licences = Array.from({ length: total }, (_, index) => licenceIdOf({ work, serial: index + 1 }));
      return runVaultJob({ kind: "trace", leak, file, variants, secret: own?.key ?? "", licences });
    },
  });
  const { leak, file, variants } = given;
  const missing = missingIn(given, own !== undefined);
  const problem = choose.error ?? traced.error;
  return (
    <div>
      <Section title="The leaked file" note="What you found: it is held against every copy that you delivered.">
        <DropZone
          minor
          title="Drop the leaked text here"
          hint="The whole of it, or the part that you found, as plain text."
          folders={false}
          multiple={false}
          onChoose={({ files }) => setGiven((before) => ({ ...before, ...(files[0] && { leak: files[0].file }) }))}
        />
        <Chosen>{leak?.name}</Chosen>
      </Section>
      <Section
        title="Your file and its variants"
        note="The file as you registered it, and the list of places where the copies differ from it."
      >
        <DropZone
          minor
          title="Drop the registered file and its variants here"
          hint={
            <>
              The variants are the file that <code className="font-mono text-[0.9em]">colophon trace plan</code> wrote
              before you delivered the first copy.
            </>
          }
          folders={false}
          onChoose={({ files }) => choose.mutate(files.map((each) => each.file))}
        />
        <Chosen>{file?.name}</Chosen>
        <Chosen>{variants && count(variants.positions.length, "place")}</Chosen>
      </Section>
      <Section title="Your key" note="The one that you delivered with. It makes the mark of each licence again.">
        <KeyPanel own={own} onKey={setOwn} canMake={false} />
      </Section>
      <div className="mb-8 flex flex-wrap items-center gap-x-4 gap-y-2 border-rule border-t pt-8">
        <Button
          busy={traced.isPending}
          disabled={missing !== undefined}
          onClick={() => leak && file && variants && traced.mutate({ leak, file, variants })}
        >
          Find the licence
        </Button>
        {missing ? <p className="text-soft text-sm">{missing}</p> : null}
      </div>
      {traced.isPending ? <LoadingState label="Reading the mark" /> : null}
      {problem ? (
        <Notice tone="danger" title="It was not traced" urgent>
          <p>{explainError(problem).sentence}</p>
        </Notice>
      ) : null}
      {traced.data ? <TraceAnswer trace={traced.data} /> : null}
    </div>
  );
}

/** What to choose next, in a sentence; undefined when everything is there. */
function missingIn({ leak, file, variants }: Given, hasKey: boolean): string | undefined {
  if (!leak) return "Choose the leaked text first.";
  if (!file) return "Choose the registered file next.";
  if (!variants) return "Choose the file of the variants next.";
  return hasKey ? undefined : "Open your key file next.";
}

function Chosen({ children }: { children: ReactNode }) {
  return children ? <p className="mt-2 text-soft text-sm [overflow-wrap:anywhere]">Chosen: {children}</p> : null;
}

/** What the mark says and what it does not, with a way to each licence that it names. */
function TraceAnswer({ trace }: { trace: Trace }) {
  const [answer, ...rest] = traceInWords(trace, (licence) => `licence ${licenceNumberOf(licence)}`);
  return (
    <Notice tone={trace.named.length > 0 ? "ok" : "info"} title={answer} urgent>
      {rest.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {trace.named.map(({ licence }) => (
        <p key={licence.toString()}>
          <Link href={`/licence/${formatId(licence, "licence")}`} className="link">
            Licence {licenceNumberOf(licence)}
          </Link>
        </p>
      ))}
    </Notice>
  );
}
