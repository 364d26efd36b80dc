import type { Metadata } from "@colophon/sdk";
import { explainError, isSameAddress } from "@colophon/sdk";
import type { WorkRecord } from "@colophon/sdk/read";
import { useCallback, useMemo } from "react";
import type { Address } from "viem";
import { TransactionButton } from "../../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../../lib/chain.ts";
import { formatNumber, wordFor } from "../../../lib/format.ts";
import { useReadContext } from "../../../lib/useFinding.ts";
import { Card } from "../../../ui/page.tsx";
import { ErrorState } from "../../../ui/states.tsx";
import { useContentStamp, useOpening } from "../files/content.ts";
import { OpeningMismatchNotice, StampPanel } from "../files/StampPanel.tsx";
import { findableFiles, useDisclosures } from "../visible/findableFiles.ts";
import { storeUploads } from "../visible/publicFiles.ts";
import { changesOf, prepareRevision, type ReviseDraft } from "./revision.ts";

export type RevisePanelProps = {
  work: WorkRecord;
  /** The work's number, as in links. */
  id: string;
  before: Metadata | undefined;
  draft: ReviseDraft;
  account: Address | undefined;
  onChange: (patch: Partial<ReviseDraft>) => void;
  onRecorded: () => void;
};

/** What the new version changes and publishes, its stamp, and its transaction. */
export function RevisePanel({ work, id, before, draft, account, onChange, onRecorded }: RevisePanelProps) {
  const { deployment } = useActiveChain();
  const { store } = useReadContext();
  const content = draft.newFiles ? draft.content : undefined;
  const { opening, mismatch } = useOpening(content, account);
  const stamp = useContentStamp(mismatch ? undefined : opening);
  const isController = isSameAddress(account, work.controller);
  const disclosures = useDisclosures(opening, draft.hidden);
  const prepared = useMemo(() => {
    if (draft.newFiles && !(opening && disclosures)) return undefined;
    try {
      return prepareRevision({ draft, work, before, opening, disclosures: disclosures ?? [], deployment });
    } catch (error) {
      return { problem: explainError(error).sentence };
    }
  }, [draft, work, before, opening, disclosures, deployment]);
  const ready = prepared && "call" in prepared ? prepared : undefined;
  const revision = work.versions.length;
  const href = `/work/${id}/revise`;

  const waiting = draft.newFiles && !draft.stampDeclined && stamp.data?.status !== "found";
  const calls = useMemo(
    () =>
      ready && isController && !waiting && !mismatch
        ? [{ call: ready.call, says: `Record version ${revision + 1} of “${ready.metadata.metadata.name}”.` }]
        : undefined,
    [ready, isController, waiting, mismatch, revision],
  );
  const beforeSigning = useCallback(() => storeUploads(store, ready?.uploads ?? []), [store, ready]);

  if (prepared && "problem" in prepared) {
    return (
      <ErrorState title="This cannot be recorded as it is">
        <p>{prepared.problem}</p>
      </ErrorState>
    );
  }
  const findable = content ? findableFiles(content.manifest, draft.hidden).chosen.length : 0;
  const changes = ready ? changesOf(before, ready.metadata.metadata) : [];
  return (
    <div className="grid gap-6">
      <Card className="grid gap-3">
        <h3 className="text-xl">What changes with version {revision + 1}</h3>
        <ul className="grid list-disc gap-1 pl-5 marker:text-accent">
          {content ? (
            <li>
              The files:{" "}
              {wordFor(
                content.manifest.files.length,
                "one, which stays",
                `${formatNumber(content.manifest.files.length)} of them, which stay`,
              )}{" "}
              on this device.{" "}
              {findable === 0
                ? "None of them leads to the work."
                : `The SHA-256 of ${wordFor(findable, "one", formatNumber(findable))} becomes public, without a name.`}
            </li>
          ) : null}
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
          {draft.reason.trim() ? <li>Your reason stands beside it.</li> : null}
        </ul>
        <p className="text-soft text-sm">
          Earlier versions stay in the record, with their dates. Shares, offers and licences do not change.
        </p>
      </Card>
      {mismatch && opening && content ? (
        <OpeningMismatchNotice
          mismatch={mismatch}
          opening={opening}
          onDrop={() => onChange({ content: { ...content, opening: undefined } })}
        />
      ) : opening && content ? (
        <Card className="grid gap-4">
          <h3 className="text-xl">First, the stamp</h3>
          <StampPanel
            opening={opening}
            name={content.name}
            href={href}
            declined={draft.stampDeclined}
            onDecline={(stampDeclined) => onChange({ stampDeclined })}
          />
        </Card>
      ) : null}
      <Card className="grid gap-4">
        <p className="max-w-prose">
          When you press the button, the new description goes to the public content store, and then your wallet asks you
          to sign one transaction.
        </p>
        <TransactionButton
          intent={`revise:${id}:${revision}`}
          title={`Record a new version of “${draft.description.title.trim()}”`}
          calls={calls}
          label="Publish and record"
          href={href}
          incomplete={
            account && !isController
              ? "Only the account that controls the work can sign this."
              : waiting && opening
                ? "Stamp the new files first, and wait for their block. Or tick “Go on without a stamp” above."
                : undefined
          }
          beforeSigning={beforeSigning}
          onConfirmed={onRecorded}
        />
      </Card>
    </div>
  );
}
