import { percentOf, roles, totalUnits } from "@colophon/sdk";
import { Check, Equal, Plus, Trash2, TriangleAlert } from "lucide-react";
import { useRef } from "react";
import type { Address as AccountAddress } from "viem";
import { AccountField, PercentField } from "../../../flow/fields.tsx";
import { wordFor } from "../../../lib/format.ts";
import { Button } from "../../../ui/button.tsx";
import { classNames } from "../../../ui/classNames.ts";
import { Field, Input, Select } from "../../../ui/field.tsx";
import { Card } from "../../../ui/page.tsx";
import { AddressView } from "../../../ui/values.tsx";
import { divideRest, newPerson, type Person, parseShare, sumOfShares } from "./people.ts";

type PeopleStepProps = {
  people: readonly Person[];
  onChange: (people: readonly Person[]) => void;
  account: AccountAddress | undefined;
  errors: Readonly<Record<string, string>>;
};

/** Who made the work, and who gets which part of its income. */
export function PeopleStep({ people, onChange, account, errors }: PeopleStepProps) {
  const list = useRef<HTMLOListElement>(null);
  const sum = sumOfShares(people);
  const change = (id: string, patch: Partial<Person>) =>
    onChange(people.map((person) => (person.id === id ? { ...person, ...patch } : person)));
  const add = () => {
    // The one who had everything so far will hardly keep it.
    const [first] = people;
    const before = people.length === 1 && first?.share === "100" ? [{ ...first, share: "" }] : people;
    onChange([...before, newPerson()]);
    // The new line exists after the next paint; the person goes on typing there.
    requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>("li:last-child input")?.focus());
  };
  const remove = (id: string) => {
    onChange(people.filter((person) => person.id !== id));
    requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>("li:last-child input")?.focus());
  };

  return (
    <div className="grid gap-6">
      <ol ref={list} className="grid gap-4">
        {people.map((person, index) => (
          <li key={person.id}>
            <PersonCard
              person={person}
              index={index}
              account={account}
              errors={errors}
              onChange={(patch) => change(person.id, patch)}
              onRemove={() => remove(person.id)}
            />
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-3">
        <Button variant="secondary" icon={<Plus aria-hidden="true" className="size-4" />} onClick={add}>
          Add a person
        </Button>
        {sum.readable && sum.rest > 0 ? (
          <Button
            variant="secondary"
            icon={<Equal aria-hidden="true" className="size-4" />}
            onClick={() => onChange(divideRest(people))}
          >
            {restLabel(people, sum.rest)}
          </Button>
        ) : null}
      </div>
      <div tabIndex={-1} {...(errors.sum ? { "data-invalid": true } : {})}>
        <SharesSum people={people} error={errors.sum} />
      </div>
      <p className="max-w-prose text-soft text-sm">
        Shares are fixed with the registration. Each person takes theirs whenever they like, and then gets their part of
        everything the work ever earned; until then it waits for them. Nobody has to agree for the others to be paid.
      </p>
    </div>
  );
}

function restLabel(people: readonly Person[], rest: number): string {
  const blank = people.filter(({ share }) => parseShare(share).kind === "blank").length;
  const part = `${percentOf(rest)} %`;
  if (blank === 0) return `Take the rest (${part}) yourself`;
  if (people.length === 1) return `Keep all of it (${part})`;
  return wordFor(blank, `Give the rest (${part}) to the one without a share`, `Divide the rest (${part}) equally`);
}

type PersonCardProps = {
  person: Person;
  index: number;
  account: AccountAddress | undefined;
  errors: Readonly<Record<string, string>>;
  onChange: (patch: Partial<Person>) => void;
  onRemove: () => void;
};

function PersonCard({ person, index, account, errors, onChange, onRemove }: PersonCardProps) {
  const { id } = person;
  const me = index === 0;
  return (
    <Card className="grid gap-4">
      <div className="flex items-center justify-between gap-4">
        <h3 className="text-xl">{me ? "You" : person.name.trim() || `Person ${index + 1}`}</h3>
        {me ? null : (
          <Button
            variant="quiet"
            size="small"
            aria-label={`Remove ${person.name.trim() || `person ${index + 1}`}`}
            icon={<Trash2 aria-hidden="true" className="size-4" />}
            onClick={onRemove}
          >
            Remove
          </Button>
        )}
      </div>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <PersonFields person={person} onChange={onChange} errors={errors} />
        {me ? (
          <div className="grid gap-1.5">
            <p className="font-medium">Account</p>
            <p className="text-soft text-sm">The one that signs the registration.</p>
            <p className="flex min-h-11 items-center">
              {account ? <AddressView value={account} /> : <span className="text-soft">Not connected yet</span>}
            </p>
          </div>
        ) : (
          <AccountField
            label="Account"
            hint="Where their share of the income goes."
            required={false}
            optional={person.share.trim() === ""}
            value={person.account}
            onChange={(typed) => onChange({ account: typed })}
            error={errors[`${id}.account`]}
          />
        )}
        <PercentField
          label="Share of the income"
          hint="In per cent; empty for a credit only."
          value={person.share}
          onChange={(share) => onChange({ share })}
          error={errors[`${id}.share`]}
        />
      </div>
    </Card>
  );
}

type PersonFieldsProps = {
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

const tints = ["bg-accent", "bg-accent/70", "bg-accent/45", "bg-accent/85", "bg-accent/30", "bg-accent/60"] as const;

/** What the shares add up to, at every keystroke. */
function SharesSum({ people, error }: { people: readonly Person[]; error: string | undefined }) {
  const sum = sumOfShares(people);
  const whole = Math.max(totalUnits, sum.units);
  const Icon = sum.complete ? Check : TriangleAlert;
  return (
    <div
      className={classNames(
        "grid gap-3 rounded-lg border p-4",
        sum.complete ? "border-ok bg-ok-wash" : error ? "border-danger bg-danger-wash" : "border-rule bg-leaf",
      )}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p className="font-medium">Together</p>
        <p className="font-serif text-2xl tabular-nums">{percentOf(sum.units)}&nbsp;%</p>
      </div>
      <div aria-hidden="true" className="flex h-3 overflow-hidden rounded-full border border-edge bg-sunk">
        {people.map((person, index) => {
          const share = parseShare(person.share);
          const units = share.kind === "units" ? share.units : 0;
          return units === 0 ? null : (
            <div
              key={person.id}
              className={classNames(
                "border-leaf border-r last:border-r-0",
                sum.rest < 0 ? "bg-danger" : tints[index % tints.length],
              )}
              style={{ width: `${(units / whole) * 100}%` }}
            />
          );
        })}
      </div>
      <p
        role="status"
        className={classNames(
          "flex items-start gap-2 text-sm",
          sum.complete ? "text-ok" : sum.rest < 0 || error ? "text-danger" : "text-soft",
        )}
      >
        <Icon aria-hidden="true" className="mt-1 size-4 shrink-0" />
        {error ?? sum.sentence}
      </p>
    </div>
  );
}
