import { type Template, templates } from "@colophon/sdk/agreements";
import { agreementPlaceOf } from "@colophon/sdk/calls";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { AccountField, DayField, NumberField } from "../../flow/fields.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import { useErrorFocus } from "../../flow/useForm.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { useHeadTime } from "../../lib/useFinding.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox, Field, FieldError, Select, Textarea } from "../../ui/field.tsx";
import {
  type AgreementErrors,
  type AgreementForm,
  AgreementFormSchema,
  emptyAgreement,
  readAgreementForm,
} from "./agreementForm.ts";
import { BlankField } from "./BlankField.tsx";
import { agreementPathOf, keepAgreement } from "./kept.ts";

/** An agreement from a template or from one's own words, before anybody signs. */
export function DraftAgreement() {
  const chain = useActiveChain();
  const now = useHeadTime();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const draft = useDraft({ key: "agreement", version: 1, schema: AgreementFormSchema, initial: emptyAgreement });
  const [errors, setErrors] = useState<AgreementErrors>({});
  const focus = useErrorFocus<HTMLFormElement>();
  const form = draft.value;
  const set = (change: Partial<AgreementForm>) => draft.set((before) => ({ ...before, ...change }));
  const template: Template | undefined = templates.find(({ id }) => id === form.text);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const read = readAgreementForm(form, agreementPlaceOf(chain.deployment), now);
    setErrors(read.ok ? {} : read.errors);
    if (!read.ok) return focus.fail();
    await keepAgreement(queries, read.signed);
    draft.clear();
    navigate(agreementPathOf(read.signed));
  };

  return (
    <form ref={focus.ref} onSubmit={(event) => void submit(event)} className="grid max-w-3xl gap-6" noValidate>
      <DraftNotice of={draft} />
      <Field
        label="Text"
        hint={template?.summary ?? "Your own words, in Markdown."}
        error={form.text === "own" ? undefined : errors.text}
      >
        <Select value={form.text} onChange={(event) => set({ text: event.target.value as AgreementForm["text"] })}>
          {templates.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
          <option value="own">My own text</option>
        </Select>
      </Field>
      {template ? (
        template.blanks.map((blank) => (
          <BlankField
            key={`${template.id} ${blank.id}`}
            blank={blank}
            value={form.blanks[blank.id] ?? ""}
            onChange={(text) => draft.set((before) => ({ ...before, blanks: { ...before.blanks, [blank.id]: text } }))}
            error={errors[`blank ${blank.id}`]}
          />
        ))
      ) : (
        <Field label="Words" hint="A first line that begins with # is the title." error={errors.text} required>
          <Textarea rows={12} value={form.words} onChange={(event) => set({ words: event.target.value })} />
        </Field>
      )}
      <PartyFields form={form} errors={errors} onChange={(parties) => set({ parties })} />
      <DayField
        label="Last day to sign"
        hint="Signatures count through this day (UTC)."
        value={form.closes}
        onChange={(closes) => set({ closes })}
        error={errors.closes}
        required
      />
      <DayField
        label="Last day that it stands"
        hint="None if it has no end."
        value={form.ends}
        onChange={(ends) => set({ ends })}
        error={errors.ends}
        optional
      />
      <Field label="Ending it alone" hint="All parties together can end it at any time.">
        <Select
          value={form.leaving}
          onChange={(event) => set({ leaving: event.target.value as AgreementForm["leaving"] })}
        >
          <option value="nobody">Nobody can</option>
          <option value="each">Each party can, with notice</option>
        </Select>
      </Field>
      {form.leaving === "each" ? (
        <NumberField
          label="Notice"
          suffix="days"
          narrow
          value={form.notice}
          onChange={(notice) => set({ notice })}
          error={errors.notice}
        />
      ) : null}
      <fieldset className="grid gap-3">
        <legend className="mb-1 font-medium">Who sees that there is an agreement</legend>
        <Checkbox
          type="radio"
          name="witnessed"
          label="It is witnessed on the chain"
          hint="Everybody can see which accounts agreed, since when and until when. Nobody sees on what."
          checked={form.witnessed}
          onChange={() => set({ witnessed: true })}
        />
        <Checkbox
          type="radio"
          name="witnessed"
          label="It stays between the parties"
          hint="Nothing is recorded. You can stamp the signed file under Prove, which shows when the signatures existed. Only accounts with a key of their own can sign so that others can check it later; use the other for a Safe."
          checked={!form.witnessed}
          onChange={() => set({ witnessed: false })}
        />
      </fieldset>
      <div>
        <Button type="submit">Show the whole text</Button>
      </div>
    </form>
  );
}

type PartyFieldsProps = {
  form: AgreementForm;
  errors: AgreementErrors;
  onChange: (parties: readonly string[]) => void;
};

function PartyFields({ form: { parties }, errors, onChange }: PartyFieldsProps) {
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-2 font-medium">Parties, by the accounts that they sign with</legend>
      {parties.map((party, i) => (
        <AccountField
          // biome-ignore lint/suspicious/noArrayIndexKey: a box stands for its place, whatever is typed in it
          key={i}
          label={`Party ${i + 1}`}
          value={party}
          onChange={(text) => onChange(parties.map((before, j) => (j === i ? text : before)))}
          error={errors[`party ${i}`]}
        />
      ))}
      <div className="flex flex-wrap gap-3">
        <Button type="button" variant="secondary" size="small" onClick={() => onChange([...parties, ""])}>
          Add a party
        </Button>
        {parties.length > 1 ? (
          <Button type="button" variant="secondary" size="small" onClick={() => onChange(parties.slice(0, -1))}>
            Remove the last
          </Button>
        ) : null}
      </div>
      {errors.parties ? <FieldError>{errors.parties}</FieldError> : null}
    </fieldset>
  );
}
