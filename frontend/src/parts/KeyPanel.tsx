import { explainError } from "@colophon/sdk";
import { createKey, isProtected, keyFileOf, keysOfFile, protectKeyFile, recipientOf } from "@colophon/sdk/vault";
import { useMutation } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { CopyLine } from "../flow/HandOver.tsx";
import { downloadFile } from "../lib/download.ts";
import { Button } from "../ui/button.tsx";
import { DropZone } from "../ui/DropZone.tsx";
import { Field, Input } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";

/** A person's own key of age, while the page is open. */
export type OwnKey = { key: string; recipient: string };

type KeyPanelProps = {
  own: OwnKey | undefined;
  onKey: (own: OwnKey) => void;
  /** Whether a new key will do: not where it must be the one that was used before. */
  canMake?: boolean;
};

/** The person's own key of age: made here, or chosen from a file. It stays on this page and in that file. */
export function KeyPanel({ own, onKey, canMake = true }: KeyPanelProps) {
  const [passphrase, setPassphrase] = useState("");
  const [locked, setLocked] = useState<string>();
  const made = useMutation({
    mutationFn: async () => {
      const fresh = await createKey();
      downloadFile("files.age-key.txt", await protectKeyFile(await keyFileOf(fresh.key), passphrase), "text/plain");
      return fresh;
    },
    onSuccess: onKey,
  });
  const opened = useMutation({
    mutationFn: async (text: string) => {
      const [key = ""] = await keysOfFile(text, passphrase);
      return { key, recipient: await recipientOf(key) };
    },
    onSuccess: onKey,
  });
  const choose = async (file: File | undefined) => {
    if (!file) return;
    const text = file.size > 1024 * 1024 ? "" : await file.text();
    if (isProtected(text)) return setLocked(text);
    opened.mutate(text);
  };
  if (own) return <KnownKey own={own} />;
  const problem = made.error ?? opened.error;
  return (
    <div className="grid gap-4">
      {canMake || locked !== undefined ? (
        <Field
          label="Passphrase of your key file"
          hint={
            locked === undefined
              ? "At least four words. Nobody can find it out for you: without it the key file is worth nothing."
              : "The key file that you chose is closed with it."
          }
        >
          <Input
            type="password"
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        </Field>
      ) : null}
      {locked === undefined ? (
        <>
          {canMake ? (
            <div>
              <Button
                icon={<KeyRound aria-hidden="true" className="size-4" />}
                busy={made.isPending}
                disabled={passphrase.length < 12}
                onClick={() => made.mutate()}
              >
                Make a key and save its file
              </Button>
            </div>
          ) : null}
          <DropZone
            minor
            title={
              canMake ? "Or choose the key file that you have" : "Choose the key file that the copies were marked with"
            }
            hint="It was saved when you made the key, here or with a program for age."
            folders={false}
            multiple={false}
            onChoose={(chosen) => void choose(chosen.files[0]?.file)}
          />
        </>
      ) : (
        <div>
          <Button busy={opened.isPending} disabled={passphrase === ""} onClick={() => opened.mutate(locked)}>
            Open the key file
          </Button>
        </div>
      )}
      {problem ? (
        <Notice tone="danger" title="There is no key yet" urgent>
          <p>{explainError(problem).sentence}</p>
        </Notice>
      ) : null}
    </div>
  );
}

function KnownKey({ own: { recipient } }: { own: OwnKey }) {
  return (
    <div className="grid grid-cols-1 gap-2">
      <p className="text-soft text-sm">
        Your public key. Who sends you encrypted files needs it. The key file is for you alone: keep it, and keep a
        copy.
      </p>
      <CopyLine text={recipient} label="Copy your public key" />
    </div>
  );
}
