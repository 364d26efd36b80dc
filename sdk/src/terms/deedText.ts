import { durationInWords } from "./durationInWords.ts";
import type { Terms } from "./Terms.ts";
import { type UseId, uses } from "./uses.ts";

/** Uses that people most often assume: the deed says so when they are not included. */
const oftenAssumed: readonly { id: UseId; sentence: string }[] = [
  { id: "advertising", sentence: "use the Work to advertise or promote anything;" },
  { id: "merchandise", sentence: "put the Work on goods for sale;" },
  { id: "resale-of-copies", sentence: "sell, rent or give away copies of the Work as such, or offer it for download;" },
  { id: "ai-training", sentence: "train, fine-tune or evaluate machine learning models with the Work;" },
  { id: "ai-generation", sentence: "give the Work to a machine learning model as an input or a reference;" },
];

function section(title: string, ...paragraphs: string[]): string {
  return `${title.toUpperCase()}\n\n${paragraphs.join("\n\n")}`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

function permissions(terms: Terms): string {
  return section(
    "What you may do",
    `From the beginning to the end of the Term, anywhere in the world, you may:`,
    list(uses.filter((use) => terms.uses.includes(use.id)).map((use) => use.sentence)),
    "You may do what each of these uses cannot do without, such as making copies, and you may let others do it on your behalf and for your purposes only. You answer for what they do. The permission is not exclusive: the Licensor may use the Work and may license it to others.",
  );
}

function limits(terms: Terms): string {
  const excluded = oftenAssumed.filter(({ id }) => !terms.uses.includes(id)).map(({ sentence }) => sentence);
  return section(
    "What you may not do",
    "A use that is not listed above is not licensed. In particular, you may not:",
    list([
      ...excluded,
      "grant licences to others under this one;",
      "say or suggest that you are the author of the Work, or that its author endorses you.",
    ]),
    "Nothing here takes away what the law allows everybody without a licence, such as quotation.",
  );
}

function term({ duration }: Terms): string {
  const start = "The Term begins at the start time that the licence token records, which is the time of its sale,";
  if (duration === "forever") {
    return section("How long", `${start} and has no end. It lasts no longer than the rights in the Work.`);
  }
  const words = durationInWords(duration);
  const exact = words.endsWith("second") || words.endsWith("seconds") ? words : `${words} (${duration} seconds)`;
  return section(
    "How long",
    `${start} and lasts ${exact}. The end time that the token records is the first moment at which you are no longer licensed.`,
    "Copies that were lawfully handed over to others before the end may stay with them. You make, publish and hand over none after it, and you take down what you control.",
  );
}

function passingOn({ transferable }: Terms): string {
  return section(
    "Passing it on",
    transferable
      ? "You may transfer the licence token. The new holder then has this licence for the rest of the Term, and you have it no longer. It cannot be divided."
      : "The licence token cannot be transferred. It stays with the account that first received it.",
  );
}

function credit({ attribution }: Terms): string {
  return section(
    "Credit",
    attribution
      ? "Name the author and the title as the record of the Work gives them, where and how that is customary for the use. If you changed the Work, say so."
      : "The Licensor does not ask you to name the author. Where the law gives authors a right to be named that they cannot give up, that right remains.",
  );
}

function changes(terms: Terms): string {
  const text = {
    none: "You may not change the Work, apart from what a licensed use technically requires, such as another size, format or resolution.",
    allowed:
      "You may change the Work as far as the licensed uses call for it, in a way that does not harm the author's honour or reputation.",
    "share-alike":
      "You may change the Work as far as the licensed uses call for it, in a way that does not harm the author's honour or reputation. If you hand over or publish a changed version, you must allow everybody who receives it to use your changes for the same uses and under the same conditions as in this deed.",
  } as const;
  return section("Changes", text[terms.changes]);
}

function enforcement(terms: Terms): string {
  return section(
    "What the contract enforces, and what binds by agreement",
    `The smart contract that issued the licence token records which uses are licensed and when the Term begins and ends, and tells anyone who asks whether an account is licensed for a use at a time. ${terms.transferable ? "It lets the token be transferred." : "It refuses to transfer the token."} The Licensor cannot change these records or take the token back through the contract.`,
    "The contract cannot see what anybody does with the Work and cannot prevent it. Everything else in this deed, including credit, changes and what you may not do, binds the Licensor and you as an agreement between you: the Licensor made it by publishing the offer, and you accept it by acquiring the token. If you break it, the law decides what follows.",
  );
}

function disclaimer(): string {
  return section(
    "What this is not",
    "This deed transfers no copyright, patent, mark or other right; it gives a permission. It does not prove that the Licensor is the author of the Work or may license it: the record shows only who claimed the Work, and when. It does not replace permissions that others may have to give, such as the people, marks or works that appear in the Work. It is not legal advice.",
  );
}

/**
 * The words of a deed. They are part of the format colophon-deed/1: a deed is checked by writing it again,
 * so no word here may ever change. Other words are another format.
 */
export function deedText(terms: Terms): string {
  const opening =
    "This deed is the text of a licence. “The Work” is the work that the licence token belongs to. “The Licensor” is the account that published the offer under which the token was issued, and the person behind it. “You” are the holder of the token.";
  return `${[
    `LICENCE DEED\n\n${opening}`,
    permissions(terms),
    limits(terms),
    term(terms),
    passingOn(terms),
    credit(terms),
    changes(terms),
    enforcement(terms),
    disclaimer(),
  ].join("\n\n")}\n`;
}
