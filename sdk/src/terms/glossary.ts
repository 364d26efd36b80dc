/** A word of the product, in one sentence that a person of any trade understands. */
export type GlossaryEntry = { term: string; meaning: string };

/** The words of the product, one for one thing, in the order of the alphabet. */
export const glossary = [
  { term: "account", meaning: "An address on Ethereum that a wallet signs for: who acts, pays and receives." },
  {
    term: "agent",
    meaning: "An account that may act for another in one matter, until a time; it can transfer nothing.",
  },
  { term: "annex", meaning: "A document of the parties that is part of a licence, named by its digest." },
  { term: "arbitrator", meaning: "A contract that rules on a notice of breach which the licensee contests." },
  { term: "arrears", meaning: "Periods whose report is late, and what is owed for them." },
  { term: "block", meaning: "One page of Ethereum's record, with its time: what is in it was known by then." },
  {
    term: "bundle",
    meaning: "One file with the evidence of a proof, which anyone can check without us and without a network.",
  },
  {
    term: "chain",
    meaning: "The record that Ethereum keeps: everybody can read it, and nobody can change what it says.",
  },
  { term: "claim", meaning: "To register a work as one's own; a claim says who came first, not who is right." },
  { term: "claimant", meaning: "The account that registered a work. It stays so when the work is transferred." },
  { term: "content store", meaning: "Where public files and texts are kept and found by their digest (IPFS)." },
  { term: "controller", meaning: "The account that holds a work's token and may offer licences of it." },
  { term: "cure", meaning: "To put a breach right in the time that the licence gives for it." },
  { term: "currency", meaning: "ETH, or a token that counts as money." },
  { term: "digest", meaning: "A short number made from a file (SHA-256). Another file has another one." },
  {
    term: "disclosure",
    meaning: "Files that a party of an agreement hands to another, who signs that they came.",
  },
  { term: "entry", meaning: "What the register holds of one work: its claim, its versions and its records." },
  {
    term: "exclusive",
    meaning: "One licensee alone: through these contracts nobody else is licensed for the same, nor the licensor.",
  },
  { term: "field", meaning: "The one thing a licence is for, such as a language, a product or a project." },
  { term: "holder", meaning: "The account that has a licence, or that has royalty units of a work." },
  { term: "ledger", meaning: "The list of disclosures under an agreement: entries are added and never changed." },
  {
    term: "licence",
    meaning: "A permission to use a work in some ways, for some purposes, in some places, for a time.",
  },
  { term: "licence text", meaning: "The words of a licence. Its digest is on the chain, so that nobody can swap it." },
  { term: "licensee", meaning: "Whoever holds a licence." },
  {
    term: "licensor",
    meaning: "Whoever may grant a licence: the controller of the work, or the holder of the licence above.",
  },
  { term: "minimum", meaning: "What is owed at least for a period, also if nothing was sold." },
  { term: "notice", meaning: "What a licensor records when a licence was broken. Then the time to cure it runs." },
  { term: "offer", meaning: "A licence for sale: its terms, price, number and time. It can be closed, never edited." },
  { term: "opening", meaning: "The secret file that shows what a stamp was of. Keep it: nobody can make it again." },
  { term: "period", meaning: "How long one report is for, or how long a licence runs before it is renewed." },
  { term: "purpose", meaning: "What a use is for, such as teaching, news or advertising." },
  { term: "quote", meaning: "An offer that is signed for one buyer, who publishes it by buying." },
  { term: "report", meaning: "What a licensee says they sold and earned in a period, and what they owe for it." },
  { term: "royalty units", meaning: "Shares of what a work earns. In some countries these may be securities." },
  { term: "seat", meaning: "What a licence is counted in: a person, an organisation, a product, a copy or a place." },
  {
    term: "sole",
    meaning: "One licensee and the licensor: through these contracts nobody else is licensed for the same.",
  },
  { term: "stamp", meaning: "A record that somebody held a file by a time. It shows nothing of the file." },
  { term: "statement", meaning: "A list of what an account earned or paid, for one's books." },
  {
    term: "sublicence",
    meaning: "A licence under a licence. It allows no more, lasts no longer, and ends with the one above.",
  },
  { term: "surrender", meaning: "To give a licence back for good. What is owed stays owed." },
  { term: "terms", meaning: "What a licence allows and asks, as the contracts know it." },
  { term: "till", meaning: "A work's own address: what is sent there belongs to its holders." },
  { term: "token", meaning: "What stands on the chain for a thing that somebody has: a work, a licence, or money." },
  {
    term: "transfer",
    meaning: "To give a work's entry, a licence or units to another account. It assigns no copyright.",
  },
  { term: "use", meaning: "What may be done with a work, such as to print it, film it or train a model with it." },
  { term: "wallet", meaning: "The program that keeps your keys and asks you before it signs." },
  { term: "withdraw", meaning: "To move what you have earned to your account or another." },
  { term: "work", meaning: "What somebody made and registered: a text, a song, a picture, a program, a design." },
] as const satisfies readonly GlossaryEntry[];

export type GlossaryTerm = (typeof glossary)[number]["term"];

/** The glossary as a page in Markdown, each term with a heading that can be linked to. */
export function glossaryPage(): string {
  const entries = glossary.map(({ term, meaning }) => `## ${term}\n\n${meaning}\n`);
  return `# Glossary\n\nOne word for one thing, here, in the dApp and in licence texts.\n\n${entries.join("\n")}`;
}
