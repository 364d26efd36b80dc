import type { TerritoryCode } from "@colophon/sdk";
import { zeroAddress } from "viem";
import { CategoryOptions } from "../../components/CategoryOptions.tsx";
import { Checkbox } from "../../components/Checkbox.tsx";
import { Field } from "../../components/Field.tsx";
import { Input } from "../../components/Input.tsx";
import { Select } from "../../components/Select.tsx";
import { CountrySelect } from "../../components/terms/CountrySelect.tsx";
import { UseOptions } from "../../components/UseOptions.tsx";
import { useActiveChain } from "../../lib/chain/useActiveChain.ts";
import type { FilterErrors } from "./filterQuery.ts";
import type { SearchFilter } from "./SearchFilter.ts";

export type FilterFieldsProps = {
  filter: SearchFilter;
  errors: FilterErrors;
  onChange: (name: keyof SearchFilter, value: string) => void;
};

/** Everything that narrows a search down. */
export function FilterFields({ filter, errors, onChange }: FilterFieldsProps) {
  const { currency, tokens } = useActiveChain();
  return (
    <div className="grid items-start gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
      <Field label="Category" error={errors.category}>
        <Select value={filter.category} onChange={(event) => onChange("category", event.target.value)}>
          <option value="">Any</option>
          <CategoryOptions />
        </Select>
      </Field>
      <Field label="Offered for" error={errors.use}>
        <Select value={filter.use} onChange={(event) => onChange("use", event.target.value)}>
          <option value="">Any use</option>
          <UseOptions />
        </Select>
      </Field>
      <Field label="Offered in" error={errors.territory}>
        <CountrySelect
          value={(filter.territory || undefined) as TerritoryCode | undefined}
          onChange={(code) => onChange("territory", code ?? "")}
          placeholder="Any country"
        />
      </Field>
      <Field label="Order">
        <Select value={filter.sort} onChange={(event) => onChange("sort", event.target.value)}>
          <option value="">Newest first</option>
          <option value="oldest">Oldest first</option>
        </Select>
      </Field>
      <Field label="Currency">
        <Select value={filter.currency} onChange={(event) => onChange("currency", event.target.value)}>
          <option value="">Any</option>
          <option value={zeroAddress}>{currency.symbol}</option>
          {tokens.map(({ address, symbol }) => (
            <option key={address} value={address}>
              {symbol}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Costs at most" error={errors.max}>
        <Input
          inputMode="decimal"
          autoComplete="off"
          value={filter.max}
          onChange={(event) => onChange("max", event.target.value)}
        />
      </Field>
      <Field label="Registered from" error={errors.from}>
        <Input type="date" value={filter.from} onChange={(event) => onChange("from", event.target.value)} />
      </Field>
      <Field label="Registered until" error={errors.until}>
        <Input type="date" value={filter.until} onChange={(event) => onChange("until", event.target.value)} />
      </Field>
      <Field label="Claimed by" error={errors.by} className="sm:col-span-2">
        <Input
          value={filter.by}
          onChange={(event) => onChange("by", event.target.value)}
          placeholder="0x…"
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-sm"
        />
      </Field>
      <Checkbox
        label="With an open offer only"
        checked={filter.available !== ""}
        onChange={(event) => onChange("available", event.target.checked ? "yes" : "")}
        className="self-end pb-2.5 sm:col-span-2"
      />
    </div>
  );
}
