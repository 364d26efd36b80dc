import { Card } from "../../../components/Card.tsx";
import { Field } from "../../../components/Field.tsx";
import { Input } from "../../../components/Input.tsx";

export type ResaleFieldProps = { value: string; onChange: (text: string) => void; error: string | undefined };

/** What sellers of the work's tokens are asked to pay. */
export function ResaleField({ value, onChange, error }: ResaleFieldProps) {
  return (
    <Card className="grid gap-4">
      <h3 className="text-xl">When the tokens are sold on</h3>
      <Field
        label="Resale royalty"
        optional
        hint="What sellers of the work’s token, and of its licences, are asked to pay to the work. Nobody is forced to: marketplaces may honour it or ignore it."
        error={error}
        className="max-w-md"
      >
        <Input
          value={value}
          onChange={(event) => onChange(event.target.value)}
          inputMode="decimal"
          autoComplete="off"
          placeholder="5"
          suffix="%"
        />
      </Field>
    </Card>
  );
}
