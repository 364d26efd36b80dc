import { explainError, isSameAddress, visibleText } from "@colophon/sdk";
import { checkAgreement } from "@colophon/sdk/agreements";
import { type Handover, ledgerTitle } from "@colophon/sdk/disclosures";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useConnection } from "wagmi";
import { formatBytes } from "../../../lib/format.ts";
import { downloadBlob } from "../../../lib/vault/runVaultJob.ts";
import { KeyPanel, type OwnKey } from "../../../parts/KeyPanel.tsx";
import { Button } from "../../../ui/button.tsx";
import { DropZone } from "../../../ui/DropZone.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { PageHeader } from "../../../ui/page.tsx";
import { AddressView, Time } from "../../../ui/values.tsx";
import { AnswerHandover } from "./AnswerHandover.tsx";
import { openHanded } from "./handing.ts";

type ReceiveFilesProps = { handover: Handover; own: OwnKey | undefined; onKey: (own: OwnKey) => void };

/** A hand-over for its recipient: under which promise, the key, the files, and the receipt. */
export function ReceiveFiles({ handover, own, onKey }: ReceiveFilesProps) {
  const { entry } = handover;
  const [chosen, setChosen] = useState<readonly File[]>([]);
  const opened = useMutation({
    mutationFn: async () => {
      const files = await openHanded(handover, chosen, own?.key ?? "");
      for (const { name, blob } of files) downloadBlob(name, blob);
      return files.length;
    },
  });
  const foreign = own !== undefined && own.recipient !== entry.key;
  return (
    <>
      <PageHeader eyebrow="Files for you" title={ledgerTitle(handover)} />
      <div className="grid max-w-prose grid-cols-1 gap-8">
        <About handover={handover} />
        <section aria-label="Your key" className="grid grid-cols-1 gap-4">
          <h2 className="text-xl">1. Your key</h2>
          <KeyPanel own={own} onKey={onKey} />
          {foreign ? (
            <Notice tone="warning" urgent>
              <p>
                These files are encrypted to another key than this. Choose the key file whose public line you sent, or
                ask for the files anew.
              </p>
            </Notice>
          ) : null}
        </section>
        <section aria-label="The files" className="grid grid-cols-1 gap-4">
          <h2 className="text-xl">2. The files</h2>
          <DropZone
            title="Add the encrypted files that were sent to you"
            hint="Their names end in .age."
            folders={false}
            onChoose={({ files }) => setChosen((before) => [...before, ...files.map(({ file }) => file)])}
          />
          <div>
            <Button
              busy={opened.isPending}
              disabled={own === undefined || chosen.length === 0}
              onClick={() => opened.mutate()}
            >
              Open and save
            </Button>
          </div>
          {opened.isError ? (
            <Notice tone="danger" title="They were not opened" urgent>
              <p>{explainError(opened.error).sentence}</p>
            </Notice>
          ) : null}
          {opened.isSuccess ? (
            <Notice tone="ok" urgent>
              <p>Saved. What came out has exactly the digests that were named to you.</p>
            </Notice>
          ) : null}
        </section>
        <AnswerHandover handover={handover} hasOpened={opened.isSuccess} />
      </div>
    </>
  );
}

function About({ handover }: { handover: Handover }) {
  const { address } = useConnection();
  const { signed, discloser, entry } = handover;
  const check = useQuery({
    queryKey: ["agreement-by-keys", signed],
    staleTime: "static",
    queryFn: () => checkAgreement(signed),
  });
  return (
    <section aria-label="What it is" className="grid grid-cols-1 gap-4">
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[auto_minmax(0,1fr)]">
        <dt className="text-soft">Handed over by</dt>
        <dd>
          <AddressView value={discloser} />
        </dd>
        <dt className="text-soft">To</dt>
        <dd>
          <AddressView value={entry.recipient} />
        </dd>
        <dt className="text-soft">On</dt>
        <dd>
          <Time seconds={entry.time} />
        </dd>
      </dl>
      <ul aria-label="Files" className="grid gap-2">
        {entry.files.map((file) => (
          <li key={file.path} className="[overflow-wrap:anywhere]">
            {visibleText(file.path)} <span className="text-soft">({formatBytes(file.size)})</span>
            <code className="block text-soft text-sm">{file.sha256}</code>
          </li>
        ))}
      </ul>
      {check.data ? (
        <Notice tone={check.data.complete ? "ok" : "warning"}>
          <p>{check.data.sentence}</p>
        </Notice>
      ) : null}
      {address && !isSameAddress(address, entry.recipient) ? (
        <Notice tone="warning">
          <p>You are connected with another account than the one that these files are for.</p>
        </Notice>
      ) : null}
      <details>
        <summary className="link w-fit py-1">The whole agreement</summary>
        <pre className="mt-3 whitespace-pre-wrap font-serif [overflow-wrap:anywhere]">{signed.agreement.text}</pre>
      </details>
    </section>
  );
}
