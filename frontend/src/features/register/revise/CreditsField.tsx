import { Plus, Trash2 } from "lucide-react";
import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { Field } from "../../../components/Field.tsx";
import { Input } from "../../../components/Input.tsx";
import { newPerson } from "../people/newPerson.ts";
import type { Person } from "../people/Person.ts";
import { PersonFields } from "../people/PersonFields.tsx";

export type CreditsFieldProps = {
  people: readonly Person[];
  onChange: (people: readonly Person[]) => void;
  errors: Readonly<Record<string, string>>;
};

/** Who is credited. Their shares stay what they were registered as. */
export function CreditsField({ people, onChange, errors }: CreditsFieldProps) {
  return (
    <div className="grid gap-4">
      {people.map((person, index) => (
        <Card key={person.id} className="grid gap-4">
          <div className="flex items-center justify-between gap-4">
            <h3 className="text-xl">{person.name.trim() || `Person ${index + 1}`}</h3>
            {person.share ? (
              <p className="text-soft text-sm">Registered with {person.share}&nbsp;%</p>
            ) : (
              <Button
                variant="quiet"
                size="small"
                aria-label={`Remove ${person.name.trim() || `person ${index + 1}`}`}
                icon={<Trash2 aria-hidden="true" className="size-4" />}
                onClick={() => onChange(people.filter(({ id }) => id !== person.id))}
              >
                Remove
              </Button>
            )}
          </div>
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <PersonFields
              person={person}
              errors={errors}
              onChange={(patch) =>
                onChange(people.map((line) => (line.id === person.id ? { ...line, ...patch } : line)))
              }
            />
            {person.share ? null : (
              <Field label="Account" optional error={errors[`${person.id}.account`]} className="sm:col-span-2">
                <Input
                  value={person.account}
                  onChange={(event) =>
                    onChange(
                      people.map((line) => (line.id === person.id ? { ...line, account: event.target.value } : line)),
                    )
                  }
                  placeholder="0x…"
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  className="font-mono text-[0.8rem]"
                />
              </Field>
            )}
          </div>
        </Card>
      ))}
      <div>
        <Button
          variant="secondary"
          icon={<Plus aria-hidden="true" className="size-4" />}
          onClick={() => onChange([...people, newPerson()])}
        >
          Add a credit
        </Button>
      </div>
    </div>
  );
}
