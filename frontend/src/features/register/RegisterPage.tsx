import { type Venture, ventureSafeOf } from "@colophon/sdk/agreements";
import { useCallback, useEffect, useRef, useState } from "react";
import { useConnection } from "wagmi";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import type { ChosenFiles } from "../../lib/chosenFiles.ts";
import { ventureWork } from "../../lib/handOver.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PageHeader } from "../../ui/page.tsx";
import { LoadingState } from "../../ui/states.tsx";
import { type Content, takeKeptOpening, useOpening } from "./files/content.ts";
import { peopleOfVenture } from "./people/venture.ts";
import { RegisteredView } from "./RegisteredView.tsx";
import { newRegisterDraft, RegisterDraft, type Registered } from "./registration.ts";
import { Wizard } from "./Wizard.tsx";

/** What a page that led here wants to be registered: the files of a stamp, or a work of a venture. */
type Beginning = { content?: Content; venture?: Venture };

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
  const [offered, setOffered] = useState<Beginning>();
  const begin = useCallback(
    ({ content, venture }: Beginning) => {
      setOffered(undefined);
      setChosen(undefined);
      setRegistered(undefined);
      const people = venture && peopleOfVenture(venture, address, ventureSafeOf(venture).address);
      set(() => ({ ...newRegisterDraft(), content, venture, ...(people && { people }) }));
    },
    [set, address],
  );
  const busyWith = registered ? undefined : value.content;
  const latest = useRef({ busyWith, begin });
  latest.current = { busyWith, begin };
  useEffect(() => {
    if (!ready) return;
    const offer = (beginning: Beginning) => {
      const other = latest.current.busyWith;
      if (!other) latest.current.begin(beginning);
      else if (!beginning.content || other.opening?.commitment !== beginning.content.opening?.commitment)
        setOffered(beginning);
    };
    const venture = ventureWork.take();
    if (venture) offer({ venture });
    void takeKeptOpening().then((content) => content && offer({ content }));
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
                Begin with “{offered.content?.name ?? offered.venture?.name}” instead
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
