import { categories, identifierSchemes, randomId, titleConcern } from "@colophon/sdk";
import { Plus, Trash2 } from "lucide-react";
import { useId } from "react";
import { Link } from "wouter";
import { CategoryOptions } from "../../flow/fields.tsx";
import { formatNumber } from "../../lib/format.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Input, Select, Textarea } from "../../ui/field.tsx";
import { type DescriptionForm, languageName, languages } from "./description.ts";

export type DescriptionStepProps = {
  value: DescriptionForm;
  onChange: (next: DescriptionForm) => void;
  errors: Readonly<Record<string, string>>;
  /** The category stays what it was registered as. */
  fixedCategory?: boolean;
};

const mostCharacters = 10_000;

/** What the work is called and what it is. */
export function DescriptionStep({ value, onChange, errors, fixedCategory = false }: DescriptionStepProps) {
  const listId = useId();
  const category = categories.find(({ id }) => id === value.category);
  const concern = titleConcern(value.title);
  const length = value.description.trim().length;
  const language = value.language.trim() === "" ? undefined : languageName(value.language.trim());
  return (
    <div className="grid gap-6">
      <Field
        label="Title"
        required
        hint={concern?.refused === false ? concern.sentence : undefined}
        error={errors.title}
      >
        <Input
          value={value.title}
          onChange={(event) => onChange({ ...value, title: event.target.value })}
          autoComplete="off"
          className="font-serif text-xl"
        />
      </Field>
      {value.title.trim().length > 2 ? (
        <p className="-mt-2">
          <Link href={`/search/registered?${new URLSearchParams({ name: value.title.trim() })}`} className="link">
            Is something with this title registered already?
          </Link>
        </p>
      ) : null}
      <Field
        label="Description"
        optional
        hint="What it is, for people who look for it. Everybody can read this."
        error={errors.description}
      >
        <Textarea
          rows={6}
          value={value.description}
          onChange={(event) => onChange({ ...value, description: event.target.value })}
        />
        {length > mostCharacters - 1_000 ? (
          <p className="text-right text-soft text-sm tabular-nums">
            {formatNumber(length)} of {formatNumber(mostCharacters)} characters
          </p>
        ) : null}
      </Field>
      {fixedCategory ? null : (
        <Field
          label="Kind of work"
          required
          hint={category?.examples ?? "It stands in the register and cannot be changed later."}
          error={errors.category}
        >
          <Select
            value={value.category}
            onChange={(event) => onChange({ ...value, category: event.target.value as DescriptionForm["category"] })}
          >
            <option value="">Choose…</option>
            <CategoryOptions />
          </Select>
        </Field>
      )}
      <Field
        label="Language"
        optional
        hint={language ?? "As a short tag such as en, or with a region such as pt-BR."}
        error={errors.language}
      >
        <Input
          list={listId}
          value={value.language}
          onChange={(event) => onChange({ ...value, language: event.target.value })}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className="sm:max-w-60"
        />
        <datalist id={listId}>
          {languages.map((tag) => (
            <option key={tag} value={tag}>
              {languageName(tag)}
            </option>
          ))}
        </datalist>
      </Field>
      <Identifiers value={value} onChange={onChange} errors={errors} />
      <FilesFrom value={value} onChange={onChange} errors={errors} />
    </div>
  );
}

/** Where licensees ask for the files, for those who run a service for that. It stands open once there is something in it. */
function FilesFrom({ value, onChange, errors }: Omit<DescriptionStepProps, "fixedCategory">) {
  return (
    <details open={value.service !== "" || undefined}>
      <summary className="min-h-11 cursor-pointer font-medium">Where licensees get the files</summary>
      <Field
        label="Address of your service"
        optional
        hint="Of colophon serve, yours or an operator's. Licensees ask it for the files; everybody can read the address. Leave it empty to send files by hand."
        error={errors.service}
      >
        <Input
          value={value.service}
          placeholder="https://files.example"
          onChange={(event) => onChange({ ...value, service: event.target.value })}
          autoComplete="off"
          autoCapitalize="none"
          inputMode="url"
          spellCheck={false}
        />
      </Field>
    </details>
  );
}

function Identifiers({ value, onChange, errors }: Omit<DescriptionStepProps, "fixedCategory">) {
  const { identifiers } = value;
  const change = (id: string, patch: Partial<DescriptionForm["identifiers"][number]>) =>
    onChange({ ...value, identifiers: identifiers.map((line) => (line.id === id ? { ...line, ...patch } : line)) });
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 font-medium">
        Numbers it is known by <span className="ml-1 font-normal text-sm text-soft">optional</span>
      </legend>
      <p className="text-soft text-sm">An ISBN, ISRC, DOI, patent number and the like, if it has one.</p>
      {identifiers.map(({ id, scheme, ownScheme, value: number }, index) => (
        <div key={id} className="grid gap-3 rounded-lg border border-rule bg-leaf p-4 sm:grid-cols-[14rem_1fr_auto]">
          <Field label={`Kind of number ${index + 1}`}>
            <Select value={scheme} onChange={(event) => change(id, { scheme: event.target.value })}>
              {identifierSchemes.map((known) => (
                <option key={known.id} value={known.id}>
                  {known.label}
                </option>
              ))}
            </Select>
          </Field>
          <div className="grid gap-3">
            {scheme === "Other" ? (
              <Field label="What it is called" required error={errors[`${id}.scheme`]}>
                <Input value={ownScheme} onChange={(event) => change(id, { ownScheme: event.target.value })} />
              </Field>
            ) : null}
            <Field label="Number" required error={errors[`${id}.value`]}>
              <Input
                value={number}
                placeholder={identifierSchemes.find((known) => known.id === scheme)?.example}
                onChange={(event) => change(id, { value: event.target.value })}
                autoComplete="off"
                spellCheck={false}
              />
            </Field>
          </div>
          <Button
            variant="quiet"
            className="justify-self-start sm:mt-7.5"
            aria-label={`Remove number ${index + 1}`}
            icon={<Trash2 aria-hidden="true" className="size-4" />}
            onClick={() => onChange({ ...value, identifiers: identifiers.filter((line) => line.id !== id) })}
          >
            <span className="sm:sr-only">Remove</span>
          </Button>
        </div>
      ))}
      <div>
        <Button
          variant="secondary"
          size="small"
          icon={<Plus aria-hidden="true" className="size-4" />}
          onClick={() =>
            onChange({
              ...value,
              identifiers: [
                ...identifiers,
                { id: randomId(), scheme: identifierSchemes[0].id, ownScheme: "", value: "" },
              ],
            })
          }
        >
          Add a number
        </Button>
      </div>
    </fieldset>
  );
}
