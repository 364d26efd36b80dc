import type { Exclusivity } from "@colophon/sdk";
import { useId } from "react";
import { Checkbox } from "../../../components/Checkbox.tsx";
import { Clause } from "../../../components/terms/Clause.tsx";
import type { FieldsProps } from "./FieldsProps.ts";

const choices: readonly { id: Exclusivity; label: string; hint: string }[] = [
  {
    id: "non-exclusive",
    label: "Not exclusive",
    hint: "You may license the same to anybody else, and use it yourself.",
  },
  {
    id: "sole",
    label: "Sole",
    hint: "One buyer, and you. The contract refuses every other licence for the same uses, places and time.",
  },
  {
    id: "exclusive",
    label: "Exclusive",
    hint: "One buyer, and not even you. The contract refuses every other licence for the same uses, places and time.",
  },
];

/** Whether others may be licensed for the same. */
export function ExclusivityField({ value, onChange, shown }: FieldsProps) {
  const name = useId();
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-medium">For one buyer alone?</legend>
      {choices.map(({ id, label, hint }) => (
        <Checkbox
          key={id}
          type="radio"
          name={name}
          checked={value.exclusivity === id}
          onChange={() => onChange({ exclusivity: id })}
          label={label}
          hint={hint}
        />
      ))}
      <Clause field="exclusivity" terms={shown} />
    </fieldset>
  );
}
