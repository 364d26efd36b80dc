/** A share in parts per billion as an exact percentage without the sign, such as "2.5". */
export function percentOfShare(share: number): string {
  const whole = Math.floor(share / 10_000_000);
  const fraction = String(share % 10_000_000)
    .padStart(7, "0")
    .replace(/0+$/, "");
  return fraction === "" ? String(whole) : `${whole}.${fraction}`;
}
