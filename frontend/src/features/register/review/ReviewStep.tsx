import type { Address } from "viem";
import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { Notice } from "../../../components/Notice.tsx";
import type { Content } from "../files/Content.ts";
import { KnownFilesNotice } from "../files/KnownFilesNotice.tsx";
import { OpeningMismatchNotice } from "../files/OpeningMismatchNotice.tsx";
import { StampPanel } from "../files/StampPanel.tsx";
import { useContentStamp } from "../files/useContentStamp.ts";
import type { CurrentOpening } from "../files/useOpening.ts";
import type { RegisterDraft } from "../RegisterDraft.ts";
import { findableFiles } from "../visible/findableFiles.ts";
import { PublicSide } from "./PublicSide.tsx";
import type { Registered } from "./Registered.ts";
import { RegisterPanel } from "./RegisterPanel.tsx";
import { SecretSide } from "./SecretSide.tsx";

export type ReviewStepProps = {
  draft: RegisterDraft;
  content: Content;
  account: Address | undefined;
  current: CurrentOpening;
  /** The first step with something missing, and what it is called. */
  unfinished: { step: number; name: string } | undefined;
  onEdit: (step: number) => void;
  onDropOpening: () => void;
  onStampDeclined: (declined: boolean) => void;
  onRegistered: (registered: Registered) => void;
};

/** What becomes public and what does not, then the stamp, then the registration. */
export function ReviewStep(props: ReviewStepProps) {
  const { draft, content, account, current, unfinished, onEdit, onDropOpening, onStampDeclined, onRegistered } = props;
  const { opening, mismatch } = current;
  const stamp = useContentStamp(mismatch ? undefined : opening);
  const stamped = stamp.data?.status === "found";
  const findable = findableFiles(content.manifest, draft.hidden).chosen.length;

  if (unfinished) {
    return (
      <Notice
        tone="warning"
        urgent
        title="Something is missing"
        actions={<Button onClick={() => onEdit(unfinished.step)}>Go to “{unfinished.name}”</Button>}
      >
        <p>Complete “{unfinished.name}” first. Everything else is kept.</p>
      </Notice>
    );
  }
  return (
    <div className="grid gap-8">
      <Card className="grid gap-10 md:grid-cols-[1.2fr_1fr]">
        <PublicSide draft={draft} account={account} onEdit={onEdit} />
        <SecretSide content={content} findable={findable} stamped={stamped} />
      </Card>
      <KnownFilesNotice
        manifest={content.manifest}
        stamp={stamp.data?.status === "found" ? stamp.data.value.at : undefined}
      />
      {mismatch && opening ? (
        <OpeningMismatchNotice mismatch={mismatch} opening={opening} onDrop={onDropOpening} />
      ) : null}
      {opening && !mismatch ? (
        <Card className="grid gap-4">
          <h3 className="text-2xl">First, the stamp</h3>
          <StampPanel
            opening={opening}
            name={content.name}
            href="/register"
            declined={draft.stampDeclined}
            onDecline={onStampDeclined}
          />
        </Card>
      ) : null}
      {mismatch ? null : (
        <Card className="grid gap-4">
          <h3 className="text-2xl">{opening ? "Then, the registration" : "The registration"}</h3>
          <RegisterPanel
            draft={draft}
            account={account}
            opening={opening}
            waiting={
              stamped || draft.stampDeclined
                ? undefined
                : "Stamp it first, and wait for its block. Or tick “Go on without a stamp” above."
            }
            onRegistered={onRegistered}
          />
        </Card>
      )}
    </div>
  );
}
