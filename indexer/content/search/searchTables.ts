/**
 * The table that words and names are searched in, inside the index's own schema: it goes when the index goes, and is
 * filled again from the metadata that was kept. Its rows are narrow and lie in the order of registration, so that reading
 * the newest ones is cheap. A row counts only while the index has that work at that position.
 */
export const searchTables = (schema: string): readonly string[] => [
  `CREATE TABLE IF NOT EXISTS "${schema}".searchable (
    work text PRIMARY KEY,
    position bigint NOT NULL,
    category integer NOT NULL,
    digest text NOT NULL,
    words tsvector NOT NULL,
    grams text[] NOT NULL
  )`,
  // Words lie in the row, where a walk finds them at once; and the 2,000 most frequent ones are counted.
  `ALTER TABLE "${schema}".searchable ALTER COLUMN words SET STORAGE MAIN, ALTER COLUMN words SET STATISTICS 200,
    ALTER COLUMN grams SET STORAGE MAIN, ALTER COLUMN grams SET STATISTICS 200`,
  `CREATE INDEX IF NOT EXISTS searchable_position_index ON "${schema}".searchable (position)`,
  `CREATE INDEX IF NOT EXISTS searchable_category_index ON "${schema}".searchable (category, position)`,
  `CREATE INDEX IF NOT EXISTS searchable_words_index ON "${schema}".searchable USING gin (words)`,
  `CREATE INDEX IF NOT EXISTS searchable_grams_index ON "${schema}".searchable USING gin (grams)`,
];
