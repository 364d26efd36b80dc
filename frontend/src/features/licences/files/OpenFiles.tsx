import { explainError } from "@colophon/sdk";
import type { WorkRecord } from "@colophon/sdk/read";
import {
  asDelivered,
  type Delivery,
  deliveryDocumentOf,
  isMarkedCopy,
  keyFileOf,
  VaultError,
  type VaultFile,
  type VaultRecord,
  vaultDocumentOf,
} from "@colophon/sdk/vault";
import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useRef, useState } from "react";
import { useRuntimeConfig } from "../../../config/config.ts";
import { downloadFile } from "../../../lib/download.ts";
import { formatBytes, formatNumber } from "../../../lib/format.ts";
import { downloadBlob, runVaultJob } from "../../../lib/vault/runVaultJob.ts";
import type { OwnKey } from "../../../parts/KeyPanel.tsx";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { ProgressBar } from "../../../ui/states.tsx";
import { filesKeyOf, type Got, savedName, sourceOf } from "./getting.ts";

type OpenFilesProps = { record: VaultRecord; delivery: Delivery; own: OwnKey; got: Got; work: WorkRecord };

/** The files of a record, each to be opened, held against the registration, and saved. */
export function OpenFiles({ record, work, ...rest }: OpenFilesProps) {
  const version = work.versions.findLast(({ contentRoot }) => contentRoot === record.contentRoot);
  return (
    <>
      <ul className="grid gap-4">
        {asDelivered(record, rest.delivery).files.map((file) => (
          <li key={file.path}>
            <OneFile {...rest} record={record} file={file} block={version?.at.block ?? 0} />
          </li>
        ))}
      </ul>
      <p className="text-soft text-sm">
        A file is saved only when all of it is there and it is the one that was registered, or the copy that was made of
        it for you. Until you leave, this site keeps what it opened in its own folder of your browser.
      </p>
    </>
  );
}

type OneFileProps = Omit<OpenFilesProps, "work"> & { file: VaultFile; block: number };

function OneFile({ record, delivery, own, got, file, block }: OneFileProps) {
  const { store } = useRuntimeConfig();
  const [bytes, setBytes] = useState(0);
  const stop = useRef(new AbortController());
  const opened = useMutation({
    mutationFn: async () => {
      stop.current = new AbortController();
      setBytes(0);
      const key = await filesKeyOf(record, delivery, own);
      const source = sourceOf(asDelivered(record, delivery), file, got, store.gateways);
      const { signal } = stop.current;
      return runVaultJob({ kind: "open", source, key, wanted: file }, { onProgress: setBytes, signal });
    },
    onSuccess: ({ blob }) => downloadBlob(savedName(file), blob),
  });
  const convicts = opened.error instanceof VaultError && opened.error.problem === "another file";
  const saveEvidence = async () => {
    const key = await filesKeyOf(record, delivery, own);
    downloadFile("evidence.record.json", vaultDocumentOf(record));
    if (delivery.copies) downloadFile("evidence.colophon-delivery.json", deliveryDocumentOf(delivery));
    downloadFile("evidence.key.txt", await keyFileOf(key), "text/plain");
  };
  return (
    <div className="grid gap-3 rounded-lg border border-rule p-4">
      <p className="flex flex-wrap items-baseline justify-between gap-x-6">
        <span className="min-w-0 break-words font-medium">{savedName(file)}</span>
        <span className="text-soft text-sm">{formatBytes(file.size)}</span>
      </p>
      {opened.isPending ? (
        <>
          <ProgressBar label={`Opening ${savedName(file)}`} value={bytes / file.cipher.size} />
          <div>
            <Button
              size="small"
              variant="secondary"
              onClick={() => stop.current.abort(new DOMException("Stopped", "AbortError"))}
            >
              Cancel
            </Button>
          </div>
        </>
      ) : (
        <div>
          <Button
            variant="secondary"
            icon={<Download aria-hidden="true" className="size-4" />}
            onClick={() => opened.mutate()}
          >
            Open and save
          </Button>
        </div>
      )}
      {opened.isSuccess ? (
        <Notice tone="ok" urgent>
          {isMarkedCopy(file) ? (
            <p>
              Saved. It is a copy that was made for this licence, with a mark of its own. The creator says that it was
              made from the file that was registered in block {formatNumber(block)}.
            </p>
          ) : (
            <p>Saved. It is the file that was registered in block {formatNumber(block)}.</p>
          )}
        </Notice>
      ) : null}
      {opened.isError && !stop.current.signal.aborted ? (
        <Notice
          tone="danger"
          title="It was not opened"
          urgent
          actions={
            convicts ? (
              <Button size="small" variant="secondary" onClick={() => void saveEvidence()}>
                Save what shows it
              </Button>
            ) : undefined
          }
        >
          <p>{explainError(opened.error).sentence}</p>
        </Notice>
      ) : null}
    </div>
  );
}
