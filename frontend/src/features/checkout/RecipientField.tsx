import { useId } from "react";
import { AddressField } from "../../components/AddressField.tsx";
import { Checkbox } from "../../components/Checkbox.tsx";
import type { ParsedAddress } from "../../lib/forms/parseAddress.ts";

export type RecipientFieldProps = {
  value: { other: boolean; text: string };
  parsed: ParsedAddress | undefined;
  transferable: boolean;
  onChange: (patch: Partial<{ other: boolean; text: string }>) => void;
};

/** Who receives the licence: the buyer, or somebody else. */
export function RecipientField({ value, parsed, transferable, onChange }: RecipientFieldProps) {
  const name = useId();
  return (
    <fieldset className="grid gap-3">
      <legend className="sr-only">Who receives the licence</legend>
      <Checkbox
        type="radio"
        name={name}
        label="I do"
        checked={!value.other}
        onChange={() => onChange({ other: false })}
      />
      <Checkbox
        type="radio"
        name={name}
        label="Somebody else"
        hint={
          transferable
            ? "Only the account that holds it is licensed."
            : "Only the account that holds it is licensed, and this one can never be passed on."
        }
        checked={value.other}
        onChange={() => onChange({ other: true })}
      />
      {value.other ? (
        <AddressField
          label="Account that receives the licence"
          value={value.text}
          onChange={(text) => onChange({ text })}
          error={value.text && parsed && !parsed.ok ? parsed.error : undefined}
        />
      ) : null}
    </fieldset>
  );
}
