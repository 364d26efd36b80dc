import { ColophonError, documents, type Offer } from "@colophon/sdk";
import { parseSchedule } from "@colophon/sdk/terms";
import { useState } from "react";
import { type Hex, sha256 } from "viem";
import { DropZone } from "../../ui/DropZone.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Hash, Time } from "../../ui/values.tsx";

/** When its licences start, if not at their sale, and the facts that are a part of the deal, by their digest. */
export function DealFacts({ offer, time }: { offer: Offer; time: number }) {
  const starts = offer.starts > time;
  const facts = BigInt(offer.schedule) !== 0n;
  if (!starts && !facts) return null;
  return (
    <Notice title={facts ? "More belongs to this deal" : "It starts later"}>
      {starts ? (
        <p>
          It does not count before <Time seconds={offer.starts} />. Until then you may not use the work under it.
        </p>
      ) : null}
      {facts ? <Facts digest={offer.schedule} /> : null}
    </Notice>
  );
}

type Compared = { same: boolean; text: string | undefined };

/** What a file says of the deal, and whether it is the one that the offer names. */
async function compare(file: File, digest: Hex): Promise<Compared> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const same = sha256(bytes) === digest.toLowerCase();
  try {
    return { same, text: same && bytes.length <= documents.schedule.maxBytes ? parseSchedule(bytes).text : undefined };
  } catch (error) {
    // Another kind of document than ours: then its digest is all that can be compared.
    if (error instanceof ColophonError) return { same, text: undefined };
    throw error;
  }
}

function Facts({ digest }: { digest: Hex }) {
  const [compared, setCompared] = useState<Compared | "unreadable">();
  const choose = async (file: File | undefined) => {
    if (!file) return;
    try {
      setCompared(await compare(file, digest));
    } catch {
      setCompared("unreadable");
    }
  };
  return (
    <>
      <p>
        A document with the facts of the deal is a part of it, by its SHA-256{" "}
        <Hash value={digest.slice(2)} label="SHA-256 of the facts of the deal" />. Get it from the licensor, and compare
        it here before you buy. It stays on this device.
      </p>
      <DropZone
        title={<span className="text-lg">Compare the facts of the deal</span>}
        hint="The document that the licensor gave you."
        folders={false}
        multiple={false}
        className="py-4"
        onChoose={(chosen) => void choose(chosen.files[0]?.file)}
      />
      <div aria-live="polite" className="grid gap-2 empty:hidden">
        {compared === undefined ? null : compared === "unreadable" ? (
          <p className="font-medium text-danger">This file could not be read. Choose it again.</p>
        ) : compared.same ? (
          <p className="font-medium text-ok">These are the facts that the offer names.</p>
        ) : (
          <p className="font-medium text-danger">This is another document. Ask the licensor for the right one.</p>
        )}
        {typeof compared === "object" && compared.text ? (
          <pre translate="no" className="whitespace-pre-wrap font-serif text-base [overflow-wrap:anywhere]">
            {compared.text}
          </pre>
        ) : null}
      </div>
    </>
  );
}
