/** What to tell about a block that is in the chain, but perhaps not for good. */
export function finality(final: boolean, command = "colophon bundle"): string {
  return final
    ? "The block is final."
    : `The block is not final yet and could still be replaced; make the bundle again with ${command} when it is.`;
}
