/**
 * How the settings of a site are read: plain functions in place of a library of schemas, because the first page waits
 * for them and such a library is a thirtieth of what it loads. Each takes what it found and where, and returns what it
 * stands for or throws a {@link Mistake}.
 */
export type Reader<Value> = (found: unknown, where: string) => Value;

/** Something in the settings that they cannot be read with. */
export class Mistake extends Error {
  /** Where it is, such as "chains.0.rpc". */
  readonly where: string;
  /** More about it than that it is none of what belongs there. */
  readonly sentence: string;

  constructor(where: string, sentence = "") {
    super(`There is a mistake at "${where}". ${sentence}`);
    this.where = where;
    this.sentence = sentence;
  }
}

/** Text that is like a pattern, as a type of texts if all that are like it are of that type. */
export function text<Value extends string = string>(pattern = /^/): Reader<Value> {
  return (found, where) => {
    if (typeof found !== "string" || !pattern.test(found)) throw new Mistake(where);
    return found as Value;
  };
}

/** A whole number within bounds, both of them allowed. */
export function whole(least = 0, most = Number.MAX_SAFE_INTEGER): Reader<number> {
  return (found, where) => {
    if (!Number.isSafeInteger(found)) throw new Mistake(where);
    const number = found as number;
    if (number < least || number > most) throw new Mistake(where);
    return number;
  };
}

export const yesOrNo: Reader<boolean> = (found, where) => {
  if (typeof found !== "boolean") throw new Mistake(where);
  return found;
};

/** Something that may be missing, or `null`, which stands for the same. */
export function maybe<Value, Missing>(read: Reader<Value>, missing: Missing): Reader<Value | Missing> {
  return (found, where) => (found === undefined || found === null ? missing : read(found, where));
}

export function listOf<Value>(read: Reader<Value>): Reader<Value[]> {
  return (found, where) => {
    if (!Array.isArray(found)) throw new Mistake(where);
    return found.map((item, index) => read(item, `${where}.${index}`));
  };
}

/** An object of which these fields are read, and others are let be. Those that stand for nothing are left out. */
export function fields<Value extends object>(
  readers: {
    [Name in keyof Value]-?: Reader<Value[Name]>;
  },
): Reader<Value> {
  const known = Object.entries<Reader<unknown>>(readers);
  return (found, where) => {
    if (typeof found !== "object" || found === null) throw new Mistake(where);
    const given = found as Record<string, unknown>;
    const read = known.map(([name, reader]) => [name, reader(given[name], where ? `${where}.${name}` : name)]);
    return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as Value;
  };
}
