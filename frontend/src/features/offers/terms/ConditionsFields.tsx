import { Switch } from "../../../components/Switch.tsx";
import { Clause } from "../../../components/terms/Clause.tsx";
import { DurationField } from "./DurationField.tsx";
import { ExclusivityField } from "./ExclusivityField.tsx";
import type { FieldsProps } from "./FieldsProps.ts";
import { MakingField } from "./MakingField.tsx";
import { TerritoriesField } from "./TerritoriesField.tsx";

/** What every offer has to say: how long, where, for whom alone, what may be made from it, and who is named. */
export function ConditionsFields(props: FieldsProps) {
  const { value, onChange, errors, shown } = props;
  return (
    <div className="grid gap-9">
      <DurationField {...props} />
      <div className="grid gap-3">
        <TerritoriesField
          worldwide={value.worldwide}
          value={value.territories}
          onChange={onChange}
          error={errors.territories}
        />
        {value.worldwide || value.territories.length > 0 ? <Clause field="territories" terms={shown} /> : null}
      </div>
      <ExclusivityField {...props} />
      <MakingField {...props} />
      <div className="grid gap-3">
        <Switch
          checked={value.attribution}
          onChange={(event) => onChange({ attribution: event.target.checked })}
          label="The author must be named"
          hint="This binds by agreement: no contract can watch it."
        />
        <Clause field="attribution" terms={shown} />
      </div>
    </div>
  );
}
