import type { SqlValue } from "../database/Sql.ts";

/** Conditions of a statement and their values: a value never becomes part of the text. */
export class Conditions {
  readonly values: SqlValue[] = [];
  readonly #texts: string[] = [];

  /** The placeholder for a value, such as $3. */
  value(value: SqlValue): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** Adds a condition; with `?` where the values go. */
  add(text: string, ...values: SqlValue[]): this {
    let next = 0;
    this.#texts.push(text.replaceAll("?", () => this.value(values[next++] as SqlValue)));
    return this;
  }

  get text(): string {
    return this.#texts.join(" AND ") || "TRUE";
  }
}
