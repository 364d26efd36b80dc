export type SqlValue = string | number | bigint | boolean | null | readonly (string | number)[];

/** A database that answers SQL with $1, $2 ... PostgreSQL and PGlite alike: numeric and bigint come as text. */
export type Sql = {
  query<Row extends Record<string, unknown>>(text: string, values?: readonly SqlValue[]): Promise<Row[]>;
};
