import { type SafeControl, safeControlInWords } from "@colophon/sdk/agreements";
import type { ReactNode } from "react";
import { Notice } from "../../../ui/notice.tsx";

/** Says before anybody signs who can do what at the Safe, and what of that the agreement forbids. */
export function SafeControlNotice({ control, actions }: { control: SafeControl; actions?: ReactNode }) {
  return (
    <Notice
      tone={control.threshold < control.partners ? "warning" : "info"}
      title="What the number of signatures means"
      actions={actions}
    >
      <ul className="grid list-disc gap-1.5 pl-5">
        {safeControlInWords(control).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  );
}
