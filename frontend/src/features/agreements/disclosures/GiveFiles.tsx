import { explainError, isSameAddress } from "@colophon/sdk";
import type { SignedAgreement } from "@colophon/sdk/agreements";
import { mostHandedFiles, withHandover } from "@colophon/sdk/disclosures";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Address } from "viem";
import type { ChosenFile } from "../../../lib/chosenFiles.ts";
import { clock } from "../../../lib/clock.ts";
import { count } from "../../../lib/format.ts";
import { downloadBlob } from "../../../lib/vault/runVaultJob.ts";
import { Button } from "../../../ui/button.tsx";
import { DropZone } from "../../../ui/DropZone.tsx";
import { Field, Input, Select } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { ProgressBar } from "../../../ui/states.tsx";
import { sealFiles } from "./handing.ts";
import { changeLedger } from "./keptLedgers.ts";

type GiveFilesProps = {
  signed: SignedAgreement;
  discloser: Address;
  /** The number that the next entry of the ledger has. */
  number: number;
};

/** Encrypts files to a party's key in the browser, saves them, and adds the hand-over to the ledger. */
export function GiveFiles({ signed, discloser, number }: GiveFilesProps) {
  const queries = useQueryClient();
  const others = signed.agreement.parties.filter((party) => !isSameAddress(party, discloser));
  const [recipient, setRecipient] = useState(others[0]);
  const [key, setKey] = useState("");
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const [share, setShare] = useState(0);
  const given = useMutation({
    mutationFn: async () => {
      if (!recipient) throw new Error("There is no other party.");
      setShare(0);
      const sealed = await sealFiles({ files, key, number, onProgress: setShare });
      const handed = sealed.map(({ path, plain, cipher }) => ({ path, ...plain, cipher }));
      const entry = { time: Math.floor(clock.now()), recipient, key: key.trim(), files: handed };
      await changeLedger(queries, { signed, discloser }, (own) => ({
        ...own,
        ledger: withHandover(own.ledger, entry),
      }));
      for (const { name, blob } of sealed) downloadBlob(name, blob);
      return sealed.length;
    },
    onSuccess: () => setFiles([]),
  });
  if (!recipient) return <p className="text-soft">You are the only party, so there is nobody to hand files to.</p>;
  return (
    <section aria-label="Hand over files" className="grid max-w-prose grid-cols-1 gap-5">
      <h3 className="font-semibold">Hand over files</h3>
      <Field label="To which party">
        <Select value={recipient} onChange={(event) => setRecipient(event.target.value as Address)}>
          {others.map((party) => (
            <option key={party} value={party}>
              {party}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label="Their public key"
        hint="The line that begins with age1. They make it on the page “Files for you” of this site (/agreement#files). Make sure that it comes from them."
      >
        <Input value={key} spellCheck={false} autoComplete="off" onChange={(event) => setKey(event.target.value)} />
      </Field>
      <DropZone
        title="Drop the files to hand over"
        hint={`At most ${mostHandedFiles} at a time. They are encrypted on this device.`}
        onChoose={(chosen) => setFiles(chosen.files)}
      />
      {files.length > 0 ? (
        <p className="text-soft text-sm">
          {count(files.length, "file")} to be encrypted. Nothing leaves this device until you send it.
        </p>
      ) : null}
      {given.isPending ? <ProgressBar label="Encrypting the files" value={share} /> : null}
      <div>
        <Button
          busy={given.isPending}
          disabled={files.length === 0 || key.trim() === ""}
          onClick={() => given.mutate()}
        >
          Encrypt and save
        </Button>
      </div>
      {given.isError ? (
        <Notice tone="danger" title="Nothing was handed over" urgent>
          <p>{explainError(given.error).sentence}</p>
        </Notice>
      ) : null}
      {given.isSuccess ? (
        <Notice tone="ok" title="Ready to be sent" urgent>
          <p>
            {count(given.data, "encrypted file")} saved. Send them and the link of the entry above to this party, in any
            way: only their key opens them.
          </p>
        </Notice>
      ) : null}
    </section>
  );
}
