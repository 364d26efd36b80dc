import type { HashedFile } from "@colophon/sdk";
import { FileList } from "../../components/FileList.tsx";
import { Notice } from "../../components/Notice.tsx";
import { HashAnswer } from "./HashAnswer.tsx";

/** Answers for a folder get long; whoever has more files drops the opening with them. */
const most = 12;

/** What is known about dropped files. */
export function FilesAnswer({ files }: { files: readonly HashedFile[] }) {
  const filled = files.filter((file) => file.size > 0);
  if (filled.length === 0) {
    return (
      <Notice tone="warning" title="There is nothing to look up">
        <p>
          {files.length === 0
            ? "There are no files in it."
            : "An empty file is the same for everybody, so nothing can be said about it."}
        </p>
      </Notice>
    );
  }
  return (
    <div className="grid gap-8">
      {filled.slice(0, most).map((file) => (
        <section key={file.path} aria-label={file.path} className="grid gap-3">
          <FileList files={[file]} />
          <HashAnswer digest={file.sha256} licence={undefined} />
        </section>
      ))}
      {filled.length > most ? (
        <Notice>
          <p>
            {filled.length - most} more files were read and not looked up. Drop them one by one, or together with their
            opening file.
          </p>
        </Notice>
      ) : null}
    </div>
  );
}
