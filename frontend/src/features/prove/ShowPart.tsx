import { chunkBytes, explainError } from "@colophon/sdk";
import { useMutation } from "@tanstack/react-query";
import { Download, Scissors } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { NumberField } from "../../flow/fields.tsx";
import type { ChosenFiles } from "../../lib/chosenFiles.ts";
import { downloadFile } from "../../lib/download.ts";
import { bundleFileName, type KeptBundle } from "../../lib/evidence/keptBundles.ts";
import { formatBytes } from "../../lib/format.ts";
import type { KeptOpening } from "../../lib/openings.ts";
import { Button } from "../../ui/button.tsx";
import { DropZone } from "../../ui/DropZone.tsx";
import { Field, Select } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { type MadePart, makePart, type PartForm, parsePart } from "./part.ts";

type ShowPartProps = {
  openings: readonly KeptOpening[];
  /** One for each opening, in their order. */
  bundles: readonly KeptBundle[];
};

const unitWords: Record<PartForm["unit"], string> = {
  bytes: "Bytes, counted from 0",
  lines: "Lines of a text, counted from 1",
};

/** Shows a few bytes or lines of a stamped file, without its name and without the rest of it. */
export function ShowPart({ openings, bundles }: ShowPartProps) {
  const [file, setFile] = useState<File>();
  const [form, setForm] = useState<PartForm>({ unit: "bytes", first: "", last: "" });
  const [error, setError] = useState<{ field: "first" | "last"; error: string }>();
  const made = useMutation({ mutationFn: makePart });
  const reading = useRef<AbortController>(undefined);
  useEffect(() => () => reading.current?.abort(), []);

  const stop = () => {
    reading.current?.abort();
    made.reset();
  };
  const change = (changes: Partial<PartForm>) => {
    setForm({ ...form, ...changes });
    setError(undefined);
    stop();
  };
  const choose = ({ files: [chosen] }: ChosenFiles) => {
    if (chosen) setFile(chosen.file);
    change({});
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!file) return;
    const read = parsePart(form, file.size);
    setError(read.ok ? undefined : read);
    if (!read.ok) return;
    stop();
    reading.current = new AbortController();
    const { signal } = reading.current;
    made.mutate({ openings, bundles, file, part: { ...read, unit: form.unit }, signal });
  };

  const shown = openings.some(({ opening: { manifest } }) => manifest.files.some(({ size }) => size > chunkBytes));
  if (!shown) return null;
  return (
    <Card>
      <section aria-labelledby="part-heading" className="grid gap-5">
        <div>
          <h2 id="part-heading" className="mb-2 text-2xl">
            Show only a part of a file
          </h2>
          <p className="max-w-prose text-soft">
            A page of a manuscript, some lines of a program: whoever gets them sees that they were in a file that you
            held by then, and neither its name nor the rest of it.
          </p>
        </div>
        <DropZone
          title={file ? file.name : "Choose the file, as it was when you sealed it"}
          hint={file ? `${formatBytes(file.size)}. Choose another if this is not it.` : "It stays on this machine."}
          onChoose={choose}
          folders={false}
          multiple={false}
        />
        {file ? (
          <form onSubmit={submit} className="grid gap-5">
            <div className="grid gap-4 sm:grid-cols-3">
              <Field label="Count in">
                <Select
                  value={form.unit}
                  onChange={(event) => change({ unit: event.target.value as PartForm["unit"] })}
                >
                  {Object.entries(unitWords).map(([unit, words]) => (
                    <option key={unit} value={unit}>
                      {words}
                    </option>
                  ))}
                </Select>
              </Field>
              {(["first", "last"] as const).map((field) => (
                <NumberField
                  key={field}
                  label={`${field === "first" ? "First" : "Last"} ${form.unit === "bytes" ? "byte" : "line"}`}
                  value={form[field]}
                  onChange={(text) => change({ [field]: text })}
                  error={error?.field === field ? error.error : undefined}
                />
              ))}
            </div>
            <Notice title="What it reveals besides">
              <p>
                The part grows to steps of 1,024 bytes. The size and the digests of the whole file are shown too:
                whoever can guess the rest of it, or a step beside the part, can confirm the guess. Don’t show a part of
                a text of which little is left to guess.
              </p>
            </Notice>
            <div className="flex flex-wrap items-center gap-3">
              <Button type="submit" busy={made.isPending} icon={<Scissors aria-hidden="true" className="size-4" />}>
                Cut out this part
              </Button>
              {made.isPending ? (
                <>
                  <Button variant="quiet" size="small" onClick={stop}>
                    Stop
                  </Button>
                  <p role="status" className="text-soft text-sm">
                    The whole file is read, to show that the part is of it.
                  </p>
                </>
              ) : null}
            </div>
          </form>
        ) : null}
        {made.isError ? (
          <Notice tone="danger" title="This part cannot be shown" urgent>
            <p>{explainError(made.error).sentence}</p>
          </Notice>
        ) : null}
        {made.data ? <PartMade part={made.data} /> : null}
      </section>
    </Card>
  );
}

/** What was cut out of a file, to be looked at before it is given away, and its downloads. */
function PartMade({ part: { name, range, bundle, bytes, preview } }: { part: MadePart }) {
  const last = range.to - 1;
  const label = `bytes ${range.from} to ${last}`;
  const icon = <Download aria-hidden="true" className="size-4" />;
  return (
    <div className="grid gap-4">
      <Notice tone="ok" title={`Shows the ${label} of ${range.size}`} urgent>
        <p>
          Give away both files: the bundle proves the bytes and does not hold them. The names of the downloads are not
          part of the proof; change them if they tell too much.
        </p>
      </Notice>
      {preview === undefined ? null : (
        <section aria-label="What is shown" className="grid gap-2">
          <h3 className="text-lg">What is shown</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached with the keyboard */}
          <pre tabIndex={0} className="max-h-64 overflow-auto whitespace-pre-wrap rounded-lg bg-sunk p-4 text-sm">
            <bdi>{preview}</bdi>
          </pre>
        </section>
      )}
      <div className="flex flex-wrap gap-3">
        <Button
          icon={icon}
          onClick={() => downloadFile(bundleFileName(`${name}, ${label}`.replaceAll("/", "_")), bundle)}
        >
          Save the bundle of this part
        </Button>
        <Button
          variant="secondary"
          icon={icon}
          onClick={() => downloadFile(`${label}.part`, bytes, "application/octet-stream")}
        >
          Save these bytes
        </Button>
      </div>
    </div>
  );
}
