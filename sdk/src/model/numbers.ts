const thousandsSeparator = ",";

/** A whole number with a comma between thousands. */
export function grouped(value: number | bigint | string): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, thousandsSeparator);
}

/** The words that go with a number: `wordFor(1, "is", "are")`. The second form adds an s where none is given. */
export function wordFor(value: number | bigint, one: string, other = `${one}s`): string {
  return Number(value) === 1 ? one : other;
}

/** A number with its noun: "1 seat", "1,200 seats". */
export function count(value: number | bigint, one: string, other?: string): string {
  return `${grouped(value)} ${wordFor(value, one, other)}`;
}

/** Every one of so many: "All 3 figures", "The one figure". */
export function allOf(value: number | bigint, one: string, other = `${one}s`): string {
  return wordFor(value, `The one ${one}`, `All ${grouped(value)} ${other}`);
}
