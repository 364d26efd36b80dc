import type { WorkRecord } from "@colophon/sdk";
import { Link } from "wouter";
import { Hash } from "../../../components/Hash.tsx";
import { Table } from "../../../components/Table.tsx";
import { Time } from "../../../components/Time.tsx";

const shown = 10;

/** The files of a work that its controller made findable. */
export function FilesFound({ work }: { work: WorkRecord }) {
  const { disclosures, versions } = work;
  if (disclosures.length === 0) {
    return (
      <p className="text-soft">
        None. The controller has not made any file of this work findable, so nobody can compare a file with it.
      </p>
    );
  }
  const table = (list: typeof disclosures, caption: string) => (
    <Table
      caption={caption}
      hideCaption
      rows={list}
      rowKey={(file) => `${file.digest}${file.contentRoot}`}
      columns={[
        {
          id: "digest",
          header: "SHA-256",
          cell: (file) => (
            <>
              <Hash value={file.digest.slice(2)} label="SHA-256 of the file" />
              <Link href={`/verify?q=${file.digest.slice(2)}`} className="link ml-1 text-sm">
                Look it up
              </Link>
            </>
          ),
        },
        {
          id: "version",
          header: "Version",
          cell: (file) => {
            const index = versions.findIndex((version) => version.contentRoot === file.contentRoot);
            return index < 0 ? "unknown" : index === 0 ? "as registered" : `revision ${index}`;
          },
        },
        { id: "at", header: "Findable since", cell: (file) => <Time seconds={file.at.time} block={file.at.block} /> },
      ]}
    />
  );
  return (
    <>
      {table(disclosures.slice(0, shown), "Findable files")}
      {disclosures.length > shown ? (
        <details className="mt-3">
          <summary className="link w-fit py-1">{disclosures.length - shown} more files</summary>
          <div className="mt-2">{table(disclosures.slice(shown), "More findable files")}</div>
        </details>
      ) : null}
    </>
  );
}
