const numbers = new WeakMap<object, number>();
let last = 0;

/** A number that tells this object from every other: for keys of what is too large to be compared by its content. */
export function identityOf(object: object): number {
  const known = numbers.get(object) ?? ++last;
  numbers.set(object, known);
  return known;
}
