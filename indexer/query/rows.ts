import type * as v from "valibot";
import { blockOf } from "../position.ts";
import { addressOf } from "../sql.ts";

/** Something as the index writes it: what a reader's schema takes. */
export type Written<Schema extends v.GenericSchema> = v.InferInput<Schema>;

/** Where one field of an answer stands in a statement, and how it is read from there. */
export type Field<Value> = {
  /** Its columns, each an expression. */
  sql: readonly string[];
  read(...columns: unknown[]): Value;
};

/** A row as the database gives it. */
export type Row = Record<string, unknown>;

export const text = (sql: string): Field<string> => ({ sql: [sql], read: String });

export const whole = (sql: string): Field<number> => ({ sql: [sql], read: Number });

/** Too large for a number: as the text that it is told in. */
export const amount = (sql: string): Field<string> => ({ sql: [`(${sql})::text`], read: String });

export const account = (sql: string): Field<string> => ({ sql: [sql], read: addressOf });

/** One of a few words that the expression gives. */
export const word = <Word extends string>(sql: string): Field<Word> => ({ sql: [sql], read: (value) => value as Word });

export const orNull = <Value>({ sql, read }: Field<Value>): Field<Value | null> => ({
  sql,
  read: (...columns) => (columns[0] === null ? null : read(...columns)),
});

/** The block and the time of a row, by the position and the time that every row has. */
export const place = (row: string): Field<{ block: number; time: number }> => ({
  sql: [`${row}.position`, `${row}.time`],
  read: (position, time) => ({ block: blockOf(position), time: Number(time) }),
});

/** The columns to ask for, and the item of a row that has them. */
export type Rows<Item> = { columns: string; read(row: Row): Item };

/** What an answer's item is made of, field by field. Its columns have names of their own: only `read` knows them. */
export function rowsOf<Item>(fields: { readonly [Name in keyof Item]: Field<Item[Name]> }): Rows<Item> {
  const parts = Object.entries(fields) as [string, Field<unknown>][];
  const alias = (name: string, column: number) => `${name}.${column}`;
  return {
    columns: parts
      .flatMap(([name, { sql }]) => sql.map((expression, i) => `${expression} AS "${alias(name, i)}"`))
      .join(", "),
    read: (row: Row) =>
      Object.fromEntries(
        parts.map(([name, { sql, read }]) => [name, read(...sql.map((_, i) => row[alias(name, i)]))]),
      ) as Item,
  };
}
