import { type UseId, uses } from "@colophon/sdk";
import { useId } from "react";
import { Checkbox } from "../../../components/Checkbox.tsx";
import { FieldError } from "../../../components/Field.tsx";
import { groupsOfUses } from "./groupsOfUses.ts";

export type UsesFieldProps = {
  value: readonly UseId[];
  onChange: (uses: readonly UseId[]) => void;
  error: string | undefined;
};

/** What a licence allows, use by use. */
export function UsesField({ value, onChange, error }: UsesFieldProps) {
  const errorId = useId();
  const toggle = (id: UseId, on: boolean) =>
    onChange(uses.filter((use) => (use.id === id ? on : value.includes(use.id))).map((use) => use.id));
  return (
    <div tabIndex={-1} {...(error ? { "data-invalid": true, "aria-describedby": errorId } : {})} className="grid gap-7">
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
      {groupsOfUses.map((group) => (
        <fieldset key={group.id}>
          <legend className="mb-3 eyebrow">{group.label}</legend>
          <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
            {group.uses.map((id) => {
              const use = uses.find((known) => known.id === id);
              return use ? (
                <Checkbox
                  key={id}
                  checked={value.includes(id)}
                  onChange={(event) => toggle(id, event.target.checked)}
                  label={use.label}
                  hint={`They may ${use.sentence.replace(/\.$/, "")}.`}
                />
              ) : null;
            })}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
