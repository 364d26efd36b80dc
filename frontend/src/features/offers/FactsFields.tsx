import type { WorkRecord } from "@colophon/sdk/read";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { FileDigestField } from "../../flow/FileDigestField.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox, Field, FieldError, Input, Select, Switch, Textarea } from "../../ui/field.tsx";
import { emptyParty, type FactsErrors, type FactsForm, type PartyForm } from "./factsForm.ts";
import { AnnexFields } from "./PartsFields.tsx";

type FactsFieldsProps = {
  value: FactsForm;
  onChange: (patch: Partial<FactsForm>) => void;
  errors: FactsErrors;
  work: Pick<WorkRecord, "versions">;
  /** For a quote they go to its buyer with it. */
  forOne: boolean;
};

/** What belongs to this deal alone, beside its terms. Each may stay empty. */
export function FactsFields(props: FactsFieldsProps) {
  const { value, onChange, errors, work, forOne } = props;
  return (
    <div className="grid gap-9">
      <Switch
        checked={value.owned}
        onChange={(event) => onChange({ owned: event.target.checked })}
        label="We have a document with the facts"
        hint="It takes the place of this form. Only its SHA-256 becomes a part of the offer: give the file to the buyer yourself."
      />
      {value.owned ? (
        <FileDigestField
          label="Your document"
          title="Choose a file"
          hint="It stays on this device."
          value={value.own}
          onChange={(own) => onChange({ own })}
          error={errors.own}
        />
      ) : (
        <>
          <WorkFacts value={value} onChange={onChange} errors={errors} work={work} />
          <DeliveryFields value={value} onChange={onChange} errors={errors} />
          <PartiesFields value={value} onChange={onChange} errors={errors} />
          <Field
            label="Tax"
            hint="Whether a tax comes on top, who owes it, and the numbers for it. Empty: the price is all that is paid."
            error={errors.tax}
          >
            <Textarea rows={2} value={value.tax} onChange={(event) => onChange({ tax: event.target.value })} />
          </Field>
          <MoreFacts value={value} onChange={onChange} errors={errors} />
          <div className="grid gap-4">
            <AnnexFields
              value={value.annexes}
              onChange={(annexes) => onChange({ annexes })}
              error={errors.annexes}
              label="Add a document to the facts"
            />
          </div>
          {forOne ? (
            <p className="text-soft text-sm">
              The facts go to the buyer with the quote. Nobody else gets them from us.
            </p>
          ) : (
            <ReadersField value={value} onChange={onChange} error={errors.readers} />
          )}
        </>
      )}
    </div>
  );
}

type PartProps = Pick<FactsFieldsProps, "value" | "onChange" | "errors">;

function WorkFacts({ value, onChange, errors, work }: PartProps & Pick<FactsFieldsProps, "work">) {
  const last = work.versions.at(-1);
  return (
    <div className="grid gap-5">
      <Field label="Project" hint="The film, book or campaign that it is for, by its name." error={errors.project}>
        <Input value={value.project} onChange={(event) => onChange({ project: event.target.value })} />
      </Field>
      <div className="grid justify-items-start gap-2">
        <Field
          label="Versions of the work"
          hint="Empty: those recorded by the sale, and those added later."
          error={errors.versions}
          className="w-full"
        >
          <Input value={value.versions} onChange={(event) => onChange({ versions: event.target.value })} />
        </Field>
        {last ? (
          <Button
            variant="quiet"
            size="small"
            onClick={() => {
              const number = work.versions.length;
              onChange({ versions: `Version ${number} of the record only, with the content root ${last.contentRoot}` });
            }}
          >
            Only the version that is recorded now
          </Button>
        ) : null}
      </div>
      <Field label="Credit line" hint="Word for word, as it has to appear." error={errors.credit}>
        <Input value={value.credit} onChange={(event) => onChange({ credit: event.target.value })} />
      </Field>
    </div>
  );
}

/** What is handed over: all of it, or nothing. */
function DeliveryFields({ value, onChange, errors }: PartProps) {
  return (
    <Group legend="Delivery" error={errors.delivery}>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="What is delivered" hint="Such as WAV, 24 bit, with stems.">
          <Input value={value.what} onChange={(event) => onChange({ what: event.target.value })} />
        </Field>
        <Field label="When" hint="Such as by 1 March 2027.">
          <Input value={value.when} onChange={(event) => onChange({ when: event.target.value })} />
        </Field>
        <Field label="How" hint="Such as by a link to the buyer.">
          <Input value={value.how} onChange={(event) => onChange({ how: event.target.value })} />
        </Field>
        <Field label="When it counts as accepted" hint="Such as unless refused with reasons within 14 days.">
          <Input value={value.acceptance} onChange={(event) => onChange({ acceptance: event.target.value })} />
        </Field>
      </div>
    </Group>
  );
}

