/** The work and the serial that a licence's number is made of. */
export function splitLicenceId(licence: bigint): { work: bigint; serial: number } {
  return { work: licence >> 32n, serial: Number(licence & 0xffff_ffffn) };
}
