import { uses } from "@colophon/sdk";

/** Every use that terms know, as options of a Select. */
export function UseOptions() {
  return uses.map(({ id, label }) => (
    <option key={id} value={id}>
      {label}
    </option>
  ));
}
