import { explainError } from "@colophon/sdk";
import { backupLockOf, keysOfFile } from "@colophon/sdk/vault";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Download, Upload } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import {
  countOnlyHere,
  type Holdings,
  lastBackup,
  makeBackup,
  noteBackup,
  type Restored,
  readHoldings,
  restoreBackup,
} from "../lib/backup.ts";
import { downloadFile } from "../lib/download.ts";
import { formatNumber } from "../lib/format.ts";
import { Button } from "../ui/button.tsx";
import { DropZone } from "../ui/DropZone.tsx";
import { Checkbox, Field, Input, Textarea } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { Time } from "../ui/values.tsx";

/** Everything that this browser keeps, saved as one encrypted file, and put back from one. */
export function Backup() {
  const held = useQuery({
    queryKey: ["backup"],
    queryFn: async () => ({ holdings: await readHoldings(), onlyHere: await countOnlyHere(), last: lastBackup() }),
    staleTime: 0,
  });
  const { holdings = [], onlyHere = 0, last } = held.data ?? {};
  return (
    <div className="grid gap-8">
      <div className="grid max-w-prose gap-3">
        <p>
          {holdings.length > 0
            ? `This browser keeps ${listOf(holdings)}. Nobody else has them from here.`
            : "This browser keeps nothing of yours yet."}{" "}
          {last === undefined ? null : (
            <>
              A copy was last saved here on <Time seconds={last} />.
            </>
          )}
        </p>
        {onlyHere > 0 ? <OnlyHere proofs={onlyHere} /> : null}
      </div>
      {holdings.length > 0 ? <SaveAll /> : null}
      <Restore />
    </div>
  );
}

function OnlyHere({ proofs }: { proofs: number }) {
  if (proofs === 1) {
    return (
      <Notice tone="warning" title="One proof exists only here">
        <p>If this browser clears its data or the device is lost, it is gone, and nobody can make it again.</p>
      </Notice>
    );
  }
  return (
    <Notice tone="warning" title={`${formatNumber(proofs)} proofs exist only here`}>
      <p>If this browser clears its data or the device is lost, they are gone, and nobody can make them again.</p>
    </Notice>
  );
}

const listOf = (holdings: Holdings): string => {
  const each = holdings.map(({ count: number, words }) => `${formatNumber(number)} ${words}`);
  return each.length < 2 ? each.join("") : `${each.slice(0, -1).join(", ")} and ${each.at(-1)}`;
};

function SaveAll() {
  const queries = useQueryClient();
  const group = useId();
  const [byKey, setByKey] = useState(false);
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [recipient, setRecipient] = useState("");
  const differs = again !== "" && again !== passphrase;
  const saving = useMutation({
    mutationFn: async () => {
      const made = await makeBackup(byKey ? { recipients: [recipient] } : { passphrase });
      downloadFile(made.name, made.bytes, "application/octet-stream");
      noteBackup();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["backup"] }),
  });
  const ready = byKey ? recipient.trim() !== "" : passphrase !== "" && again === passphrase;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) saving.mutate();
  };
  return (
    <form className="grid max-w-prose gap-4" onSubmit={submit}>
      <h3 className="text-xl">Save a copy of everything</h3>
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-medium">What locks it?</legend>
        <Checkbox
          type="radio"
          name={group}
          checked={!byKey}
          onChange={() => setByKey(false)}
          label="A passphrase"
          hint="Four words or more that do not belong together. Nobody can open the file without it, and nobody can reset it."
        />
        <Checkbox
          type="radio"
          name={group}
          checked={byKey}
          onChange={() => setByKey(true)}
          label="A key of yours"
          hint="The public line of an age key, which begins with age1. Whoever has its key file opens the copy."
        />
      </fieldset>
      {byKey ? (
        <Field label="Your public key">
          <Input
            value={recipient}
            onChange={(event) => setRecipient(event.target.value)}
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-sm"
          />
        </Field>
      ) : (
        <>
          <Field label="Passphrase">
            <Input
              type="password"
              value={passphrase}
              onChange={(event) => setPassphrase(event.target.value)}
              autoComplete="new-password"
            />
          </Field>
          <Field label="The same passphrase again" error={differs ? "These two are not the same." : undefined}>
            <Input
              type="password"
              value={again}
              onChange={(event) => setAgain(event.target.value)}
              autoComplete="new-password"
            />
          </Field>
        </>
      )}
      <div className="flex flex-wrap items-center gap-4">
        <Button
          type="submit"
          icon={<Download aria-hidden="true" className="size-4" />}
          busy={saving.isPending}
          disabled={!ready}
        >
          Save the copy
        </Button>
        <p role="status" className="text-soft text-sm">
          {saving.isSuccess ? "Saved. Keep it apart from this device." : ""}
        </p>
      </div>
      {saving.isError ? (
        <Notice tone="danger" urgent>
          <p>{explainError(saving.error).sentence}</p>
        </Notice>
      ) : null}
    </form>
  );
}

