import { explainError, isWebAddress } from "@colophon/sdk";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { KeyPanel, type OwnKey } from "../../../parts/KeyPanel.tsx";
import { DropZone } from "../../../ui/DropZone.tsx";
import { Field, Input } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { AskService } from "./AskService.tsx";
import { deliveryOf, type FilesProps, type Got, isFor, missingOf, recordProblem, sortGiven } from "./getting.ts";
import { OpenFiles } from "./OpenFiles.tsx";

/** Everything by which the holder of a licence gets from their key to the opened files. */
export function GetFiles({ licence, work }: FilesProps) {
  const [own, setOwn] = useState<OwnKey>();
  const [got, setGot] = useState<Got>({ files: [] });
  const given = useMutation({
    mutationFn: async (chosen: readonly File[]) => {
      const next = await sortGiven(got, chosen);
      const problem = next.record && recordProblem(next.record, licence.id, work);
      if (problem) throw new Error(problem);
      return next;
    },
    onSuccess: setGot,
  });
  const [typed, setTyped] = useState("");
  const address = typed.trim().replace(/\/+$/, "");
  const known = deliveryOf(work)?.service ?? got.record?.service;
  const service = known ?? (isWebAddress(address) ? address : undefined);
  const begun = got.record !== undefined || got.delivery !== undefined || got.files.length > 0;
  const missing = begun ? missingOf(got) : undefined;
  const foreign = got.delivery && !isFor(got.delivery, licence.id, licence.holder);
  return (
    <div className="grid max-w-prose grid-cols-1 gap-8">
      <Step number={1} title="Your key">
        <KeyPanel own={own} onKey={setOwn} />
      </Step>
      <Step number={2} title="The key of the files">
        {known === undefined ? (
          <>
            <p className="text-soft">
              The work's description names no delivery service. Send your public key to the creator, and add here what
              they send you. Or type the address of their service, if they told you one.
            </p>
            <Field
              label="Address of the service"
              optional
              error={
                address === "" || service ? undefined : "An address begins with https://, as in https://files.example."
              }
            >
              <Input
                value={typed}
                inputMode="url"
                spellCheck={false}
                autoComplete="off"
                onChange={(event) => setTyped(event.target.value)}
              />
            </Field>
          </>
        ) : null}
        {service === undefined ? null : (
          <AskService
            key={service}
            {...{ licence, work, own, service }}
            onDelivered={(record, delivery) => setGot((before) => ({ ...before, record, delivery }))}
          />
        )}
        <DropZone
          title="Add what was sent to you"
          hint="The record, the key and the encrypted files, together or one by one."
          folders={false}
          onChoose={({ files }) => given.mutate(files.map(({ file }) => file))}
        />
        {given.isError ? (
          <Notice tone="danger" title="It was not added" urgent>
            <p>
              {given.error instanceof Error && given.error.name === "Error"
                ? given.error.message
                : explainError(given.error).sentence}
            </p>
          </Notice>
        ) : null}
        {missing ? <p className="text-soft">{missing}</p> : null}
        {foreign ? (
          <Notice tone="warning">
            <p>This key was delivered for another licence or another holder. It may open the files all the same.</p>
          </Notice>
        ) : null}
      </Step>
      {own && got.record && got.delivery && missing === undefined ? (
        <Step number={3} title="The files">
          <OpenFiles record={got.record} delivery={got.delivery} own={own} got={got} work={work} />
        </Step>
      ) : null}
      <p className="text-soft text-sm">
        An ended licence gets no further key. What was opened before, nobody can make unseen: then the licence's text
        says what you may still do with it.
      </p>
    </div>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title} className="grid grid-cols-1 gap-4">
      <h3 className="font-semibold">
        {number}. {title}
      </h3>
      {children}
    </section>
  );
}
