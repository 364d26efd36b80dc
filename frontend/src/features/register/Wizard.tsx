/** @remarks It puts the steps of the registration in their order, and each is a file of its own. */
import { ArrowLeft, ArrowRight } from "lucide-react";
import { useMemo, useRef } from "react";
import type { Address } from "viem";
import { useErrorFocus, useStepHistory } from "../../flow/useForm.ts";
import { useActiveChain } from "../../lib/chain.ts";
import type { ChosenFiles } from "../../lib/chosenFiles.ts";
import { Button } from "../../ui/button.tsx";
import { Steps } from "../../ui/page.tsx";
import { DescriptionStep } from "./DescriptionStep.tsx";
import { parseDescription } from "./description.ts";
import { EntryCard } from "./EntryCard.tsx";
import type { Content, useOpening } from "./files/content.ts";
import { FilesStep } from "./files/FilesStep.tsx";
import { PeopleStep } from "./people/PeopleStep.tsx";
import { VentureNotice } from "./people/VentureNotice.tsx";
import { peopleErrors } from "./people/venture.ts";
import { ReviewStep } from "./ReviewStep.tsx";
import type { RegisterDraft, Registered } from "./registration.ts";
import { ResaleField, SourcesField } from "./SourcesField.tsx";
import { moneyErrors } from "./sources.ts";
import { originalProblem } from "./visible/publicFiles.ts";
import { VisibleStep } from "./visible/VisibleStep.tsx";

const steps = [
  { label: "Files", title: "Which files?" },
  { label: "Description", title: "What is it?" },
  { label: "People", title: "Who made it, and who is paid?" },
  { label: "What others see", title: "What do others see?" },
  { label: "Review", title: "Read it once more, then sign" },
] as const;

/** What others would see without the person having said so. */
function visibleErrors(content: RegisterDraft["content"], preview: RegisterDraft["preview"]): Record<string, string> {
  const problem = content && originalProblem(content.manifest.files, preview);
  return problem ? { preview: problem } : {};
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

export function Wizard({ value, set, onClear, chosen, onContent, current, account, onRegistered }: WizardProps) {
  const { deployment } = useActiveChain();
  const { content, description, people, cover, preview, hidden, stampDeclined, sources, resale, venture } = value;
  const step = Math.min(value.step, steps.length - 1);
  const last = step === steps.length - 1;
  const { ref, tried, fail, reset } = useErrorFocus<HTMLFormElement>();
  const heading = useRef<HTMLHeadingElement>(null);
  const patch = (change: Partial<RegisterDraft>) => set((before) => ({ ...before, ...change }));

  const errors = useMemo(
    (): readonly Readonly<Record<string, string>>[] => [
      content ? {} : { files: "Choose the files of your work first." },
      parseDescription(description).errors,
      { ...peopleErrors(value, account, deployment), ...moneyErrors(sources, resale) },
      visibleErrors(content, preview),
    ],
    [value, content, description, account, deployment, sources, resale, preview],
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
      <Steps label="Steps of the registration" steps={steps.map(({ label }) => label)} current={step} />
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
              {venture ? (
                <VentureNotice venture={venture} error={shown.venture} onDrop={() => patch({ venture: undefined })} />
              ) : null}
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
              unfinished={unfinished === -1 ? undefined : { step: unfinished, name: steps[unfinished]?.label ?? "" }}
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
