import { formatId, type LicenceRecord, noticeCall } from "@colophon/sdk";
import { useMemo } from "react";
import { type FileDigest, FileDigestField } from "../../../components/FileDigestField.tsx";
import { formatTime } from "../../../components/formatTime.ts";
import { Notice } from "../../../components/Notice.tsx";
import { TransactionButton } from "../../../components/TransactionButton.tsx";
import { useActiveChain } from "../../../lib/chain/useActiveChain.ts";
import { useDraft } from "../../../lib/drafts/useDraft.ts";
import { durationText } from "../../../lib/terms/durationText.ts";

export type GiveNoticeProps = { licence: LicenceRecord; title: string; time: number };

type NoticeForm = { file: FileDigest | undefined };

/** Says publicly that a licence was breached, and starts the time to cure it. */
export function GiveNotice({ licence, title, time }: GiveNoticeProps) {
  const { deployment } = useActiveChain();
  const id = formatId(licence.id, "licence");
  const draft = useDraft<NoticeForm>({ key: `notice:${id}`, initial: { file: undefined } });
  const { file } = draft.value;
  const { onchain } = licence.terms;
  const cure = durationText(onchain.cure);
  const calls = useMemo(
    () =>
      file
        ? [
            {
              call: noticeCall(deployment, { licence: licence.id, terms: onchain, evidence: file.digest }),
              says: `Give notice that licence ${licence.serial} was breached; its holder has ${cure} to cure it.`,
            },
          ]
        : undefined,
    [deployment, file, licence.id, licence.serial, onchain, cure],
  );
  return (
    <div className="grid max-w-2xl gap-5">
      <Notice title="What happens">
        <ul className="grid list-disc gap-1.5 pl-5">
          <li>Everybody can see that you gave notice, and when.</li>
          <li>
            The holder has {cure} to put it right: signed now, until {formatTime(time + onchain.cure)}. The licence
            counts all that time.
          </li>
          <li>If it is cured, you take the notice back. If not, you may end the licence from then on.</li>
          <li>The contract does not know whether there was a breach. You state it with your account.</li>
        </ul>
      </Notice>
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
