/** What a buyer chose and typed. */
export type PurchaseDraft = { other: boolean; text: string; seats: string };
