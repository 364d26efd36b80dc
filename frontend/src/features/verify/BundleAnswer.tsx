import type { HashedFile } from "@colophon/sdk";
import { explainError, isStray } from "@colophon/sdk";
import type { OpenedBundle, VerdictBlock } from "@colophon/sdk/evidence";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ChosenFiles } from "../../lib/chosenFiles.ts";
import { identityOf, runManifestJob } from "../../lib/hashing/runManifestJob.ts";
import { LoadingState } from "../../ui/states.tsx";
import { UnknownAnswer } from "./AnswerCard.tsx";
import { BundleVerdict } from "./BundleVerdict.tsx";
import { withExcerpts } from "./givenEvidence.ts";
import { noTrust, OfflineHint, TrustForm } from "./TrustForm.tsx";

type BundleAnswerProps = {
  file: File;
  name: string;
  /** Files that were dropped to be compared with it, once they are read. */
  files: readonly HashedFile[] | undefined;
  /** Files are still being read: a verdict now would speak of them as not given. */
  reading: boolean;
  /** The files themselves, for bundles that show a part of one. */
  chosen: ChosenFiles | undefined;
};

/** What a bundle of evidence proves, with the block hashes that the person vouches for or has a node say. */
export function BundleAnswer({ file, name, files, reading, chosen }: BundleAnswerProps) {
  const [trust, setTrust] = useState(noTrust);
  const [recordOnly, setRecordOnly] = useState(false);
  const read = useQuery({
    queryKey: ["open-bundle", identityOf(file)],
    staleTime: "static",
    retry: false,
    queryFn: ({ signal }) => runManifestJob("openBundle", file, signal),
  });
  const opened = read.data?.opened;
  const verified = useQuery({
    queryKey: ["verify-bundle", identityOf(file), files && identityOf(files), trust, recordOnly],
    enabled: !reading && opened !== undefined,
    staleTime: "static",
    retry: false,
    queryFn: async ({ signal }) => {
      if (!opened) throw new Error("The bundle is not read yet.");
      const held = new Map(chosen?.files.map((given) => [given.path, given.file]));
      const given = files && (await withExcerpts(opened, files, chosen, signal));
      const compared = given?.map((one) => ({ ...one, stray: one.path.includes("/") && isStray(one.path) }));
      const asked = compared ?? (recordOnly ? undefined : []);
      return runManifestJob("verifyOpened", { opened, files: asked, ...trust, held }, signal);
    },
  });
  const verdict = read.data && !read.data.opened ? read.data.verdict : verified.data;
  const failed = read.isError ? read : verified.isError ? verified : undefined;
  const wanted = read.data?.opened ? wantedOf(read.data) : [];
  return (
    <>
      {read.isLoading || verified.isLoading ? <LoadingState label="Checking every step" /> : null}
      {failed ? (
        <UnknownAnswer
          sentence={explainError(failed.error).sentence}
          onRetry={failed.refetch}
          busy={failed.isFetching}
        />
      ) : null}
      {verdict && !reading ? <BundleVerdict verdict={verdict} bundleName={name} /> : null}
      {opened && !files && !reading ? (
        <label className="flex items-center gap-3">
          <input type="checkbox" checked={recordOnly} onChange={(event) => setRecordOnly(event.target.checked)} />
          Tell what was recorded alone, without comparing a file
        </label>
      ) : null}
      {opened ? <TrustForm chainId={opened.chainId} blocks={wanted} onTrust={setTrust} /> : null}
      <OfflineHint />
    </>
  );
}

/** The blocks whose hashes a verdict rests on, and the one that would show "not before". */
function wantedOf({ opened, needed }: { opened: OpenedBundle; needed: readonly VerdictBlock[] }) {
  const anchor = opened.stamp?.head?.anchor;
  return [
    ...needed.map(({ number }) => ({ number, what: "what it proves" })),
    ...(anchor?.chainId === opened.chainId ? [{ number: anchor.number, what: "“not before”" }] : []),
  ];
}
