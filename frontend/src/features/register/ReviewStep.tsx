import { explainError, inList } from "@colophon/sdk";
import { useCallback, useMemo } from "react";
import type { Address } from "viem";
import { Link } from "wouter";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { formatNumber, wordFor } from "../../lib/format.ts";
import { useWork } from "../../lib/reads.ts";
import { useReadContext } from "../../lib/useFinding.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { ErrorState } from "../../ui/states.tsx";
import { type Content, type CurrentOpening, useContentStamp } from "./files/content.ts";
import { KnownFilesNotice } from "./files/KnownFilesNotice.tsx";
import { OpeningMismatchNotice, StampPanel } from "./files/StampPanel.tsx";
import { PublicSide, SecretSide } from "./ReviewSides.tsx";
import {
  type PreparedRegistration,
  prepareRegistration,
  type RegisterDraft,
  type Registered,
  refuseChangedSafe,
} from "./registration.ts";
import { findableFiles, useDisclosures } from "./visible/findableFiles.ts";
import { originalOf, storeUploads } from "./visible/publicFiles.ts";

type ReviewStepProps = {
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
        <SecretSide
          content={content}
          findable={findable}
          stamped={stamped}
          published={originalOf(content.manifest.files, draft.preview)?.path}
        />
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

type RegisterPanelProps = {
  draft: RegisterDraft;
  account: Address | undefined;
  opening: CurrentOpening["opening"];
  /** Why it cannot be signed yet; undefined if it can. */
  waiting: string | undefined;
  onRegistered: (registered: Registered) => void;
};

/** The one transaction of a registration, and what is published before it. */
function RegisterPanel({ draft, account, opening, waiting, onRegistered }: RegisterPanelProps) {
  const { deployment } = useActiveChain();
  const context = useReadContext();
  const disclosures = useDisclosures(opening, draft.hidden);
  const prepared = useMemo((): PreparedRegistration | { problem: string } | undefined => {
    if (!account || !opening || !disclosures) return undefined;
    try {
      return prepareRegistration({ draft, opening, disclosures, deployment, account });
    } catch (error) {
      return { problem: explainError(error).sentence };
    }
  }, [draft, opening, disclosures, deployment, account]);
  const ready = prepared && "work" in prepared ? prepared : undefined;
  const existing = useWork(ready?.work);

  const title = draft.description.title.trim();
  const calls = useMemo(() => (ready && waiting === undefined ? ready.calls : undefined), [ready, waiting]);
  const { venture } = draft;
  const beforeSigning = useCallback(async () => {
    if (venture) await refuseChangedSafe(context, venture);
    await storeUploads(context.store, ready?.uploads ?? []);
  }, [context, venture, ready]);

  const parts = [
    "the description",
    ...(draft.cover ? ["the cover"] : []),
    ...(draft.preview ? ["the preview"] : []),
    ...(ready?.holders ? ["the list of shares"] : []),
  ];

  if (prepared && "problem" in prepared) {
    return (
      <ErrorState title="This cannot be registered as it is">
        <p>{prepared.problem}</p>
      </ErrorState>
    );
  }
  return (
    <div className="grid gap-5">
      <p className="max-w-prose">
        When you press the button, {inList(parts)} {wordFor(parts.length, "goes", "go")} to the public content store,
        and then your wallet asks you to sign one transaction. What is published cannot be taken back, even if you
        decline in your wallet.
      </p>
      {existing.data?.status === "found" && ready ? (
        <Notice tone="info" title="This is in the register already">
          <p>
            You registered exactly this content at block {formatNumber(existing.data.value.registered.block)}.{" "}
            <Link href={`/work/${ready.registered.work}`} className="link">
              Go to the work
            </Link>
            , where you can revise it.
          </p>
        </Notice>
      ) : null}
      <TransactionButton
        intent={`register:${ready?.registered.work ?? "none"}`}
        title={`Register “${title}”`}
        calls={calls}
        label="Publish and register"
        href="/register"
        incomplete={waiting}
        beforeSigning={beforeSigning}
        onConfirmed={() => {
          if (ready) onRegistered(ready.registered);
        }}
      />
    </div>
  );
}
