import { ColophonError, documents } from "@colophon/sdk";
import { parseSchedule, type ScheduleDocument } from "@colophon/sdk/terms";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Hex } from "viem";
import { keepIfNamed } from "../lib/keptDocuments.ts";
import { useReadContext } from "../lib/useFinding.ts";
import { DropZone } from "../ui/DropZone.tsx";
import { Hash } from "../ui/values.tsx";

/** What a document says of a deal; undefined for one of another kind than ours, of which only the digest can be compared. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return bytes.length <= documents.schedule.maxBytes ? parseSchedule(bytes).text : undefined;
  } catch (error) {
    if (error instanceof ColophonError) return undefined;
    throw error;
  }
}

const keyOf = (digest: Hex) => ["chain", "facts-of-deal", digest];

/** The facts that this device keeps or the content store has; null if neither has them. */
function useFacts(digest: Hex, known: ScheduleDocument | undefined) {
  const { store } = useReadContext();
  return useQuery({
    queryKey: keyOf(digest),
    enabled: known === undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const found = await store?.get(digest, { maxBytes: documents.schedule.maxBytes });
      return found?.status === "found" ? { text: textOf(found.bytes) } : null;
    },
  });
}

type FactsOfDealProps = {
  /** SHA-256 of the facts, as the offer names it. */
  digest: Hex;
  /** The facts, where they came along. */
  known?: ScheduleDocument | undefined;
};

/** The facts that are a part of one deal: read where they are at hand, compared with a file where they are not. */
export function FactsOfDeal({ digest, known }: FactsOfDealProps) {
  const { data, isPending } = useFacts(digest, known);
  const name = <Hash value={digest.slice(2)} label="SHA-256 of the facts of the deal" />;
  if (known) return <FactsText text={known.text} />;
  if (isPending) return null;
  if (data?.text !== undefined) return <FactsText text={data.text} />;
  if (data) {
    return (
      <p>The facts of the deal are at hand on this device, in a document of the parties with the SHA-256 {name}.</p>
    );
  }
  return (
    <>
      <p>
        A document with the facts of the deal is a part of it, by its SHA-256 {name}. Get it from the licensor, and
        compare it here before you rely on it. It stays on this device.
      </p>
      <FactsFile digest={digest} />
    </>
  );
}

function FactsText({ text }: { text: string }) {
  return (
    <>
      <p>These facts are a part of the deal. Checked: they are the ones that the offer names.</p>
      <pre translate="no" className="whitespace-pre-wrap font-serif text-base [overflow-wrap:anywhere]">
        {text}
      </pre>
    </>
  );
}

/** Takes the file of the facts, keeps it if it is the one that the offer names, and says so. */
function FactsFile({ digest }: { digest: Hex }) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<string>();
  const choose = async (file: File | undefined) => {
    if (!file) return;
    try {
      const same = await keepIfNamed(new Uint8Array(await file.arrayBuffer()), digest);
      setWrong(same ? undefined : "This is another document. Ask the licensor for the right one.");
      if (same) await queries.invalidateQueries({ queryKey: keyOf(digest) });
    } catch {
      setWrong("This file could not be read. Choose it again.");
    }
  };
  return (
    <>
      <DropZone
        title={<span className="text-lg">Compare the facts of the deal</span>}
        hint="The document that the licensor gave you."
        folders={false}
        multiple={false}
        className="py-4"
        onChoose={(chosen) => void choose(chosen.files[0]?.file)}
      />
      <div aria-live="polite" className="empty:hidden">
        {wrong ? <p className="font-medium text-danger">{wrong}</p> : null}
      </div>
    </>
  );
}
