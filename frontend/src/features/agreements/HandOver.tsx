import { AgreementError, agreementDocumentOf, joinSignatures, type SignedAgreement } from "@colophon/sdk/agreements";
import { useState } from "react";
import { LinkAndFile } from "../../flow/HandOver.tsx";
import { DropZone } from "../../ui/DropZone.tsx";
import { Notice } from "../../ui/notice.tsx";
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
      <LinkAndFile
        link={link}
        label="Copy the link to the agreement"
        fileName={agreementFileName(signed)}
        document={() => agreementDocumentOf(signed)}
      />
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
