import { explainError, visibleText } from "@colophon/sdk";
import { type HandoverAnswer, ledgerTitle, takeAnswer } from "@colophon/sdk/disclosures";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFragment } from "../../../lib/browser.ts";
import { usePageTitle } from "../../../lib/pageTitle.ts";
import { useChainClient } from "../../../lib/useFinding.ts";
import { KeyPanel, type OwnKey } from "../../../parts/KeyPanel.tsx";
import { DropZone } from "../../../ui/DropZone.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { PageHeader } from "../../../ui/page.tsx";
import { LoadingState } from "../../../ui/states.tsx";
import { agreementPathOf } from "../kept.ts";
import { answerWords } from "./HandedList.tsx";
import { checkAnswer, type OpenedHandover, openHandoverFile, openHandoverLink } from "./handing.ts";
import { changeLedger, ledgersUnder } from "./keptLedgers.ts";
import { ReceiveFiles } from "./ReceiveFiles.tsx";

/** What stands after the “#” where somebody makes their key first: /agreement#files. */
export const filesFragment = "files";

/** Where a recipient opens the files that were handed to them, and where their answer comes back. */
export function HandoverPage() {
  usePageTitle("Files for you");
  const fragment = useFragment();
  const [file, setFile] = useState<OpenedHandover>();
  const [own, setOwn] = useState<OwnKey>();
  const opened = file ?? (fragment === filesFragment ? undefined : openHandoverLink(fragment));
  if (opened && "handover" in opened)
    return <ReceiveFiles key={fragment} handover={opened.handover} own={own} onKey={setOwn} />;
  if (opened && "answer" in opened) return <TakeAnswer answer={opened.answer} />;
  return (
    <>
      <PageHeader title="Files for you">
        <p>Make your key first, and send its public line to the one who has files for you. Then open their link.</p>
      </PageHeader>
      <div className="grid max-w-prose grid-cols-1 gap-6">
        {opened ? (
          <Notice tone="danger" urgent title="This is not a hand-over that can be opened">
            <p>{opened.problem}</p>
          </Notice>
        ) : null}
        <KeyPanel own={own} onKey={setOwn} />
        <DropZone
          title="Drop the hand-over here"
          hint="Its name ends in .colophon-handover.json. It is read on this device and sent nowhere."
          folders={false}
          multiple={false}
          onChoose={({ files: [chosen] }) => chosen && void openHandoverFile(chosen.file).then(setFile)}
        />
      </div>
    </>
  );
}

/** Adds an answer that came back to the ledger that it is for, on the device of the discloser. */
function TakeAnswer({ answer }: { answer: HandoverAnswer }) {
  const queries = useQueryClient();
  const client = useChainClient();
  const taken = useQuery({
    queryKey: ["take-answer", answer.handover, answer.kind, answer.signature],
    staleTime: "static",
    retry: false,
    queryFn: async () => {
      const ledgers = await ledgersUnder(answer.agreement);
      let problem: unknown = new Error("other device");
      for (const ledger of ledgers) {
        const known = ledger.entries.some((entry) => "signature" in entry && entry.signature === answer.signature);
        if (known) return ledger;
        try {
          const checked = await checkAnswer(client, ledger, answer);
          return await changeLedger(queries, ledger, (own) => ({ ...own, ledger: takeAnswer(own.ledger, checked) }));
        } catch (error) {
          problem = error;
        }
      }
      throw problem;
    },
  });
  return (
    <>
      <PageHeader title="An answer came back" />
      <div className="grid max-w-prose grid-cols-1 gap-5">
        {taken.isPending ? <LoadingState label="Checking the signature" /> : null}
        {taken.isError ? (
          <Notice tone="danger" title="It was not added" urgent>
            <p>
              {taken.error.message === "other device"
                ? "This device keeps no ledger under that agreement. Open the link where you handed the files over, or add the ledger that you saved."
                : explainError(taken.error).sentence}
            </p>
          </Notice>
        ) : null}
        {taken.data ? (
          <>
            <Notice tone="ok" title={answerWords[answer.kind]} urgent>
              <p>It was added to your ledger under “{visibleText(ledgerTitle(taken.data))}”.</p>
            </Notice>
            <a href={agreementPathOf(taken.data.signed)} className="link w-fit">
              To the agreement and its disclosures
            </a>
          </>
        ) : null}
      </div>
    </>
  );
}
