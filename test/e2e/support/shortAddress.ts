/** An address as the page shows it. */
export function shortAddress(address: string): RegExp {
  return new RegExp(`${address.slice(0, 6)}.${address.slice(-4)}`, "i");
}
