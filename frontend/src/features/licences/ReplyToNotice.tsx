import { formatId, isSameAddress } from "@colophon/sdk";
import { answerNoticeCall, contestNoticeCall } from "@colophon/sdk/calls";
import type { BreachNotice, LicenceDetails } from "@colophon/sdk/read";
import { useMemo } from "react";
import * as v from "valibot";
import { zeroAddress } from "viem";
import { Amount } from "../../flow/Amount.tsx";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { KeptDigest } from "../../flow/draftSchemas.ts";
import { FileDigestField } from "../../flow/FileDigestField.tsx";
import { CannotRead, foundOf, unknownOf } from "../../flow/Read.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { useArbitrationCost } from "../../lib/reads.ts";
import { durationText } from "../../lib/terms.ts";
import { formatTime } from "../../lib/time.ts";
import { AddressView } from "../../ui/values.tsx";

type ReplyToNoticeProps = { licence: LicenceDetails; notice: BreachNotice; title: string; time: number };

/** What a holder can do about a notice, beside putting the breach right: answer it, or contest it. */
export function ReplyToNotice({ licence, notice, title, time }: ReplyToNoticeProps) {
  const { conditions } = licence.compliance;
  const arbitrated = conditions !== undefined && !isSameAddress(conditions.arbitrator, zeroAddress);
  return (
    <div className="grid gap-4">
      <details className="rounded-lg border border-rule px-5 py-3">
        <summary className="link w-fit py-1">Answer it, for the record</summary>
        <div className="mt-3">
          <AnswerNotice licence={licence} title={title} />
        </div>
      </details>
      {arbitrated && notice.state === "given" && time < notice.cures ? (
        <details className="rounded-lg border border-rule px-5 py-3">
          <summary className="link w-fit py-1">Contest it before the arbitrator</summary>
          <div className="mt-3">
            <ContestNotice licence={licence} cures={notice.cures} title={title} />
          </div>
        </details>
      ) : null}
    </div>
  );
}

const AnswerForm = v.object({ file: v.undefinedable(KeptDigest) });

type ActionProps = { licence: LicenceDetails; title: string };

/** Records the digest of an answer to a notice. */
function AnswerNotice({ licence, title }: ActionProps) {
  const { deployment } = useActiveChain();
  const id = formatId(licence.id, "licence");
  const intent = `answer:${id}`;
  const draft = useDraft({ key: intent, version: 1, schema: AnswerForm, initial: { file: undefined } });
  const { file } = draft.value;
  const calls = useMemo(
    () =>
      file && [
        {
          call: answerNoticeCall(deployment, { licence: licence.id, digest: file.digest }),
          says: `Answer the notice of a breach of licence ${licence.serial}.`,
        },
      ],
    [deployment, file, licence.id, licence.serial],
  );
  return (
    <div className="grid max-w-2xl gap-5">
      <p>Everybody can see that you answered, and when. It does not stop the time to put the breach right.</p>
      <DraftNotice of={draft} />
      <FileDigestField
        label="Your answer"
        title="Drop the answer here"
        hint="It is read on this device and stays there; only its SHA-256 is published. Send the file to the licensor yourself."
        value={file}
        onChange={(next) => draft.set({ file: next })}
      />
      <TransactionButton
        intent={intent}
        title={`Answer the notice for licence ${licence.serial} of “${title}”`}
        calls={calls}
        label="Answer"
        href={`/licence/${id}`}
        incomplete="Choose the file with your answer to go on."
        onConfirmed={draft.clear}
      />
    </div>
  );
}

/** Brings a notice before the arbitrator of the conditions, who is paid by whoever contests. */
function ContestNotice({ licence, cures, title }: ActionProps & { cures: number }) {
  const { deployment } = useActiveChain();
  const { conditions } = licence.compliance;
  const asked = useArbitrationCost(conditions && { address: conditions.arbitrator, extraData: conditions.extraData });
  const cost = foundOf(asked);
  const unknown = unknownOf(asked);
  const calls = useMemo(
    () =>
      conditions && cost !== undefined
        ? [
            {
              call: contestNoticeCall(deployment, {
                ...{ licence: licence.id, terms: licence.terms.onchain, conditions, cost },
              }),
              says: `Contest the notice of a breach of licence ${licence.serial} before the arbitrator.`,
            },
          ]
        : undefined,
    [deployment, conditions, cost, licence.id, licence.terms, licence.serial],
  );
  if (!conditions) return null;
  const id = formatId(licence.id, "licence");
  return (
    <div className="grid max-w-2xl gap-5">
      <p>
        <AddressView value={conditions.arbitrator} /> then rules within {durationText(conditions.silence)} whether the
        licence may be ended. If they are silent, it goes on. You can contest until {formatTime(cures)}.
      </p>
      {unknown ? <CannotRead what="what the arbitrator asks" sentence={unknown} onRetry={asked.refetch} /> : null}
      {cost === undefined ? null : (
        <p>
          You pay the arbitrator <Amount amount={cost} currency={zeroAddress} />.
        </p>
      )}
      <TransactionButton
        intent={`contest:${id}`}
        title={`Contest the notice for licence ${licence.serial} of “${title}”`}
        calls={calls}
        label="Contest it"
        href={`/licence/${id}`}
        incomplete="Reading what the arbitrator asks…"
      />
    </div>
  );
}
