import { useId } from "react";
import { Checkbox } from "../../../components/Checkbox.tsx";

export type Audience = "anyone" | "one";

/** Whether an offer is published for everybody, or signed for one buyer. */
export function AudienceField({ value, onChange }: { value: Audience; onChange: (audience: Audience) => void }) {
  const name = useId();
  return (
    <fieldset className="grid gap-3">
      <legend className="sr-only">Who can buy</legend>
      <Checkbox
        type="radio"
        name={name}
        checked={value === "anyone"}
        onChange={() => onChange("anyone")}
        label="Anybody"
        hint="You publish an offer. It is listed with the work."
      />
      <Checkbox
        type="radio"
        name={name}
        checked={value === "one"}
        onChange={() => onChange("one")}
        label="One buyer, by a quote"
        hint="You sign it for one account and send it as a link or a file. Signing costs nothing, and nobody else sees it."
      />
    </fieldset>
  );
}
