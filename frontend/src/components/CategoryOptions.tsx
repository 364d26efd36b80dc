import { categories } from "@colophon/sdk";

/** Every category of works, as options of a Select. */
export function CategoryOptions() {
  return categories.map(({ id, label }) => (
    <option key={id} value={id}>
      {label}
    </option>
  ));
}
