import { explainError } from "@colophon/sdk";
import { type BookableOptions, parseParties, parseRates } from "@colophon/sdk/books";
import { useState } from "react";
import { count } from "../../lib/format.ts";
import { Button } from "../../ui/button.tsx";
import { DropZone } from "../../ui/DropZone.tsx";
import { Field, FieldError, Input, Select } from "../../ui/field.tsx";

/** What a reader brings to book by: rates, names and a zone. It is read in this page and sent nowhere. */
export type ReaderBooks = Omit<BookableOptions, "currencyOf">;

/** Whether documents say more with these than the chain alone does. */
export const hasBooks = ({ rates, parties, zone }: ReaderBooks) =>
  rates !== undefined || parties !== undefined || (zone !== undefined && zone !== "UTC");

type BookFieldsProps = { value: ReaderBooks; onChange: (change: ReaderBooks) => void };

/** Exchange rates, who stands behind accounts, and where days begin: for columns that an accountant books from. */
export function BookFields({ value, onChange }: BookFieldsProps) {
  const [money, setMoney] = useState("EUR");
  const { timeZone: own } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <details className="rounded-xl border border-rule bg-leaf p-4">
      <summary className="w-fit font-medium">Values in your money, names and your days</summary>
      <div className="mt-4 grid gap-6">
        <p className="max-w-prose text-soft text-sm">
          Both tables are CSV files of yours. They are read on this device and sent nowhere; the files below then have
          more columns. Nothing is looked up or guessed.
        </p>
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <div className="grid gap-3">
            <Field label="Money of the rates" hint="Three letters, such as EUR or USD.">
              <Input value={money} onChange={(event) => setMoney(event.target.value.trim().toUpperCase())} />
            </Field>
            <TableField
              label="Exchange rates"
              hint="Columns: date, currency (ETH or a token's address), rate, source."
              chosen={value.rates ? `Rates into ${value.rates.into}` : undefined}
              read={(text) => onChange({ ...value, rates: parseRates(text, money) })}
              onRemove={() => onChange({ ...value, rates: undefined })}
            />
          </div>
          <TableField
            label="Who stands behind accounts"
            hint="Columns: account, name, and as far as known country, tax id, vat id, address; for 1042-S income code and withholding rate."
            chosen={value.parties ? `Names of ${count(value.parties.size, "account")}` : undefined}
            read={(text) => onChange({ ...value, parties: parseParties(text) })}
            onRemove={() => onChange({ ...value, parties: undefined })}
          />
        </div>
        <Field label="Days begin at midnight in" className="sm:max-w-80">
          <Select value={value.zone ?? "UTC"} onChange={(event) => onChange({ ...value, zone: event.target.value })}>
            <option value="UTC">UTC, as the chain counts</option>
            {own === "UTC" ? null : <option value={own}>{own}, where this device is</option>}
          </Select>
        </Field>
      </div>
    </details>
  );
}

type TableFieldProps = {
  label: string;
  hint: string;
  /** What was read, in words; undefined while nothing is. */
  chosen: string | undefined;
  /** Takes the text of the file; throws what is wrong with it. */
  read: (text: string) => void;
  onRemove: () => void;
};

function TableField({ label, hint, chosen, read, onRemove }: TableFieldProps) {
  const [problem, setProblem] = useState<string>();
  const choose = async (file: File | undefined) => {
    if (!file) return;
    try {
      read(await file.text());
      setProblem(undefined);
    } catch (error) {
      setProblem(explainError(error).sentence);
    }
  };
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1.5 font-medium">{label}</legend>
      {chosen ? (
        <p className="flex flex-wrap items-center justify-between gap-3">
          {chosen}
          <Button variant="quiet" size="small" onClick={onRemove}>
            Remove
          </Button>
        </p>
      ) : (
        <DropZone
          title={<span className="text-lg">Choose a CSV file</span>}
          hint={hint}
          folders={false}
          multiple={false}
          className="py-4"
          onChoose={(given) => void choose(given.files[0]?.file)}
        />
      )}
      {problem ? <FieldError>{problem}</FieldError> : null}
    </fieldset>
  );
}
