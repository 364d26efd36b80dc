import { isSameAddress } from "@colophon/sdk";
import {
  type AnswerKind,
  answerDocumentOf,
  answerFragmentOf,
  answerOf,
  type Handover,
  type HandoverAnswer,
  handoverFileName,
  handoverTypedData,
  statements,
} from "@colophon/sdk/disclosures";
import { useState } from "react";
import { LinkAndFile } from "../../../flow/HandOver.tsx";
import { SignButton } from "../../../flow/SignButton.tsx";
import { useTypedSignature } from "../../../flow/useTypedSignature.ts";
import { useActiveChain } from "../../../lib/chain.ts";
import { clock } from "../../../lib/clock.ts";
import { Notice } from "../../../ui/notice.tsx";

const labels: Record<AnswerKind, string> = {
  received: "Sign that you received them",
  returned: "Sign that you gave them back",
  destroyed: "Sign that you destroyed them",
};

type AnswerHandoverProps = {
  handover: Handover;
  /** Whether all files opened to what the hand-over names. */
  hasOpened: boolean;
};

/** What the recipient signs about a hand-over, and the answer to be sent back. */
export function AnswerHandover({ handover, hasOpened }: AnswerHandoverProps) {
  return (
    <section aria-label="Your answer" className="grid grid-cols-1 gap-5">
      <h2 className="text-xl">3. Your answer</h2>
      <SignAnswer
        handover={handover}
        kind="received"
        incomplete={hasOpened ? undefined : "Open the files first: you sign that they opened."}
      />
      <details>
        <summary className="link w-fit py-1">Later: you gave them back, or destroyed them</summary>
        <div className="mt-3 grid grid-cols-1 gap-6">
          <SignAnswer handover={handover} kind="returned" />
          <SignAnswer handover={handover} kind="destroyed" />
        </div>
      </details>
    </section>
  );
}

type SignAnswerProps = { handover: Handover; kind: AnswerKind; incomplete?: string | undefined };

function SignAnswer({ handover, kind, incomplete }: SignAnswerProps) {
  const chain = useActiveChain();
  const wallet = useTypedSignature();
  const [answer, setAnswer] = useState<HandoverAnswer>();
  const { account } = wallet;
  const sign = async () => {
    const time = Math.floor(clock.now());
    const signature = await wallet.sign(handoverTypedData(handover, kind, time));
    if (signature) setAnswer(answerOf(handover, kind, time, signature));
  };
  const { chainId } = handover.signed;
  const elsewhere = chainId !== chain.id;
  const foreign = account !== undefined && !isSameAddress(account, handover.entry.recipient);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <blockquote className="border-rule border-l-4 pl-4">{statements[kind].statement}</blockquote>
      {answer ? (
        <>
          <Notice tone="ok" urgent>
            <p>You signed. Send the link or the file back: nothing was sent yet.</p>
          </Notice>
          <LinkAndFile
            link={`${location.origin}/agreement#${answerFragmentOf(answer)}`}
            label="Copy the link to your answer"
            fileName={handoverFileName(handover, kind)}
            document={() => answerDocumentOf(answer)}
          />
        </>
      ) : (
        <>
          <p className="text-soft text-sm">
            Your wallet shows this sentence, the digests and the agreement. Signing costs nothing and sends nothing. A
            signature cannot be taken back.
          </p>
          <SignButton
            wallet={wallet}
            label={labels[kind]}
            onSign={() => void sign()}
            incomplete={
              elsewhere
                ? `The agreement is for chain ${chainId}. Switch this site to that chain first.`
                : foreign
                  ? "Switch to the account that these files are for."
                  : incomplete
            }
          />
        </>
      )}
    </div>
  );
}
