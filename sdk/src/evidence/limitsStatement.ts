/** What no timestamp can prove; shown wherever a verdict is. */
export const limitsStatement =
  "A timestamp proves that the claimant held exactly these bytes no later than a block. It does not prove originality, authorship, ownership or legal validity. The block's time is as its producer wrote it, within the rules of the chain.";
