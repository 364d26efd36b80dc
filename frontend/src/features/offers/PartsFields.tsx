import { mostAnnexes } from "@colophon/sdk/terms";
import type { ReactNode } from "react";
import { FileDigestField } from "../../flow/FileDigestField.tsx";
import { inSmallLetters } from "../../lib/labels.ts";
import { Button } from "../../ui/button.tsx";
import { Field, FieldError, Input, Select, Switch } from "../../ui/field.tsx";
import { emptyPart, type PartForm, type WordingErrors, type WordingForm } from "./wordingForm.ts";

type PartsFieldsProps = {
  value: WordingForm;
  onChange: (patch: Partial<WordingForm>) => void;
  errors: WordingErrors;
};

/** A text of one's own in place of the generated one, and annexes: each by its digest, so that none can be swapped. */
export function PartsFields({ value, onChange, errors }: PartsFieldsProps) {
  const { annexes } = value;
  return (
    <div className="grid gap-6">
      <div className="grid gap-4">
        <Switch
          checked={value.owned}
          onChange={(event) => onChange({ owned: event.target.checked })}
          label="Use our own licence text"
          hint="It stands in place of ours. The contracts still enforce only what is chosen on this page."
        />
        {value.owned ? (
          <PartFields
            label="Your licence text"
            value={value.own}
            onChange={(patch) => onChange({ own: { ...value.own, ...patch } })}
            error={errors.wordingOwn}
          />
        ) : null}
      </div>
      <AnnexFields value={annexes} onChange={(next) => onChange({ annexes: next })} error={errors.wordingAnnexes}>
        {annexes.length > 0 ? (
          <Field label="Where an annex and the text differ" className="sm:max-w-96">
            <Select
              value={value.prevails}
              onChange={(event) => onChange({ prevails: event.target.value as WordingForm["prevails"] })}
            >
              <option value="text">The text counts</option>
              <option value="annexes">The annex counts</option>
            </Select>
          </Field>
        ) : null}
      </AnnexFields>
    </div>
  );
}

type AnnexFieldsProps = {
  value: readonly PartForm[];
  onChange: (annexes: readonly PartForm[]) => void;
  error?: string | undefined;
  /** On the button that adds one. */
  label?: string;
  /** What is asked about them together. */
  children?: ReactNode;
};

/** Documents that belong to a text, each by its digest. */
export function AnnexFields({ value: annexes, onChange, error, label, children }: AnnexFieldsProps) {
  const change = (at: number, patch: Partial<PartForm>) =>
    onChange(annexes.map((annex, i) => (i === at ? { ...annex, ...patch } : annex)));
  return (
    <>
      {annexes.map((annex, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an annex is nothing but its place in the list.
        <div key={i} className="grid gap-3 border-rule border-t pt-5">
          <PartFields label={`Annex ${i + 1}`} value={annex} onChange={(patch) => change(i, patch)} />
          <div>
            <Button variant="quiet" size="small" onClick={() => onChange(annexes.filter((_, other) => other !== i))}>
              Remove annex {i + 1}
            </Button>
          </div>
        </div>
      ))}
      {error ? <FieldError>{error}</FieldError> : null}
      {children}
      {annexes.length < mostAnnexes ? (
        <div>
          <Button variant="secondary" size="small" onClick={() => onChange([...annexes, emptyPart])}>
            {label ?? "Add an annex"}
          </Button>
        </div>
      ) : null}
    </>
  );
}

type PartFieldsProps = {
  label: string;
  value: PartForm;
  onChange: (patch: Partial<PartForm>) => void;
  error?: string | undefined;
};

function PartFields({ label, value, onChange, error }: PartFieldsProps) {
  return (
    <div className="grid gap-4">
      <FileDigestField
        label={label}
        title="Drop the document here"
        hint="It stays on this device. Hand it to your buyers yourself, or say where it is kept."
        value={value.file}
        onChange={(file) => onChange({ file, ...(value.title === "" && file ? { title: file.name } : {}) })}
        error={error}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label={`Title of ${inSmallLetters(label)}`}>
          <Input value={value.title} onChange={(event) => onChange({ title: event.target.value })} />
        </Field>
        <Field label={`Where ${inSmallLetters(label)} is kept`} hint="ipfs:// or https://. Empty: you hand it over.">
          <Input value={value.at} onChange={(event) => onChange({ at: event.target.value })} />
        </Field>
      </div>
    </div>
  );
}
