import { useId } from "react";
import { AccountField, NumberField } from "../../flow/fields.tsx";
import type { ParsedAddress } from "../../lib/parse.ts";
import { Checkbox, Field, Textarea } from "../../ui/field.tsx";
import type { Obstacle, ParsedSeats } from "./purchase.ts";

type SeatsFieldProps = {
  /** What one seat is, by the deed. */
  meaning: string;
  text: string;
  parsed: ParsedSeats;
  onChange: (text: string) => void;
};

/** How many seats the licence has. */
export function SeatsField({ meaning, text, parsed, onChange }: SeatsFieldProps) {
  return (
    <NumberField
      label="Seats"
      hint={meaning}
      value={text}
      onChange={onChange}
      error={parsed.ok ? undefined : parsed.error}
      narrow
    />
  );
}

type RecipientChoice = { other: boolean; text: string; acceptance: string };

type RecipientFieldProps = {
  value: RecipientChoice;
  parsed: ParsedAddress | undefined;
  transferable: boolean;
  /** Whether the licence has duties: then the other person signs first. */
  duties: boolean;
  onChange: (patch: Partial<RecipientChoice>) => void;
};

/** Who receives the licence: the buyer, or somebody else. */
export function RecipientField({ value, parsed, transferable, duties, onChange }: RecipientFieldProps) {
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
      {value.other && duties ? (
        <Field
          label="What they signed"
          hint="This licence has duties, so whoever gets it signs that they accept it: on this page, under “Somebody else pays for you?”. Paste what they send you."
          error={value.acceptance && parsed && !parsed.ok ? parsed.error : undefined}
        >
          <Textarea
            rows={4}
            spellCheck={false}
            className="font-mono text-sm"
            value={value.acceptance}
            onChange={(event) => onChange({ acceptance: event.target.value })}
          />
        </Field>
      ) : null}
      {value.other && !duties ? (
        <AccountField
          label="Account that receives the licence"
          value={value.text}
          onChange={(text) => onChange({ text })}
          error={value.text && parsed && !parsed.ok ? parsed.error : undefined}
        />
      ) : null}
    </fieldset>
  );
}

/** What the buyer can still do, a line each; the rest says itself elsewhere on the page. */
export function ObstacleLines({ obstacles }: { obstacles: readonly Obstacle[] }) {
  return obstacles.map((obstacle) => {
    const line =
      obstacle.kind === "todo"
        ? obstacle.sentence
        : obstacle.kind === "wait"
          ? "Looking for earlier claims and for licences that stand in the way…"
          : undefined;
    return line ? (
      <span key={line} className="block">
        {line}
      </span>
    ) : null;
  });
}
