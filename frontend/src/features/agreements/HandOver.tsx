import { AgreementError, agreementDocumentOf, joinSignatures, type SignedAgreement } from "@colophon/sdk/agreements";
import { Download } from "lucide-react";
import { useState } from "react";
import { downloadFile } from "../../lib/download.ts";
import { Button } from "../../ui/button.tsx";
import { DropZone } from "../../ui/DropZone.tsx";
import { Notice } from "../../ui/notice.tsx";
import { CopyButton } from "../../ui/values.tsx";
import { agreementFileName, agreementPathOf } from "./kept.ts";
import { readAgreementFile } from "./openAgreement.ts";

type HandOverProps = { signed: SignedAgreement; onJoined: (signed: SignedAgreement) => void };

/** An agreement as a link and a file, and copies of it that others signed put together. */
export function HandOver({ signed, onJoined }: HandOverProps) {
  const [problem, setProblem] = useState<string>();
  const link = `${location.origin}${agreementPathOf(signed)}`;
  const join = async (file: File | undefined) => {
    if (!file) return;
    const opened = await readAgreementFile(file);
    if ("problem" in opened) return setProblem(opened.problem);
    try {
      onJoined(joinSignatures(signed, opened.signed));
      setProblem(undefined);
    } catch (error) {
      if (!(error instanceof AgreementError)) throw error;
      setProblem(error.shortMessage);
    }
  };
  return (
    <section aria-label="Hand it on" className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <p className="text-soft text-sm">
        The link and the file hold the whole text and all signatures so far. Whoever has one of them can read it.
      </p>
      <p className="flex items-center gap-1 rounded-lg border border-rule bg-sunk py-1 pr-1 pl-4">
        <code className="min-w-0 grow truncate text-sm">{link}</code>
        <CopyButton text={link} label="Copy the link to the agreement" />
      </p>
      <div>
        <Button
          variant="secondary"
          size="small"
          icon={<Download aria-hidden="true" className="size-4" />}
          onClick={() => downloadFile(agreementFileName(signed), agreementDocumentOf(signed))}
        >
          Save it as a file
        </Button>
      </div>
      <DropZone
        title="Add a copy that somebody signed"
        hint="The signatures of both are put together."
        folders={false}
        multiple={false}
        onChoose={(chosen) => void join(chosen.files[0]?.file)}
      />
      {problem ? (
        <Notice tone="danger" urgent title="It was not added">
          <p>{problem}</p>
        </Notice>
      ) : null}
    </section>
  );
}
