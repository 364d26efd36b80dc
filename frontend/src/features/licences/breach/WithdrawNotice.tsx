import { formatId, type LicenceRecord, withdrawNoticeCall } from "@colophon/sdk";
import { useMemo } from "react";
import { TransactionButton } from "../../../components/TransactionButton.tsx";
import { useActiveChain } from "../../../lib/chain/useActiveChain.ts";

export type WithdrawNoticeProps = { licence: LicenceRecord; title: string };

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
