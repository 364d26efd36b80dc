import { visibleText } from "@colophon/sdk";
import {
  type AnswerKind,
  type DisclosureLedger,
  type DisclosureState,
  handoverDocumentOf,
  handoverFileName,
  handoverIn,
} from "@colophon/sdk/disclosures";
import { LinkAndFile } from "../../../flow/HandOver.tsx";
import { formatBytes } from "../../../lib/format.ts";
import { Badge } from "../../../ui/notice.tsx";
import { AddressView, Time } from "../../../ui/values.tsx";
import { handoverLinkOf } from "./handing.ts";

/** What people read of an answer. It says what was signed, and not that it is so. */
export const answerWords: Record<AnswerKind, string> = {
  received: "Signed: received",
  returned: "Signed: given back",
  destroyed: "Signed: destroyed",
};

type HandedListProps = { ledger: DisclosureLedger; disclosed: readonly DisclosureState[] };

/** Every hand-over of a ledger, the newest first, with who has not answered. */
export function HandedList({ ledger, disclosed }: HandedListProps) {
  return (
    <ol aria-label="Handed over" className="grid gap-4">
      {disclosed.toReversed().map((state) => (
        <li key={state.handover.number} className="rounded-lg border border-rule p-4">
          <Handed ledger={ledger} state={state} />
        </li>
      ))}
    </ol>
  );
}

function Handed({ ledger, state: { handover, answers } }: { ledger: DisclosureLedger; state: DisclosureState }) {
  const shown = handoverIn(ledger, handover.number);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span className="font-semibold">Entry {handover.number}</span>
        <AddressView value={handover.recipient} />
        <Time seconds={handover.time} />
      </p>
      <ul className="grid gap-1 text-sm">
        {handover.files.map((file) => (
          <li key={file.path} className="[overflow-wrap:anywhere]">
            {visibleText(file.path)} <span className="text-soft">({formatBytes(file.size)})</span>
          </li>
        ))}
      </ul>
      <p className="flex flex-wrap gap-2">
        {answers.length === 0 ? <Badge tone="warning">No answer yet</Badge> : null}
        {answers.map(({ kind, number }) => (
          <Badge key={number} tone="ok">
            {answerWords[kind]}
          </Badge>
        ))}
      </p>
      <details>
        <summary className="link w-fit py-1 text-sm">The link for this party</summary>
        <div className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-3">
          <p className="text-soft text-sm">
            It holds the whole agreement, and the names and digests of these files. Send it with the encrypted files.
          </p>
          <LinkAndFile
            link={handoverLinkOf(shown)}
            label="Copy the link to the hand-over"
            fileName={handoverFileName(shown)}
            document={() => handoverDocumentOf(shown)}
          />
        </div>
      </details>
    </div>
  );
}
