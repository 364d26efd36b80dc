import { ArrowLeft, ArrowRight } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Address } from "viem";
import { useConnection } from "wagmi";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import { useErrorFocus, useStepHistory } from "../../flow/useForm.ts";
import { useActiveChain } from "../../lib/chain.ts";
import type { ChosenFiles } from "../../lib/chosenFiles.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PageHeader, Steps } from "../../ui/page.tsx";
import { LoadingState } from "../../ui/states.tsx";
import { DescriptionStep } from "./DescriptionStep.tsx";
import { parseDescription } from "./description.ts";
import { EntryCard } from "./EntryCard.tsx";
import { type Content, takeKeptOpening, useOpening } from "./files/content.ts";
import { FilesStep } from "./files/FilesStep.tsx";
import { PeopleStep } from "./people/PeopleStep.tsx";
import { parsePeople } from "./people/people.ts";
import { RegisteredView } from "./RegisteredView.tsx";
import { ReviewStep } from "./ReviewStep.tsx";
import { newRegisterDraft, RegisterDraft, type Registered } from "./registration.ts";
import { ResaleField, SourcesField } from "./SourcesField.tsx";
import { moneyErrors } from "./sources.ts";
import { originalProblem } from "./visible/publicFiles.ts";
import { VisibleStep } from "./visible/VisibleStep.tsx";

const steps = [
  { name: "Files", title: "Which files?" },
  { name: "Description", title: "What is it?" },
  { name: "People", title: "Who made it, and who is paid?" },
  { name: "What others see", title: "What do others see?" },
  { name: "Review", title: "Read it once more, then sign" },
] as const;

/** What others would see without the person having said so. */
function visibleErrors(content: RegisterDraft["content"], preview: RegisterDraft["preview"]): Record<string, string> {
  const problem = content && originalProblem(content.manifest.files, preview);
  return problem ? { preview: problem } : {};
}

/** Enters a work in the register, in five steps. */
export function RegisterPage() {
  const { address } = useConnection();
  const [initial] = useState(newRegisterDraft);
  const draft = useDraft({ key: "register", version: 2, schema: RegisterDraft, initial });
  // What came of it is not part of the draft: the next visit begins with the next work.
  const [registered, setRegistered] = useState<Registered>();
  const [chosen, setChosen] = useState<ChosenFiles>();
  const { value, set, ready } = draft;
  const current = useOpening(value.content, address);

  const onContent = useCallback(
    (content: Content | undefined, files: ChosenFiles | undefined) => {
      setChosen(files);
      set((before) => ({ ...before, content, hidden: [], stampDeclined: false }));
    },
    [set],
  );
  // A page that follows a stamp names its opening in the address. It must not mix with another work's form.
  const [offered, setOffered] = useState<Content>();
  const begin = useCallback(
    (content: Content) => {
      setOffered(undefined);
      setChosen(undefined);
      setRegistered(undefined);
      set(() => ({ ...newRegisterDraft(), content }));
    },
    [set],
  );
  const busyWith = registered ? undefined : value.content;
  const latest = useRef({ busyWith, begin });
  latest.current = { busyWith, begin };
  useEffect(() => {
    if (!ready) return;
    void takeKeptOpening().then((content) => {
      if (!content) return;
      const other = latest.current.busyWith;
      if (!other) latest.current.begin(content);
      else if (other.opening?.commitment !== content.opening?.commitment) setOffered(content);
    });
  }, [ready]);

  if (!ready) return <LoadingState />;
  if (registered) return <RegisteredView registered={registered} onAnother={() => setRegistered(undefined)} />;
  return (
    <>
      <PageHeader eyebrow="Register" title="Enter your work in the register">
        {value.step === 0 ? (
          <p>
            A registration says publicly: this is mine, since this moment, made by these people. It does not prove that
            the claim is right; it makes it clear, dated and findable.
          </p>
        ) : null}
      </PageHeader>
      {offered ? (
        <Notice
          tone="warning"
          urgent
          className="mb-8"
          title={`You have begun to register “${value.description.title.trim() || value.content?.name}”`}
          actions={
            <>
              <Button size="small" onClick={() => begin(offered)}>
                Begin with “{offered.name}” instead
              </Button>
              <Button size="small" variant="secondary" onClick={() => setOffered(undefined)}>
                Go on with what I began
              </Button>
            </>
          }
        >
          <p>What you typed for it is below. One registration is filled in at a time.</p>
        </Notice>
      ) : null}
      <DraftNotice of={draft} />
      <Wizard
        value={value}
        set={set}
        onClear={draft.restored ? draft.clear : undefined}
        chosen={chosen}
        onContent={onContent}
        current={current}
        account={address}
        onRegistered={(done) => {
          setRegistered(done);
          draft.clear();
        }}
      />
    </>
  );
}

