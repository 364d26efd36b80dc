import { agreementDocumentOf, parseAgreement } from "@colophon/sdk/agreements";
import { agreementPlaceOf } from "@colophon/sdk/calls";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Link } from "wouter";
import { DraftNotice } from "../../../flow/DraftNotice.tsx";
import { CodeField, DayField, NumberField } from "../../../flow/fields.tsx";
import { useDraft } from "../../../flow/useDraft.ts";
import { useErrorFocus } from "../../../flow/useForm.ts";
import { useActiveChain } from "../../../lib/chain.ts";
import { useHeadTime } from "../../../lib/useFinding.ts";
import { Button } from "../../../ui/button.tsx";
import { Field, Input } from "../../../ui/field.tsx";
import type { AgreementErrors } from "../agreementForm.ts";
import { keepAgreement } from "../kept.ts";
import { PartnerFields } from "./PartnerFields.tsx";
import { SafeControlNotice } from "./SafeControlNotice.tsx";
import { VentureSteps } from "./VentureSteps.tsx";
import { emptyVenture, readVentureForm, type VentureForm, VentureFormSchema } from "./ventureForm.ts";

/** A joint venture: who the partners are and what they agree, and then what is signed and sent for it. */
export function FoundVenture() {
  const { deployment } = useActiveChain();
  const now = useHeadTime();
  const queries = useQueryClient();
  const draft = useDraft({ key: "venture", version: 1, schema: VentureFormSchema, initial: emptyVenture });
  const [errors, setErrors] = useState<AgreementErrors>({});
  const focus = useErrorFocus<HTMLFormElement>();
  const form = draft.value;
  const set = (change: Partial<VentureForm>) => draft.set((before) => ({ ...before, ...change }));

  if (form.agreement !== "") {
    // Its last day to sign may be over by now: what was drafted stays what it is.
    const read = readVentureForm(form, agreementPlaceOf(deployment), 0);
    if (read.ok)
      return (
        <VentureSteps
          venture={read.venture}
          work={read.work}
          signed={parseAgreement(form.agreement)}
          onChange={() => set({ agreement: "" })}
          onForget={draft.clear}
        />
      );
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const read = readVentureForm(form, agreementPlaceOf(deployment), now);
    setErrors(read.ok ? {} : read.errors);
    if (!read.ok) return focus.fail();
    const signed = await keepAgreement(queries, read.draft());
    set({ agreement: agreementDocumentOf(signed) });
  };

  return (
    <form ref={focus.ref} onSubmit={(event) => void submit(event)} className="grid max-w-3xl gap-6" noValidate>
      <DraftNotice of={draft} />
      <p className="text-soft">
        The partners control a work together, through an account that only they can use (a Safe), and each has a share
        of its income. You hand over a work that you control now.{" "}
        <Link href="/register" className="link">
          Register a new work first
        </Link>
        .
      </p>
      <Field label="Name" hint="Of the work or the project, as it stands in the agreement." error={errors.name}>
        <Input value={form.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <CodeField
        label="Work"
        hint="The link of its page, or its number."
        value={form.work}
        onChange={(work) => set({ work })}
        error={errors.work}
        required
      />
      <PartnerFields partners={form.partners} errors={errors} onChange={(partners) => set({ partners })} />
      <NumberField
        label="Signatures"
        hint="How many partners must sign before a licence, a sale or a change goes through."
        narrow
        value={form.threshold}
        onChange={(threshold) => set({ threshold })}
        error={errors.threshold}
      />
      <ControlWords form={form} onAll={(threshold) => set({ threshold })} />
      <NumberField
        label="Time to think a question over"
        suffix="days"
        narrow
        value={form.days}
        onChange={(days) => set({ days })}
        error={errors.days}
      />
      <Field label="Law that applies" hint="For example: the law of France" error={errors.law}>
        <Input value={form.law} onChange={(event) => set({ law: event.target.value })} />
      </Field>
      <Field
        label="Who decides disputes"
        hint="For example: the courts of Paris; an arbitration centre and its rules"
        error={errors.courts}
      >
        <Input value={form.courts} onChange={(event) => set({ courts: event.target.value })} />
      </Field>
      <DayField
        label="Last day to sign"
        hint="Signatures count through this day (UTC)."
        value={form.closes}
        onChange={(closes) => set({ closes })}
        error={errors.closes}
        required
      />
      <div>
        <Button type="submit">Show the text and the Safe</Button>
      </div>
    </form>
  );
}

/** What the number of signatures lets partners do, and the choice that all must sign. */
function ControlWords({ form, onAll }: { form: VentureForm; onAll: (threshold: string) => void }) {
  const partners = form.partners.length;
  const threshold = Number(form.threshold);
  if (!Number.isSafeInteger(threshold) || threshold < 1 || threshold > partners) return null;
  return (
    <SafeControlNotice
      control={{ threshold, partners }}
      actions={
        threshold < partners ? (
          <Button type="button" variant="secondary" size="small" onClick={() => onAll(String(partners))}>
            Let all {partners} sign
          </Button>
        ) : undefined
      }
    />
  );
}
