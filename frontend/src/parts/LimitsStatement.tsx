/** What a timestamp proves and what it does not. Said on every page and with every verdict. */
export function LimitsStatement() {
  return (
    <p>
      A timestamp proves that its claimant held exactly these bytes no later than a block. It does not prove who made
      them, who owns them, or that they are original.
    </p>
  );
}
