import { AccountField, PercentField } from "../../../flow/fields.tsx";
import { Button } from "../../../ui/button.tsx";
import { Field, FieldError, Input } from "../../../ui/field.tsx";
import type { AgreementErrors } from "../agreementForm.ts";
import { emptyPartner, type VentureForm } from "./ventureForm.ts";

type PartnerFieldsProps = {
  partners: VentureForm["partners"];
  errors: AgreementErrors;
  onChange: (partners: VentureForm["partners"]) => void;
};

/** Who founds a venture: of each a name, the account that signs and is paid, and a share. */
export function PartnerFields({ partners, errors, onChange }: PartnerFieldsProps) {
  const change = (i: number, part: Partial<VentureForm["partners"][number]>) =>
    onChange(partners.map((before, j) => (j === i ? { ...before, ...part } : before)));
  return (
    <>
      {partners.map((partner, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a box stands for its place, whatever is typed in it
        <fieldset key={i} className="grid gap-4 rounded-lg border border-rule p-4">
          <legend className="px-2 font-medium">Partner {i + 1}</legend>
          <Field label="Name" error={errors[`partner ${i}`]}>
            <Input value={partner.name} onChange={(event) => change(i, { name: event.target.value })} />
          </Field>
          <AccountField
            label="Account"
            hint="It signs, and gets the share."
            value={partner.account}
            onChange={(account) => change(i, { account })}
            error={errors[`partner ${i} account`]}
          />
          <PercentField
            label="Share of the income"
            value={partner.share}
            onChange={(share) => change(i, { share })}
            error={errors[`partner ${i} share`]}
            className="max-w-40"
          />
        </fieldset>
      ))}
      {errors.partners ? <FieldError>{errors.partners}</FieldError> : null}
      <div className="flex flex-wrap gap-3">
        <Button type="button" variant="secondary" size="small" onClick={() => onChange([...partners, emptyPartner])}>
          Add a partner
        </Button>
        {partners.length > 2 ? (
          <Button type="button" variant="secondary" size="small" onClick={() => onChange(partners.slice(0, -1))}>
            Remove the last
          </Button>
        ) : null}
      </div>
    </>
  );
}
