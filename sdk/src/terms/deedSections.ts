import { durationInWords } from "./durationInWords.ts";
import type { Terms } from "./Terms.ts";
import { type UseId, uses } from "./uses.ts";

export type DeedSection = {
  /** Empty for the opening. */
  title: string;
  /** Paragraphs, and lists as arrays. */
  blocks: readonly (string | readonly string[])[];
};

/** Uses that people most often assume: the deed says so when they are not included. */
const oftenAssumed: readonly { id: UseId; words: string }[] = [
  { id: "advertising", words: "use the Work to advertise or promote anything" },
  { id: "merchandise", words: "put the Work on goods for sale" },
  { id: "resale-of-copies", words: "sell, rent or hand out the Work on its own, outside the uses above" },
  { id: "ai-training", words: "train, fine-tune or evaluate machine learning models with the Work" },
  { id: "ai-generation", words: "give the Work to a machine learning model as an input or a reference" },
];

function permissions(terms: Terms): DeedSection {
  return {
    title: "What you may do",
    blocks: [
      "From the beginning to the end of the Term, anywhere in the world, you may:",
      uses.filter((use) => terms.uses.includes(use.id)).map((use) => use.sentence),
      "You may do what each of these uses cannot do without, such as making copies. You may let others act for you, for your purposes only, and you answer for what they do. The permission is not exclusive: the Licensor may use the Work and may license it to others.",
    ],
  };
}

function limits(terms: Terms): DeedSection {
  return {
    title: "What you may not do",
    blocks: [
      "A use that is not listed above is not licensed. In particular, you may not:",
      [
        ...oftenAssumed.filter(({ id }) => !terms.uses.includes(id)).map(({ words }) => words),
        "grant licences to others under this one",
        "say or suggest that you are the author of the Work, or that its author endorses you",
      ],
      "Nothing here takes away what the law allows everybody without a licence, such as quotation.",
    ],
  };
}

function term({ duration }: Terms): DeedSection {
  const title = "How long";
  const start = "The Term begins at the start time that the licence token records, which is the time of its sale,";
  if (duration === "forever") {
    return { title, blocks: [`${start} and has no end. It lasts no longer than the rights in the Work.`] };
  }
  return {
    title,
    blocks: [
      `${start} and lasts ${durationInWords(duration)}. The end time that the token records is the first moment at which you are no longer licensed.`,
      "Copies that were lawfully handed over to others before the end may stay with them. After the end you make, publish and hand over no more, and you take down what you control.",
    ],
  };
}

function passingOn({ transferable }: Terms): DeedSection {
  return {
    title: "Passing it on",
    blocks: [
      transferable
        ? "You may transfer the licence token. The new holder then has this licence for the rest of the Term, and you have it no longer. It cannot be divided."
        : "The licence token cannot be transferred. It stays with the account that first received it.",
    ],
  };
}

function credit({ attribution, changes }: Terms): DeedSection {
  const asked =
    "Name the author and the title as the record of the Work gives them, where and how that is customary for the use.";
  return {
    title: "Credit",
    blocks: [
      attribution
        ? `${asked}${changes === "none" ? "" : " If you changed the Work, say so."}`
        : "The Licensor does not ask you to name the author. Where the law gives authors a right to be named that they cannot give up, that right remains.",
    ],
  };
}

function changes(terms: Terms): DeedSection {
  const allowed =
    "You may change the Work as far as the licensed uses call for it, in a way that does not harm the author's honour or reputation.";
  const words = {
    none: "You may not change the Work, apart from what a licensed use technically requires, such as another size, format or resolution.",
    allowed,
    "share-alike": `${allowed} If you publish or hand over a changed version, you must allow everybody who receives it to use your changes for the same uses and under the same conditions as in this deed.`,
  } as const;
  return { title: "Changes", blocks: [words[terms.changes]] };
}

function enforcement({ transferable }: Terms): DeedSection {
  return {
    title: "What the contract enforces, and what binds by agreement",
    blocks: [
      `The smart contract that issued the licence token records which uses are licensed and when the Term begins and ends, and tells anyone who asks whether an account is licensed for a use at a time. ${transferable ? "It lets the token be transferred." : "It refuses to transfer the token."} The Licensor cannot change these records or take the token back through the contract.`,
      "The contract cannot see what anybody does with the Work and cannot prevent it. Everything else in this deed, including credit, changes and what you may not do, binds the Licensor and you as an agreement between you: the Licensor made it by publishing the offer, and you accept it by acquiring the token. By publishing the offer, the Licensor also declares to you that they may grant this licence; nobody has verified that. This deed chooses no law and no court: those that apply without a choice apply.",
    ],
  };
}

const disclaimer: DeedSection = {
  title: "What this is not",
  blocks: [
    "This deed transfers no copyright, patent, mark or other right; it gives a permission. It does not prove that the Licensor is the author of the Work or may license it: the record shows only who claimed the Work, and when. It does not replace permissions that others may have to give, such as the people, marks or works that appear in the Work. It is not legal advice.",
  ],
};

/**
 * The deed of terms, section by section. Its words are part of the format colophon-deed/1: a deed is checked by
 * writing it again, so none of them may ever change. Other words are another format.
 */
export function deedSections(terms: Terms): readonly DeedSection[] {
  return [
    {
      title: "",
      blocks: [
        "This deed is the text of a licence. “The Work” is the work that the licence token belongs to. “The Licensor” is the account that published the offer under which the token was issued, and the person behind it. “You” are the holder of the token.",
      ],
    },
    permissions(terms),
    limits(terms),
    term(terms),
    passingOn(terms),
    credit(terms),
    changes(terms),
    enforcement(terms),
    disclaimer,
  ];
}