type Chosen = { name: string; bytes: Uint8Array; lock: "passphrase" | "key" | undefined };

function Restore() {
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<Chosen>();
  const [secret, setSecret] = useState("");
  const restoring = useMutation({
    mutationFn: async ({ bytes, lock }: Chosen) =>
      restoreBackup(bytes, lock === "key" ? { keys: await keysOfFile(secret) } : { passphrase: secret }),
    onSuccess: () => setSecret(""),
    // Every list on the page may have grown.
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <form
      className="grid max-w-prose gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen && secret !== "") restoring.mutate(chosen);
      }}
    >
      <h3 className="text-xl">Put a copy back</h3>
      <DropZone
        title="Drop the copy here"
        hint="It is opened on this device and never sent. What this browser has already stays as it is."
        folders={false}
        multiple={false}
        accept=".age"
        onChoose={async ({ files: [file] }) => {
          if (!file) return;
          const bytes = new Uint8Array(await file.file.arrayBuffer());
          restoring.reset();
          setSecret("");
          setChosen({ name: file.path, bytes, lock: backupLockOf(bytes) });
        }}
      />
      {chosen?.lock === undefined && chosen ? (
        <Notice tone="warning" title="This is no copy">
          <p>“{chosen.name}” is not encrypted as one. Choose the file that ends with .age.</p>
        </Notice>
      ) : null}
      {chosen?.lock ? (
        <>
          <p className="[overflow-wrap:anywhere]">{chosen.name}</p>
          {chosen.lock === "passphrase" ? (
            <Field label="Its passphrase">
              <Input
                type="password"
                value={secret}
                onChange={(event) => setSecret(event.target.value)}
                autoComplete="current-password"
              />
            </Field>
          ) : (
            <Field
              label="The content of your key file"
              hint="The line that begins with AGE-SECRET-KEY-1. It stays on this page."
            >
              <Textarea
                rows={3}
                value={secret}
                onChange={(event) => setSecret(event.target.value)}
                autoComplete="off"
                spellCheck={false}
                className="font-mono text-sm"
              />
            </Field>
          )}
          <div>
            <Button
              type="submit"
              variant="secondary"
              icon={<Upload aria-hidden="true" className="size-4" />}
              busy={restoring.isPending}
              disabled={secret === ""}
            >
              Put it back
            </Button>
          </div>
        </>
      ) : null}
      {restoring.isError ? (
        <Notice tone="danger" urgent>
          <p>{explainError(restoring.error).sentence}</p>
        </Notice>
      ) : null}
      {restoring.data ? <RestoredNotice restored={restoring.data} /> : null}
    </form>
  );
}

function RestoredNotice({ restored: { madeAt, added, here, refused } }: { restored: Restored }) {
  return (
    <Notice tone={refused > 0 ? "warning" : "ok"} urgent title="The copy was put back">
      <p>
        It is from <Time seconds={madeAt} />.{" "}
        {added.length > 0 ? `New in this browser: ${listOf(added)}.` : "It holds nothing that was missing here."}{" "}
        {here > 0 ? `What was here already stays as it is: ${formatNumber(here)}.` : ""}
      </p>
      {refused > 0 ? <p>Left out, because it is damaged or of a newer version: {formatNumber(refused)}.</p> : null}
    </Notice>
  );
}