type WizardProps = {
  value: RegisterDraft;
  set: (change: (before: RegisterDraft) => RegisterDraft) => void;
  onClear: (() => void) | undefined;
  chosen: ChosenFiles | undefined;
  onContent: (content: Content | undefined, files: ChosenFiles | undefined) => void;
  current: ReturnType<typeof useOpening>;
  account: Address | undefined;
  onRegistered: (registered: Registered) => void;
};

function Wizard({ value, set, onClear, chosen, onContent, current, account, onRegistered }: WizardProps) {
  const { deployment } = useActiveChain();
  const { content, description, people, cover, preview, hidden, stampDeclined, sources, resale } = value;
  const step = Math.min(value.step, steps.length - 1);
  const last = step === steps.length - 1;
  const { ref, tried, fail, reset } = useErrorFocus<HTMLFormElement>();
  const heading = useRef<HTMLHeadingElement>(null);
  const patch = (change: Partial<RegisterDraft>) => set((before) => ({ ...before, ...change }));

  const errors = useMemo(
    (): readonly Readonly<Record<string, string>>[] => [
      content ? {} : { files: "Choose the files of your work first." },
      parseDescription(description).errors,
      { ...parsePeople(people, account, deployment).errors, ...moneyErrors(sources, resale) },
      visibleErrors(content, preview),
    ],
    [content, description, people, account, deployment, sources, resale, preview],
  );
  const shown = (tried ? errors[step] : undefined) ?? {};
  const unfinished = errors.findIndex((found) => Object.keys(found).length > 0);

  const show = (next: number) => {
    reset();
    patch({ step: next });
    requestAnimationFrame(() => {
      window.scrollTo({ top: 0 });
      heading.current?.focus({ preventScroll: true });
    });
  };
  const go = useStepHistory(step, show);
  const proceed = () => {
    if (Object.keys(errors[step] ?? {}).length > 0) fail();
    else go(step + 1);
  };

  return (
    <form
      ref={ref}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!last) proceed();
      }}
      className="grid gap-8"
    >
      <Steps label="Steps of the registration" steps={steps.map(({ name }) => name)} current={step} />
      <div className={last ? undefined : "grid items-start gap-10 lg:grid-cols-[minmax(0,1fr)_18rem]"}>
        <div className="grid gap-6">
          <h2 ref={heading} tabIndex={-1} className="text-3xl">
            {steps[step]?.title}
          </h2>
          {step === 0 ? (
            <FilesStep
              content={content}
              onContent={onContent}
              current={current}
              href="/register"
              stampDeclined={stampDeclined}
              onStampDeclined={(declined) => patch({ stampDeclined: declined })}
              error={shown.files}
            />
          ) : null}
          {step === 1 ? (
            <DescriptionStep value={description} onChange={(next) => patch({ description: next })} errors={shown} />
          ) : null}
          {step === 2 ? (
            <>
              <PeopleStep
                people={people}
                onChange={(next) => patch({ people: next })}
                account={account}
                errors={shown}
              />
              <SourcesField
                value={sources}
                onChange={(next) => patch({ sources: next })}
                account={account}
                error={shown.sources}
              />
              <ResaleField value={resale} onChange={(next) => patch({ resale: next })} error={shown.resale} />
            </>
          ) : null}
          {step === 3 ? (
            <VisibleStep
              manifest={content?.manifest}
              chosen={chosen}
              cover={cover}
              onCover={(file) => patch({ cover: file })}
              preview={preview}
              onPreview={(file) => patch({ preview: file })}
              hidden={hidden}
              onHidden={(paths) => patch({ hidden: paths })}
              errors={shown}
            />
          ) : null}
          {step === 4 && content ? (
            <ReviewStep
              draft={value}
              content={content}
              account={account}
              current={current}
              unfinished={unfinished === -1 ? undefined : { step: unfinished, name: steps[unfinished]?.name ?? "" }}
              onEdit={go}
              onDropOpening={() => onContent({ ...content, opening: undefined }, chosen)}
              onStampDeclined={(declined) => patch({ stampDeclined: declined })}
              onRegistered={onRegistered}
            />
          ) : null}
        </div>
        {last ? null : <EntryCard draft={value} current={current} />}
      </div>
      <div className="flex flex-wrap items-center gap-3 border-rule border-t pt-6">
        {step > 0 ? (
          <Button
            variant="secondary"
            icon={<ArrowLeft aria-hidden="true" className="size-4" />}
            onClick={() => go(step - 1)}
          >
            Back
          </Button>
        ) : null}
        {last ? null : (
          <Button type="submit">
            Continue <ArrowRight aria-hidden="true" className="size-4" />
          </Button>
        )}
        <p className="text-soft text-sm sm:ml-auto">
          What you type is kept on this device.
          {onClear ? (
            <Button variant="quiet" size="small" className="ml-2" onClick={onClear}>
              Start anew
            </Button>
          ) : null}
        </p>
      </div>
    </form>
  );
}
