/** Every territory, as terms name it on the chain. */
export const wholeWorld = { decimal: String(2n ** 256n - 1n) };
