import { type PresetId, presets } from "@colophon/sdk";
import { useId } from "react";
import { classNames } from "../../../components/classNames.ts";

export type PresetFieldProps = {
  value: PresetId | undefined;
  /** Whether the terms are no longer those of the preset. */
  edited: boolean;
  onChoose: (preset: PresetId) => void;
};

/** Starting points for terms. */
export function PresetField({ value, edited, onChoose }: PresetFieldProps) {
  const name = useId();
  return (
    <fieldset>
      <legend className="sr-only">Start from</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {presets.map(({ id, label, summary }) => {
          const chosen = id === value;
          return (
            <label
              key={id}
              className={classNames(
                "relative flex gap-3 rounded-lg border p-4 transition-colors has-focus-visible:outline-3 has-focus-visible:outline-accent has-focus-visible:outline-offset-2",
                chosen ? "border-accent bg-accent-wash" : "border-edge bg-leaf hover:border-ink",
              )}
            >
              <input
                type="radio"
                name={name}
                checked={chosen}
                onChange={() => onChoose(id)}
                onClick={() => {
                  // A click on the chosen one brings back what was edited.
                  if (chosen && edited) onChoose(id);
                }}
                className="mt-1 size-5 shrink-0 accent-accent focus-visible:outline-none"
              />
              <span>
                <span className="block font-serif text-lg leading-snug">
                  {label}
                  {chosen && edited ? <span className="ml-2 font-sans text-soft text-sm">edited</span> : null}
                </span>
                <span className="block text-soft text-sm">{summary}</span>
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
