import { formatId } from "@colophon/sdk";
import { noticeCall, terminateCall, withdrawNoticeCall } from "@colophon/sdk/calls";
import type { LicenceRecord } from "@colophon/sdk/read";
import type { OnchainConditions } from "@colophon/sdk/terms";
import { useMemo, useState } from "react";
import * as v from "valibot";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { KeptDigest } from "../../flow/draftSchemas.ts";
import { FileDigestField } from "../../flow/FileDigestField.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { count } from "../../lib/format.ts";
import { durationText } from "../../lib/terms.ts";
import { formatTime } from "../../lib/time.ts";
import { Checkbox } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";

type GiveNoticeProps = { licence: LicenceRecord; conditions: OnchainConditions; title: string; time: number };

const NoticeForm = v.object({ file: v.undefinedable(KeptDigest) });

/** Says publicly that a licence was breached, and starts the time to cure it. */
export function GiveNotice({ licence, conditions, title, time }: GiveNoticeProps) {
  const { deployment } = useActiveChain();
  const id = formatId(licence.id, "licence");
  const draft = useDraft({ key: `notice:${id}`, version: 1, schema: NoticeForm, initial: { file: undefined } });
  const { file } = draft.value;
  const { onchain } = licence.terms;
  const cure = durationText(conditions.cure);
  const calls = useMemo(
    () =>
      file
        ? [
            {
              call: noticeCall(deployment, { licence: licence.id, terms: onchain, conditions, evidence: file.digest }),
              says: `Give notice that licence ${licence.serial} was breached; its holder has ${cure} to cure it.`,
            },
          ]
        : undefined,
    [deployment, file, licence.id, licence.serial, onchain, conditions, cure],
  );
  return (
    <div className="grid max-w-2xl gap-5">
      <Notice title="What happens">
        <ul className="grid list-disc gap-1.5 pl-5">
          <li>Everybody can see that you gave notice, and when.</li>
          <li>
            The holder has {cure} to put it right: signed now, until {formatTime(time + conditions.cure)}. The licence
            counts all that time.
          </li>
          <li>If it is cured, you take the notice back. If not, you may end the licence from then on.</li>
          <li>The contract does not know whether there was a breach. You state it with your account.</li>
        </ul>
      </Notice>
      <DraftNotice of={draft} />
      <FileDigestField
        label="What the notice rests on"
        title="Drop the evidence here"
        hint="A letter, a photograph, a page you saved. It is read on this device and stays there; only its SHA-256 is published. Keep the file: with it you can show what you meant."
        value={file}
        onChange={(next) => draft.set({ file: next })}
      />
      <TransactionButton
        intent={`notice:${id}`}
        title={`Give notice of a breach of licence ${licence.serial} of “${title}”`}
        calls={calls}
        label="Give notice"
        href={`/licence/${id}`}
        incomplete="Choose the file that the notice rests on to go on."
        onConfirmed={draft.clear}
      />
    </div>
  );
}

type WithdrawNoticeProps = { licence: LicenceRecord; title: string };

/** Takes a notice of breach back. */
export function WithdrawNotice({ licence, title }: WithdrawNoticeProps) {
  const { deployment } = useActiveChain();
  const id = formatId(licence.id, "licence");
  const calls = useMemo(
    () => [
      {
        call: withdrawNoticeCall(deployment, { licence: licence.id }),
        says: `Take back the notice of a breach of licence ${licence.serial} of “${title}”.`,
      },
    ],
    [deployment, licence.id, licence.serial, title],
  );
  return (
    <div className="grid max-w-2xl gap-4">
      <p>
        The licence goes on as if there had been no notice; the record still shows both. If it is breached again, give
        notice again: its holder then has the whole time once more.
      </p>
      <TransactionButton
        intent={`withdraw-notice:${id}`}
        title={`Take back the notice for licence ${licence.serial} of “${title}”`}
        calls={calls}
        label="Take the notice back"
        href={`/licence/${id}`}
      />
    </div>
  );
}

type TerminateLicenceProps = { licence: LicenceRecord; passedOn: number; title: string };

/** Ends a licence whose breach was not cured in time. */
export function TerminateLicence({ licence, passedOn, title }: TerminateLicenceProps) {
  const { deployment } = useActiveChain();
  const [sure, setSure] = useState(false);
  const id = formatId(licence.id, "licence");
  const calls = useMemo(
    () =>
      sure
        ? [
            {
              call: terminateCall(deployment, { licence: licence.id, terms: licence.terms.onchain }),
              says: `End licence ${licence.serial} of “${title}” for good.`,
            },
          ]
        : undefined,
    [deployment, licence.id, licence.terms, licence.serial, title, sure],
  );
  return (
    <div className="grid max-w-2xl gap-5">
      <Notice tone="danger" title="This ends the licence for good">
        <ul className="grid list-disc gap-1.5 pl-5">
          <li>From that block on, its holder may not use the work under it any more.</li>
          {passedOn > 0 ? (
            <li>
              Sublicences were granted under it, with {count(passedOn, "seat")}. They end with it, whatever their
              holders did.
            </li>
          ) : null}
          <li>Nothing is paid back. What was paid and reported stays in the record.</li>
          <li>New works that were registered under it stay, and go on owing their share.</li>
          <li>You cannot undo it. You can only sell a new licence.</li>
        </ul>
      </Notice>
      <Checkbox
        label="The breach was not cured, and I want to end this licence."
        checked={sure}
        onChange={(event) => setSure(event.target.checked)}
      />
      <TransactionButton
        intent={`terminate:${id}`}
        title={`End licence ${licence.serial} of “${title}”`}
        calls={calls}
        label="End the licence"
        href={`/licence/${id}`}
        incomplete="Tick the box to go on."
      />
    </div>
  );
}
