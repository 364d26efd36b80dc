import { Download } from "lucide-react";
import { downloadFile } from "../lib/download.ts";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/values.tsx";

/** A link or another text on one line, to be copied. */
export function CopyLine({ text, label }: { text: string; label: string }) {
  return (
    <p className="flex items-center gap-1 rounded-lg border border-rule bg-sunk py-1 pr-1 pl-4">
      <code className="min-w-0 grow truncate text-sm">{text}</code>
      <CopyButton text={text} label={label} />
    </p>
  );
}

type LinkAndFileProps = {
  link: string;
  /** What copying it is called. */
  label: string;
  fileName: string;
  /** What stands in the file. */
  document: () => string;
};

/** Something that was signed, to be handed on as a link or as a file. */
export function LinkAndFile({ link, label, fileName, document }: LinkAndFileProps) {
  return (
    <>
      <CopyLine text={link} label={label} />
      <div>
        <Button
          variant="secondary"
          size="small"
          icon={<Download aria-hidden="true" className="size-4" />}
          onClick={() => downloadFile(fileName, document())}
        >
          Save it as a file
        </Button>
      </div>
    </>
  );
}
