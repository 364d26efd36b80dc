import { roles } from "@colophon/sdk";
import { Field } from "../../../components/Field.tsx";
import { Input } from "../../../components/Input.tsx";
import { Select } from "../../../components/Select.tsx";
import type { Person } from "./Person.ts";

export type PersonFieldsProps = {
  person: Person;
  onChange: (patch: Partial<Person>) => void;
  errors: Readonly<Record<string, string>>;
};

/** Who somebody is and what they did, as it is credited. */
export function PersonFields({ person, onChange, errors }: PersonFieldsProps) {
  const { id } = person;
  return (
    <>
      <Field label="Name" required hint="As it should be credited; a pen name is fine." error={errors[`${id}.name`]}>
        <Input value={person.name} onChange={(event) => onChange({ name: event.target.value })} autoComplete="off" />
      </Field>
      <Field label="Role" required hint="What they did for this work." error={errors[`${id}.role`]}>
        <Select value={person.role} onChange={(event) => onChange({ role: event.target.value as Person["role"] })}>
          <option value="">Choose…</option>
          {roles.map((role) => (
            <option key={role.id} value={role.id}>
              {role.label}
            </option>
          ))}
          <option value="other">Something else</option>
        </Select>
      </Field>
      {person.role === "other" ? (
        <Field label="In your own words" required error={errors[`${id}.ownRole`]} className="sm:col-span-2">
          <Input
            value={person.ownRole}
            onChange={(event) => onChange({ ownRole: event.target.value })}
            placeholder="Colourist, puppet maker, field guide…"
          />
        </Field>
      ) : null}
    </>
  );
}
