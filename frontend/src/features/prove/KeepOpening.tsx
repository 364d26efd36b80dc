import { explainError } from "@colophon/sdk";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { count } from "../../lib/format.ts";
import { type KeptOpening, keptOpenings, saveOpenings } from "../../lib/openings.ts";
import { Button } from "../../ui/button.tsx";
import { FileList } from "../../ui/files.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";

export type KeepOpeningProps = { openings: readonly KeptOpening[]; stamped: boolean };

/** The opening files: what they are for, and their download. */
export function KeepOpening({ openings, stamped }: KeepOpeningProps) {
  const queries = useQueryClient();
  const durable = useQuery({ queryKey: ["durable"], queryFn: () => keptOpenings.isDurable(), staleTime: Infinity });
  const [first] = openings;
  const downloaded = openings.every((kept) => kept.downloaded);
  const outdated = downloaded && openings.some((kept) => kept.outdated);
  const several = openings.length > 1;

  const saving = useMutation({
    mutationFn: () => saveOpenings(openings),
    onSettled: () => queries.invalidateQueries({ queryKey: ["openings"] }),
  });

  return (
    <Card>
      <h2 className="mb-2 text-2xl">{several ? "Keep the keys" : "Keep the key"}</h2>
      <p className="mb-5 max-w-prose text-soft">
        {several ? "The opening files hold" : "The opening file holds"} the secret salt that opens your stamp, and the
        list of what is inside. Without {several ? "them" : "it"} the stamp proves nothing, and nobody can give you
        another. Keep {several ? "them" : "it"} with your files, in more than one place.
      </p>
      {durable.data === false ? (
        <Notice tone="warning" className="mb-5" title="This browser keeps nothing after you close it">
          <p>Download before you stamp.</p>
        </Notice>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant={downloaded && !outdated ? "secondary" : "primary"}
          icon={<Download aria-hidden="true" className="size-4" />}
          busy={saving.isPending}
          onClick={() => saving.mutate()}
        >
          {several ? `Download ${count(openings.length, "opening")}` : "Download the opening"}
        </Button>
        <p role="status" className="text-soft text-sm">
          {outdated
            ? `Downloaded. ${several ? "They say" : "It says"} by now where and when it was stamped: download ${several ? "them" : "it"} again.`
            : downloaded
              ? "Downloaded. A copy is kept in this browser too."
              : stamped
                ? `Not downloaded yet: ${several ? "they are" : "it is"} kept in this browser only. ${several ? "They say" : "It says"} by now where and when it was stamped.`
                : `Until you do, ${several ? "they are" : "it is"} kept in this browser only.`}
        </p>
      </div>
      {saving.isError ? (
        <Notice tone="warning" urgent className="mt-5" title="Whether you have it could not be noted here">
          <p>{explainError(saving.error).sentence} Check that the file is on your device before you stamp.</p>
        </Notice>
      ) : null}
      {first && !several ? (
        <div className="mt-5 border-rule border-t pt-5">
          <FileList files={first.opening.manifest.files} />
        </div>
      ) : null}
    </Card>
  );
}
