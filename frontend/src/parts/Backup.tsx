import { explainError } from "@colophon/sdk";
import { type BackupLockKind, backupLockOf, keysOfFile } from "@colophon/sdk/vault";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Download, Upload } from "lucide-react";
import { useId, useState } from "react";
import {
  countOnlyHere,
  type Holdings,
  hasPasskey,
  lastBackup,
  makeBackup,
  noteBackup,
  passkeyLock,
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

/** Where the person types what a copy is locked with, or what opens it. */
function SecretField({
  lock,
  label,
  hint,
  error,
  fresh = false,
  value,
  onChange,
}: {
  lock: Exclude<BackupLockKind, "passkey">;
  label: string;
  hint?: string;
  error?: string | undefined;
  /** Whether it is one that the browser does not know yet. */
  fresh?: boolean;
  value: string;
  onChange(value: string): void;
}) {
  return (
    <Field label={label} hint={hint} error={error}>
      {lock === "passphrase" ? (
        <Input
          type="password"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          autoComplete={fresh ? "new-password" : "current-password"}
        />
      ) : (
        <Textarea
          rows={fresh ? 2 : 3}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-sm"
        />
      )}
    </Field>
  );
}

function SaveAll() {
  const queries = useQueryClient();
  const group = useId();
  const [lock, setLock] = useState<BackupLockKind>("passphrase");
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [recipient, setRecipient] = useState("");
  const saving = useMutation({
    mutationFn: async ({ anew }: { anew: boolean }) => {
      const made = await makeBackup(
        lock === "passphrase"
          ? { passphrase }
          : lock === "key"
            ? { recipients: [recipient] }
            : await passkeyLock({ anew }),
      );
      downloadFile(made.name, made.bytes, "application/octet-stream");
      noteBackup();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["backup"] }),
  });
  const ready = {
    passphrase: passphrase !== "" && again === passphrase,
    key: recipient.trim() !== "",
    passkey: true,
  }[lock];
  const choose = (kind: BackupLockKind) => ({
    type: "radio" as const,
    name: group,
    checked: lock === kind,
    onChange: () => {
      setLock(kind);
      saving.reset();
    },
  });
  return (
    <form
      className="grid max-w-prose gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) saving.mutate({ anew: false });
      }}
    >
      <h3 className="text-xl">Save a copy of everything</h3>
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-medium">What locks it?</legend>
        <Checkbox
          {...choose("passphrase")}
          label="A passphrase"
          hint="Four words or more that do not belong together. Nobody can open the file without it, and nobody can reset it."
        />
        <Checkbox
          {...choose("passkey")}
          label="A passkey"
          hint={`Your device asks for your finger, your face or its code. The copy opens only with that passkey, and only at ${location.hostname}. If the passkey is on this device alone, it is lost with it: then take a passphrase.`}
        />
        <Checkbox
          {...choose("key")}
          label="A key of yours"
          hint="The public line of an age key, which begins with age1. Whoever has its key file opens the copy."
        />
      </fieldset>
      {lock === "key" ? (
        <SecretField lock="key" fresh label="Your public key" value={recipient} onChange={setRecipient} />
      ) : null}
      {lock === "passphrase" ? (
        <>
          <SecretField lock="passphrase" fresh label="Passphrase" value={passphrase} onChange={setPassphrase} />
          <SecretField
            lock="passphrase"
            fresh
            label="The same passphrase again"
            error={again !== "" && again !== passphrase ? "These two are not the same." : undefined}
            value={again}
            onChange={setAgain}
          />
        </>
      ) : null}
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
          {lock === "passkey" && hasPasskey() ? (
            <Button variant="secondary" onClick={() => saving.mutate({ anew: true })}>
              Make a new passkey
            </Button>
          ) : null}
        </Notice>
      ) : null}
    </form>
  );
}

type Chosen = { name: string; bytes: Uint8Array; lock: BackupLockKind | undefined };

function Restore() {
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<Chosen>();
  const [secret, setSecret] = useState("");
  const restoring = useMutation({
    mutationFn: async ({ bytes, lock }: Chosen) =>
      restoreBackup(
        bytes,
        lock === "passkey" ? lock : lock === "key" ? { keys: await keysOfFile(secret) } : { passphrase: secret },
      ),
    onSuccess: () => setSecret(""),
    // Every list on the page may have grown.
    onSettled: () => queries.invalidateQueries(),
  });
  const ready = secret !== "" || chosen?.lock === "passkey";
  return (
    <form
      className="grid max-w-prose gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen && ready) restoring.mutate(chosen);
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
          {chosen.lock === "passkey" ? (
            <p>It is locked with a passkey of this site, which your device asks for.</p>
          ) : null}
          {chosen.lock === "passphrase" ? (
            <SecretField lock="passphrase" label="Its passphrase" value={secret} onChange={setSecret} />
          ) : null}
          {chosen.lock === "key" ? (
            <SecretField
              lock="key"
              label="The content of your key file"
              hint="The line that begins with AGE-SECRET-KEY-1. It stays on this page."
              value={secret}
              onChange={setSecret}
            />
          ) : null}
          <div>
            <Button
              type="submit"
              variant="secondary"
              icon={<Upload aria-hidden="true" className="size-4" />}
              busy={restoring.isPending}
              disabled={!ready}
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
