import { FilePlus2, FolderPlus } from "lucide-react";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { type ChosenFiles, chosenFromDrop, chosenFromInput } from "../lib/chosenFiles.ts";
import type { DirectoryHandle } from "../lib/pickedFolder.ts";
import { Button } from "./button.tsx";
import { classNames } from "./classNames.ts";
import { toasts } from "./toasts.tsx";

export type DropZoneProps = {
  /** What to drop, as a sentence: "Drop the files of your work here". */
  title: ReactNode;
  hint?: ReactNode;
  onChoose: (chosen: ChosenFiles) => void;
  /** Whether a folder may be chosen too. */
  folders?: boolean;
  multiple?: boolean;
  accept?: string;
  disabled?: boolean;
  /** One of several things that are chosen on a page, whose own button is the one to press. */
  minor?: boolean;
  className?: string;
};

/** A place for files and folders: by drag and drop, or with two buttons that need only a keyboard. */
export function DropZone({
  title,
  hint,
  onChoose,
  folders = true,
  multiple = true,
  accept,
  disabled = false,
  minor = false,
  className,
}: DropZoneProps) {
  const filesInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  const take = (chosen: ChosenFiles | undefined) => {
    if (chosen && !disabled) onChoose(chosen);
  };
  const onDrop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(await chosenFromDrop(event.dataTransfer));
  };
  const onFolder = async () => {
    // The File System Access picker, where the browser has it, asks to view a folder; the older way says "upload".
    const { showDirectoryPicker } = globalThis as { showDirectoryPicker?: () => Promise<DirectoryHandle> };
    if (!showDirectoryPicker) return folderInput.current?.click();
    try {
      const folder = await showDirectoryPicker();
      take(await (await import("../lib/pickedFolder.ts")).chosenFromFolder(folder));
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      toasts.show("Your browser did not open that folder. Choose another, or drop it here.");
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the buttons inside are for everyone
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={onDrop}
      className={classNames(
        "grid justify-items-center rounded-xl border-2 border-dashed px-5 text-center transition-colors",
        minor ? "gap-2 py-5" : "gap-3 py-10",
        over ? "border-accent bg-accent-wash" : "border-edge bg-leaf",
        className,
      )}
    >
      <p className={classNames("leading-tight", minor ? "font-medium" : "font-serif text-2xl")}>{title}</p>
      {hint ? <div className={classNames("max-w-prose text-soft", minor && "text-sm")}>{hint}</div> : null}
      <div className="mt-2 flex flex-wrap justify-center gap-3">
        <Button
          variant={minor ? "secondary" : "primary"}
          disabled={disabled}
          icon={<FilePlus2 aria-hidden="true" className="size-4" />}
          onClick={() => filesInput.current?.click()}
        >
          {multiple ? "Choose files" : "Choose a file"}
        </Button>
        {folders ? (
          <Button
            variant="secondary"
            disabled={disabled}
            icon={<FolderPlus aria-hidden="true" className="size-4" />}
            onClick={onFolder}
          >
            Choose a folder
          </Button>
        ) : null}
      </div>
      <input
        ref={filesInput}
        type="file"
        hidden
        aria-label="Files"
        data-testid="choose-files"
        multiple={multiple}
        accept={accept}
        onChange={(event) => {
          if (event.target.files?.length) take(chosenFromInput(event.target.files));
          event.target.value = "";
        }}
      />
      {folders ? (
        <input
          ref={folderInput}
          type="file"
          hidden
          aria-label="Folder"
          data-testid="choose-folder"
          {...{ webkitdirectory: "" }}
          onChange={(event) => {
            if (event.target.files?.length) take(chosenFromInput(event.target.files));
            event.target.value = "";
          }}
        />
      ) : null}
    </div>
  );
}
