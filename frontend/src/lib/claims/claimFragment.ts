/** The text of a signed claim as the part of an address after "#", which no server ever sees. */
export function claimFragment(document: string): string {
  return encodeURIComponent(document);
}
