import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { toasts } from "./toasts.ts";

/** Copies a text and says so. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      toasts.show("Copied.");
      setTimeout(() => setCopied(false), 2_000);
    } catch {
      toasts.show("Your browser did not allow copying. Select the text and copy it by hand.");
    }
  };
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={copy}
      className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-soft hover:bg-sunk hover:text-ink"
    >
      <Icon aria-hidden="true" className="size-4" />
    </button>
  );
}
