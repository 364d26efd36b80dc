import { type LicenceLanguage, licenceLanguages, rightsAsked, type Terms } from "@colophon/sdk/terms";
import type { ReactNode } from "react";
import { NumberField } from "../../flow/fields.tsx";
import { count } from "../../lib/format.ts";
import { Clause } from "../../parts/deed.tsx";
import { Field, FieldError, Input, Select } from "../../ui/field.tsx";
import { PartsFields } from "./PartsFields.tsx";
import type { TermsFieldsProps } from "./termsForm.ts";
import { rightsLabels, type WordingForm } from "./wordingForm.ts";

type WordingFieldsProps = TermsFieldsProps & { edit: (patch: Partial<WordingForm>) => void };

/** In which language the text is, whose law counts, and what belongs to it besides. */
export function WordingFields(props: TermsFieldsProps) {
  const { value, onChange } = props;
  const { wording } = value;
  const edit = (patch: Partial<WordingForm>) => onChange({ wording: { ...wording, ...patch } });
  return (
    <div className="grid gap-9">
      <Field
        label="Language of the text"
        hint="The words of this language count. A translation is only a help."
        className="sm:max-w-96"
      >
        <Select
          value={wording.language}
          onChange={(event) => edit({ language: event.target.value as LicenceLanguage })}
        >
          {licenceLanguages.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      {wording.owned ? null : (
        <>
          <LawFields {...props} edit={edit} />
          <LiabilityFields {...props} edit={edit} />
          <AfterFields {...props} edit={edit} />
        </>
      )}
      <PartsFields value={wording} onChange={edit} errors={props.errors} />
    </div>
  );
}

const answers = [
  { id: "unsaid", label: "Choose…" },
  { id: "none", label: "There are none" },
  { id: "cleared", label: "There are, and they agreed" },
  { id: "not-cleared", label: "There are, and buyers ask them" },
] as const;

/** What the uses need of others: it has to be answered, because nobody else can. */
export function RightsFields({ value, onChange, errors, shown }: TermsFieldsProps) {
  const asked = rightsAsked(shown);
  if (asked.length === 0 || value.wording.owned) return null;
  const { wording } = value;
  const { rights } = wording;
  return (
    <fieldset className="grid gap-3" {...(errors.wordingRights ? { "data-invalid": true } : {})} tabIndex={-1}>
      <legend className="mb-2 font-medium">Rights of others in it</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        {asked.map((of) => (
          <Field key={of} label={rightsLabels[of].label}>
            <Select
              value={rights[of]}
              onChange={(event) =>
                onChange({
                  wording: {
                    ...wording,
                    rights: { ...rights, [of]: event.target.value as (typeof rights)[typeof of] },
                  },
                })
              }
            >
              {answers.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
        ))}
      </div>
      {errors.wordingRights ? <FieldError>{errors.wordingRights}</FieldError> : null}
    </fieldset>
  );
}

/** Whose law governs, who decides, and where notices go: each may stay open, and the text says so. */
function LawFields({ value, errors, shown, edit }: WordingFieldsProps) {
  const { wording } = value;
  return (
    <Group legend="Law and court">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field
          label="Governing law"
          hint="Such as Austria. Empty: the law decides which one counts."
          error={errors.wordingLaw}
        >
          <Input value={wording.law} onChange={(event) => edit({ law: event.target.value })} />
        </Field>
        <Field label="Who decides disputes">
          <Select
            value={wording.forum}
            onChange={(event) => edit({ forum: event.target.value as WordingForm["forum"] })}
          >
            <option value="none">Nobody is chosen</option>
            <option value="courts">Courts of a place</option>
            <option value="arbitration">Arbitration</option>
          </Select>
        </Field>
        {wording.forum === "courts" ? (
          <Field label="Courts of" hint="Such as Vienna." error={errors.wordingForum}>
            <Input value={wording.courts} onChange={(event) => edit({ courts: event.target.value })} />
          </Field>
        ) : null}
        {wording.forum === "arbitration" ? (
          <>
            <Field label="Under" hint="Such as the WIPO Arbitration Rules." error={errors.wordingForum}>
              <Input value={wording.arbitration} onChange={(event) => edit({ arbitration: event.target.value })} />
            </Field>
            <Field label="With its seat in" hint="Such as Geneva.">
              <Input value={wording.seat} onChange={(event) => edit({ seat: event.target.value })} />
            </Field>
          </>
        ) : null}
        <Field
          label="Address for notices"
          hint="Everybody can read it. Empty: through the contracts only."
          error={errors.wordingNotices}
        >
          <Input value={wording.notices} onChange={(event) => edit({ notices: event.target.value })} />
        </Field>
      </div>
      <Clause field="wording" terms={shown} />
    </Group>
  );
}

/** How far the parties answer to each other: left to the law unless something is chosen. */
function LiabilityFields({ value, errors, edit }: WordingFieldsProps) {
  const { wording } = value;
  return (
    <Group legend="Liability">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="Each side answers for" hint="What no law lets you limit stays, and the text says so.">
          <Select
            value={wording.liability}
            onChange={(event) => edit({ liability: event.target.value as WordingForm["liability"] })}
          >
            <option value="law">What the law says</option>
            <option value="paid">At most what is paid</option>
            <option value="most">At most an amount</option>
          </Select>
        </Field>
        {wording.liability === "most" ? (
          <Field label="At most" hint="Such as 10,000 EUR." error={errors.wordingLiability}>
            <Input value={wording.most} onChange={(event) => edit({ most: event.target.value })} />
          </Field>
        ) : null}
        <Field
          label="Claims of third parties"
          hint="You: if the work infringes. Buyers: for what the licence does not allow."
        >
          <Select
            value={wording.indemnity}
            onChange={(event) => edit({ indemnity: event.target.value as WordingForm["indemnity"] })}
          >
            <option value="none">As the law says</option>
            <option value="licensor">You keep buyers free</option>
            <option value="licensee">Buyers keep you free</option>
            <option value="both">Each for their part</option>
          </Select>
        </Field>
      </div>
    </Group>
  );
}

/** What may go on after the end. */
function AfterFields({ value, errors, shown, edit }: WordingFieldsProps) {
  const { wording } = value;
  return (
    <Group legend="After the end">
      <NumberField
        label="Days to sell off copies"
        hint="Copies that were made before the end. Empty: none."
        value={wording.sellOff}
        onChange={(sellOff) => edit({ sellOff })}
        error={errors.wordingSellOff}
        narrow
      />
      {shown.uses.includes("train") ? (
        <Field label="A model that was trained with it" className="sm:max-w-96">
          <Select
            value={wording.models}
            onChange={(event) => edit({ models: event.target.value as WordingForm["models"] })}
          >
            <option value="stay">May stay in use</option>
            <option value="retire">Is taken out of use</option>
          </Select>
        </Field>
      ) : null}
    </Group>
  );
}

/** What the folded form says, in a line. */
export function wordingInWords({ language, law, forum, annexes, own }: Terms["wording"]): string {
  const name = licenceLanguages.find(({ id }) => id === language)?.label ?? language;
  const parts = [
    name,
    own === "none" ? "written by your choices" : "our own text",
    law === "none" ? "no law chosen" : `law of ${law}`,
    forum === "none" ? "no court chosen" : "courts" in forum ? `courts of ${forum.courts}` : "arbitration",
    ...(annexes.length === 0 ? [] : [count(annexes.length, "annex", "annexes")]),
  ];
  return `${parts.join(", ")}.`;
}

function Group({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-medium">{legend}</legend>
      {children}
    </fieldset>
  );
}
