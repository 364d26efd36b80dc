import { explainError } from "@colophon/sdk";
import { X } from "lucide-react";
import { useId, useRef, useState } from "react";
import type { Hex } from "viem";
import type { ChosenFiles } from "../lib/chosenFiles.ts";
import { hashFiles } from "../lib/hashing/hashFiles.ts";
import { Button, Spinner } from "../ui/button.tsx";
import { DropZone } from "../ui/DropZone.tsx";
import { FieldError } from "../ui/field.tsx";
import { Hash } from "../ui/values.tsx";

/** A file that stays on the device, and its SHA-256, which goes further. */
type FileDigest = { name: string; digest: Hex };

export type FileDigestFieldProps = {
  label: string;
  title: string;
  hint: string;
  value: FileDigest | undefined;
  onChange: (value: FileDigest | undefined) => void;
  error?: string | undefined;
};

/** Takes one file, reads it on this device, and keeps nothing of it but its name and its SHA-256. */
export function FileDigestField({ label, title, hint, value, onChange, error }: FileDigestFieldProps) {
  const [reading, setReading] = useState(false);
  const [problem, setProblem] = useState<string>();
  const errorId = useId();
  const latest = useRef(0);
  const choose = async ({ files, unreadable }: ChosenFiles) => {
    const [first] = files;
    if (!first) {
      setProblem(
        unreadable.length > 0
          ? "Your browser could not read this file. Choose it again, or another one."
          : "There is no file in there. Choose one.",
      );
      return;
    }
    latest.current += 1;
    const turn = latest.current;
    setReading(true);
    setProblem(undefined);
    try {
      const [hashed] = await hashFiles([first], { signal: new AbortController().signal });
      if (turn === latest.current && hashed) onChange({ name: first.file.name, digest: hashed.sha256 });
    } catch (failure) {
      if (turn === latest.current) setProblem(explainError(failure).sentence);
    } finally {
      if (turn === latest.current) setReading(false);
    }
  };
  const wrong = problem ?? error;
  return (
    <fieldset
      tabIndex={-1}
      {...(wrong ? { "data-invalid": true, "aria-describedby": errorId } : {})}
      className="grid min-w-0 gap-2"
    >
      <legend className="mb-1.5 font-medium">{label}</legend>
      {value ? (
        <div className="flex items-start justify-between gap-3 rounded-lg border border-rule bg-sunk px-4 py-2.5">
          <div className="min-w-0">
            <p className="font-medium [overflow-wrap:anywhere]">
              <bdi>{value.name}</bdi>
            </p>
            <p className="text-sm text-soft">
              SHA-256 <Hash value={value.digest.slice(2)} label="SHA-256 of the file" />
            </p>
          </div>
          <Button
            variant="quiet"
            size="small"
            icon={<X aria-hidden="true" className="size-4" />}
            onClick={() => onChange(undefined)}
          >
            Remove
          </Button>
        </div>
      ) : (
        <DropZone
          minor
          title={title}
          hint={hint}
          onChoose={choose}
          folders={false}
          multiple={false}
          disabled={reading}
          className="py-6"
        />
      )}
      <div aria-live="polite" className="empty:hidden">
        {reading ? (
          <p className="flex items-center gap-2 text-sm text-soft">
            <Spinner /> Reading your file on this device…
          </p>
        ) : null}
      </div>
      {wrong ? <FieldError id={errorId}>{wrong}</FieldError> : null}
    </fieldset>
  );
}
