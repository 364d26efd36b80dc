import { cardOfWork, formatId, type SharedWork } from "@colophon/sdk";
import type { WorkRecord } from "@colophon/sdk/read";
import { useQuery } from "@tanstack/react-query";
import { Copy, Send } from "lucide-react";
import { siteLink } from "../../config/site.ts";
import { canSendLink, copyText, sendLink } from "../../lib/device.ts";
import { useStoredMedia } from "../../lib/reads.ts";
import { titleOf } from "../../lib/work.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { QrCode } from "../../ui/QrCode.tsx";
import { toasts } from "../../ui/toasts.tsx";

/** The most that a picture within a text may have, in bytes: larger ones make the text unwieldy. */
const mostOfPicture = 60_000;

/** What others are told of a work. */
function sharedWork(work: WorkRecord): SharedWork {
  const metadata = work.metadata.status === "found" ? work.metadata.value : undefined;
  return {
    title: titleOf(work),
    creators: [...new Set(metadata?.credits.map(({ name }) => name) ?? [])],
    description: metadata?.description ?? "",
    page: siteLink(`/work/${formatId(work.id, "work")}`),
    registered: work.registered.time,
  };
}

/** Bytes as an address that carries them itself. */
function dataUrlOf(bytes: Uint8Array, type: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
  });
}

/** The small cover of a work as text, if it has one that is small enough. */
function useSmallPicture(work: WorkRecord): string | undefined {
  const thumbnail = work.metadata.status === "found" ? work.metadata.value.thumbnail : undefined;
  const stored = useStoredMedia(thumbnail);
  const media = stored.data?.status === "found" ? stored.data.media : undefined;
  const usable = media?.kind === "image" && media.bytes.length <= mostOfPicture ? media : undefined;
  const made = useQuery({
    queryKey: ["data-url", thumbnail?.uri],
    enabled: usable !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => dataUrlOf(usable?.bytes ?? new Uint8Array(), usable?.type ?? ""),
  });
  return /^data:image\/(png|jpeg|webp);/.test(made.data ?? "") ? made.data : undefined;
}

/** The dialog in which a work is passed on. */
export function ShareDialog({ work, onClose }: { work: WorkRecord; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={onClose} title="Share this work">
      <ShareWork work={work} />
    </Dialog>
  );
}

/** How a work is passed on: its address, the same for cameras, and a card for a page of one's own. */
function ShareWork({ work }: { work: WorkRecord }) {
  const shared = sharedWork(work);
  const picture = useSmallPicture(work);
  const card = cardOfWork(shared, picture);
  return (
    <div className="grid gap-6">
      <div className="grid items-center gap-5 sm:grid-cols-[9rem_minmax(0,1fr)]">
        <QrCode
          text={shared.page}
          label="QR code of this work's address"
          className="w-36 rounded-md ring-1 ring-rule"
        />
        <div className="grid justify-items-start gap-3">
          <code className="text-sm [overflow-wrap:anywhere]">{shared.page}</code>
          <CopyTextButton text={shared.page} label="Copy the address" />
          <SendButton title={shared.title} url={shared.page} />
        </div>
      </div>
      <section aria-labelledby="share-card" className="grid justify-items-start gap-3 border-rule border-t pt-5">
        <h3 id="share-card" className="text-xl">
          A card for your own page
        </h3>
        <p className="text-sm text-soft">
          Put this HTML where the card should be. It carries its picture itself, has no script and asks nobody for
          anything, so that nobody learns who looks at it.
        </p>
        <textarea
          readOnly
          rows={5}
          spellCheck={false}
          aria-label="HTML of the card"
          value={card}
          onFocus={(event) => event.currentTarget.select()}
          className="w-full rounded-lg border border-edge bg-sunk p-3 font-mono text-xs"
        />
        <CopyTextButton text={card} label="Copy the HTML" />
      </section>
    </div>
  );
}

function CopyTextButton({ text, label }: { text: string; label: string }) {
  const copy = async () => {
    toasts.show((await copyText(text)) ? "Copied." : "Your browser did not allow copying. Select the text instead.");
  };
  return (
    <Button variant="secondary" size="small" icon={<Copy aria-hidden="true" className="size-4" />} onClick={copy}>
      {label}
    </Button>
  );
}

/** Hands the address to another program, where the browser has a way for that. */
function SendButton({ title, url }: { title: string; url: string }) {
  if (!canSendLink()) return null;
  return (
    <Button
      variant="secondary"
      size="small"
      icon={<Send aria-hidden="true" className="size-4" />}
      onClick={() => void sendLink({ title, url })}
    >
      Send it
    </Button>
  );
}