/** Who the parties say they are: nobody checks it, and the text says whose word it is. */
function PartiesFields({ value, onChange, errors }: PartProps) {
  const { parties } = value;
  const change = (at: number, patch: Partial<PartyForm>) =>
    onChange({ parties: parties.map((party, i) => (i === at ? { ...party, ...patch } : party)) });
  return (
    <Group legend="Who the parties are" hint="As they say it themselves. Nobody checks it." error={errors.parties}>
      {parties.map((party, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a party is nothing but its place in the list.
        <div key={i} className="grid gap-4 border-rule border-t pt-5">
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <Field label={`Party ${i + 1} is the`}>
              <Select
                value={party.role}
                onChange={(event) => change(i, { role: event.target.value as PartyForm["role"] })}
              >
                <option value="licensor">Licensor</option>
                <option value="licensee">Licensee</option>
              </Select>
            </Field>
            <Field label={`Name of party ${i + 1}`}>
              <Input value={party.name} onChange={(event) => change(i, { name: event.target.value })} />
            </Field>
          </div>
          <Field label={`Address of party ${i + 1}`} hint="Where they can be written to. Empty: not said.">
            <Input value={party.address} onChange={(event) => change(i, { address: event.target.value })} />
          </Field>
          <FileDigestField
            label={`Statement of identity of party ${i + 1}`}
            title="Choose a file, if there is one"
            hint="A signed statement of who they are. Only its SHA-256 goes further."
            value={party.statement}
            onChange={(statement) => change(i, { statement })}
          />
          <RemoveButton
            label={`Remove party ${i + 1}`}
            onClick={() => onChange({ parties: parties.filter((_, other) => other !== i) })}
          />
        </div>
      ))}
      <AddButton label="Add a party" onClick={() => onChange({ parties: [...parties, emptyParty] })} />
    </Group>
  );
}

function MoreFacts({ value, onChange, errors }: PartProps) {
  const { more } = value;
  const change = (at: number, patch: Partial<FactsForm["more"][number]>) =>
    onChange({ more: more.map((fact, i) => (i === at ? { ...fact, ...patch } : fact)) });
  return (
    <Group legend="Anything else that was agreed" error={errors.more}>
      {more.map((fact, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fact is nothing but its place in the list.
        <div key={i} className="grid gap-4 border-rule border-t pt-5">
          <Field label={`Title of fact ${i + 1}`}>
            <Input value={fact.title} onChange={(event) => change(i, { title: event.target.value })} />
          </Field>
          <Field label={`Text of fact ${i + 1}`}>
            <Textarea rows={3} value={fact.text} onChange={(event) => change(i, { text: event.target.value })} />
          </Field>
          <RemoveButton
            label={`Remove fact ${i + 1}`}
            onClick={() => onChange({ more: more.filter((_, other) => other !== i) })}
          />
        </div>
      ))}
      <AddButton label="Add a fact" onClick={() => onChange({ more: [...more, { title: "", text: "" }] })} />
    </Group>
  );
}

/** Who reads the facts of an offer to everybody: said by the person, never assumed. */
function ReadersField({ value, onChange, error }: Omit<PartProps, "errors"> & { error: string | undefined }) {
  return (
    <Group legend="Who can read the facts" error={error}>
      <Checkbox
        type="radio"
        name="readers"
        checked={value.readers === "anybody"}
        onChange={() => onChange({ readers: "anybody" })}
        label="Anybody"
        hint="They are published with the offer, names and addresses too. This cannot be undone."
      />
      <Checkbox
        type="radio"
        name="readers"
        checked={value.readers === "buyers"}
        onChange={() => onChange({ readers: "buyers" })}
        label="Only whom you give them"
        hint="You save them as a file and hand it to each buyer, who can compare it with the offer."
      />
    </Group>
  );
}

type GroupProps = { legend: string; hint?: string; error?: string | undefined; children: ReactNode };

function Group({ legend, hint, error, children }: GroupProps) {
  return (
    <fieldset tabIndex={-1} {...(error ? { "data-invalid": true } : {})} className="grid min-w-0 gap-3">
      <legend className="mb-1 font-medium">{legend}</legend>
      {hint ? <p className="text-soft text-sm">{hint}</p> : null}
      {children}
      {error ? <FieldError>{error}</FieldError> : null}
    </fieldset>
  );
}

function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <div>
      <Button variant="secondary" size="small" onClick={onClick}>
        {label}
      </Button>
    </div>
  );
}

function RemoveButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <div>
      <Button variant="quiet" size="small" icon={<X aria-hidden="true" className="size-4" />} onClick={onClick}>
        {label}
      </Button>
    </div>
  );
}
