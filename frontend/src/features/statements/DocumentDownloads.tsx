import { type CsvStyleId, csvStyles, explainError } from "@colophon/sdk";
import {
  bookable,
  type CurrencyOf,
  type StatementQuery,
  writeCsv,
  writeHtml,
  writeJson,
  writeXlsx,
} from "@colophon/sdk/books";
import { readCurrency } from "@colophon/sdk/read";
import { Download } from "lucide-react";
import { useState } from "react";
import { useActiveChain } from "../../lib/chain.ts";
import { listedCurrency } from "../../lib/currency.ts";
import { downloadFile } from "../../lib/download.ts";
import { useReadContext } from "../../lib/useFinding.ts";
import { useIndexHealth } from "../../lib/useIndex.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Select } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { BookFields, hasBooks, type ReaderBooks } from "./BookFields.tsx";
import { type DocumentChoice, documents, indexedStatementLink, worksheets } from "./documents.ts";

const formats = [
  { id: "csv", label: "CSV", write: writeCsv, type: "text/csv;charset=utf-8" },
  { id: "json", label: "JSON", write: writeJson, type: "application/json" },
  { id: "html", label: "To print", write: writeHtml, type: "text/html;charset=utf-8" },
] as const;

const excel = { id: "xlsx", label: "Excel" } as const;

type Format = (typeof formats)[number] | typeof excel;

/** Makes each document from the chain and hands it over as a file: nothing is sent anywhere. */
export function DocumentDownloads({ query }: { query: StatementQuery }) {
  const chain = useActiveChain();
  const context = useReadContext();
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [style, setStyle] = useState<CsvStyleId>("comma");
  const [books, setBooks] = useState<ReaderBooks>({});

  async function download({ id, make, booked = false }: DocumentChoice, format: Format) {
    setBusy(`${id}/${format.id}`);
    setProblem(undefined);
    const currencyOf: CurrencyOf = async (currency) =>
      listedCurrency(chain, currency) ?? (await readCurrency(context.client, currency));
    try {
      const options = { ...books, currencyOf };
      const made = await make(context, options);
      const document = !booked && hasBooks(books) ? bookable(context, made, options) : made;
      const name = `colophon-${id}-block-${document.head.block.number}.${format.id}`;
      if (format.id === "xlsx") {
        // With titles and numbers that a person can read, and days in the reader's own zone.
        const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
        const zone = books.zone ?? timeZone;
        const file = await writeXlsx(booked ? made : bookable(context, made, { ...options, zone }), currencyOf);
        return downloadFile(name, file, file.type);
      }
      const pieces: string[] = [];
      for await (const piece of format.write(document, currencyOf, csvStyles[style])) pieces.push(piece);
      downloadFile(name, new Blob(pieces), format.type);
    } catch (error) {
      setProblem(explainError(error).sentence);
    } finally {
      setBusy(undefined);
    }
  }

  return (
    <div className="grid gap-4">
      <BookFields value={books} onChange={setBooks} />
      <Choices of={documents(query)} busy={busy} onDownload={download} />
      {query.holder === undefined ? null : (
        <section aria-labelledby="worksheets" className="mt-4 grid gap-4">
          <div>
            <h3 id="worksheets" className="text-xl">
              Worksheets for tax
            </h3>
            <p className="max-w-prose text-soft text-sm">
              {worksheets(query).length === 0
                ? "Choose a period that begins and ends, such as a calendar year, and they stand here."
                : "They are no forms and no advice: each names what is still missing, and nothing in them is guessed."}
            </p>
          </div>
          <Choices of={worksheets(query)} busy={busy} onDownload={download} />
        </section>
      )}
      {problem ? (
        <Notice tone="danger" title="That document could not be made" urgent>
          <p>{problem}</p>
        </Notice>
      ) : null}
      <Field label="How your spreadsheet reads a CSV" hint="Exact amounts in the smallest unit are the same in each.">
        <Select value={style} onChange={(event) => setStyle(event.target.value as CsvStyleId)}>
          {Object.entries(csvStyles).map(([id, { label }]) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <p className="text-sm text-soft">
        The files are made on your machine from what the chain says. “To print” is one page for any browser: open it and
        print it, or save it as PDF.
      </p>
      <IndexedStatement query={query} />
    </div>
  );
}

type ChoicesProps = {
  of: readonly DocumentChoice[];
  busy: string | undefined;
  onDownload: (choice: DocumentChoice, format: Format) => Promise<void>;
};

/** Documents, each with a button for every way to write it. */
function Choices({ of, busy, onDownload }: ChoicesProps) {
  if (of.length === 0) return null;
  return (
    <ul className="grid gap-4">
      {of.map((choice) => (
        <li
          key={choice.id}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-rule bg-leaf p-4"
        >
          <div className="min-w-0 max-w-xl">
            <h3 className="font-medium">{choice.title}</h3>
            <p className="text-sm text-soft">{choice.words}</p>
          </div>
          <div className="flex flex-wrap gap-2">
            {[...formats, excel].map((format) => (
              <Button
                key={format.id}
                variant="secondary"
                size="small"
                aria-label={`${choice.title}: ${format.label}`}
                icon={<Download aria-hidden="true" className="size-4" />}
                busy={busy === `${choice.id}/${format.id}`}
                disabled={busy !== undefined}
                onClick={() => void onDownload(choice, format)}
              >
                {format.label}
              </Button>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Links to the same statement from the index, while there is one that has caught up: for very long histories. */
function IndexedStatement({ query }: { query: StatementQuery }) {
  const { index } = useActiveChain();
  const health = useIndexHealth();
  if (index === undefined || health.data?.ready !== true) return null;
  return (
    <p className="text-sm text-soft">
      A history of many thousand lines is read faster from this site's index, which makes the same statement of what was
      earned:{" "}
      {formats.map(({ id, label }, i) => (
        <span key={id}>
          {i === 0 ? "" : ", "}
          <a
            href={indexedStatementLink(index, query, id)}
            download
            aria-label={`Statement from the index: ${label}`}
            className="link"
          >
            {label}
          </a>
        </span>
      ))}
      . It too is compared with the contract, and says so in the file.
    </p>
  );
}
