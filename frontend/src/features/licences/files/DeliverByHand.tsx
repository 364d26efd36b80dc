import { explainError } from "@colophon/sdk";
import { type PurposeId, purposesOfBitmap, type TerritoryCode, type UseId, usesOfBitmap } from "@colophon/sdk/terms";
import { parseRecipient } from "@colophon/sdk/vault";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { CountryField, PurposeField, UseOptions } from "../../../flow/fields.tsx";
import { downloadFile } from "../../../lib/download.ts";
import { count } from "../../../lib/format.ts";
import { anyTerritory } from "../../../lib/terms.ts";
import { useReadContext } from "../../../lib/useFinding.ts";
import { downloadBlob } from "../../../lib/vault/runVaultJob.ts";
import type { OwnKey } from "../../../parts/KeyPanel.tsx";
import { Button } from "../../../ui/button.tsx";
import { DropZone } from "../../../ui/DropZone.tsx";
import { Field, Input, Select } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { ProgressBar } from "../../../ui/states.tsx";
import { type Chosen, deliver, filesProblem, sortChosen } from "./delivering.ts";
import type { FilesProps } from "./getting.ts";
import { MarkCopies } from "./MarkCopies.tsx";

/** Encrypts the work's files for the holder of one licence, in the browser, and makes the note that opens them. */
export function DeliverByHand({ licence, work }: FilesProps) {
  const context = useReadContext();
  const { onchain } = licence.terms;
  const [recipient, setRecipient] = useState("");
  const [chosen, setChosen] = useState<Chosen>({ files: [], variants: [] });
  const [own, setOwn] = useState<OwnKey>();
  const [share, setShare] = useState(0);
  const [use, setUse] = useState<UseId>(usesOfBitmap(onchain.uses).uses[0] ?? "keep");
  const [purpose, setPurpose] = useState<PurposeId>(purposesOfBitmap(onchain.purposes).purposes[0] ?? "private");
  const [territory, setTerritory] = useState<TerritoryCode>(anyTerritory(onchain.territories));
  const choose = useMutation({
    mutationFn: (files: Chosen["files"]) => sortChosen(chosen, files),
    onSuccess: setChosen,
  });
  const delivered = useMutation({
    mutationFn: async () => {
      setShare(0);
      const request = {
        account: licence.holder,
        licence: licence.id,
        recipient: parseRecipient(recipient),
        use,
        purpose,
        territory,
      };
      const made = await deliver({ context, request, work, chosen, secret: own?.key, onProgress: setShare });
      for (const { name, blob } of made.encrypted) downloadBlob(name, blob);
      downloadFile("record.json", made.record);
      downloadFile(`licence-${licence.serial}.colophon-delivery.json`, made.delivery);
      return made;
    },
  });
  const missing = filesProblem(chosen, work);
  const problem = choose.error ?? delivered.error;
  return (
    <div className="grid max-w-prose grid-cols-1 gap-5">
      <Field
        label="The licensee's public key"
        hint="The line that begins with age1. Make sure that it comes from them."
      >
        <Input
          value={recipient}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setRecipient(event.target.value)}
        />
      </Field>
      <DropZone
        title="Drop the files of the work and its opening here"
        hint="The opening is the file that you kept when you registered: it ends in .colophon.json."
        onChoose={({ files }) => choose.mutate(files)}
      />
      <p className="text-soft text-sm">
        {missing ??
          `${count(chosen.files.length, "file")} to be encrypted. Nothing leaves this machine until you send it.`}
      </p>
      <MarkCopies work={work.id} variants={chosen.variants} own={own} onKey={setOwn} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="Use">
          <Select value={use} onChange={(event) => setUse(event.target.value as UseId)}>
            <UseOptions />
          </Select>
        </Field>
        <PurposeField value={purpose} onChange={setPurpose} />
        <CountryField label="Country" value={territory} onChange={(code) => code && setTerritory(code)} />
      </div>
      {delivered.isPending ? <ProgressBar label="Encrypting the files" value={share} /> : null}
      <div>
        <Button
          busy={delivered.isPending}
          disabled={missing !== undefined || recipient === "" || (chosen.variants.length > 0 && own === undefined)}
          onClick={() => delivered.mutate()}
        >
          Encrypt and save
        </Button>
      </div>
      {problem ? (
        <Notice tone="danger" title="Nothing was delivered" urgent>
          <p>{explainError(problem).sentence}</p>
        </Notice>
      ) : null}
      {delivered.data ? (
        <Notice tone="ok" title="Ready to be sent" urgent>
          <p>
            {count(delivered.data.encrypted.length, "encrypted file")}, record.json and the key were saved. Send all of
            them to the licensee, in any way: only their key opens them. Keep a copy of the key's file: it shows what
            you delivered. You count the seats yourself here.
          </p>
          {chosen.variants.length > 0 ? (
            <p>The copies carry the mark of this licence. Never send anybody the files without a mark.</p>
          ) : null}
        </Notice>
      ) : null}
    </div>
  );
}
