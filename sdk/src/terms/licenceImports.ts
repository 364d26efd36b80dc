import { endsForBreach } from "./conditions.ts";
import { baseTerms, type Terms } from "./terms.ts";
import { type PurposeId, purposes, type UseId, uses } from "./uses.ts";

export type LicenceImport = {
  id: string;
  /** The name of the original. */
  label: string;
  family: "Creative Commons" | "Can't Be Evil";
  /** Where the original stands. */
  original: string;
  /** What comes nearest to it here. */
  terms: Terms;
  /** In what these terms are not the original, for people to read before they choose them. */
  differences: readonly string[];
};

const everything: UseId[] = uses.map(({ id }) => id);
const everyPurpose: PurposeId[] = purposes.map(({ id }) => id);

/** Copyright licences give no right in inventions, marks and secrets. */
const copyrightUses = everything.filter((id) => id !== "manufacture" && id !== "mark" && id !== "know-how");
const withoutNewWorks = copyrightUses.filter((id) => id !== "adapt" && id !== "translate");
const notForMoney: PurposeId[] = ["private", "teaching", "research", "non-commercial"];
const every = { ...baseTerms, uses: copyrightUses, purposes: everyPurpose };

const differs = {
  holder:
    "The original is given to everybody at once. This licence is held by whoever acquired a token, at the price of the offer, which may be zero; those who receive the Work from them need a licence of their own.",
  text: "The original's words do not apply; those of the licence text do. Works under these terms can't be mixed with works under the original as if they were under one licence.",
  ending:
    "The original ends by itself at a breach and revives if the breach is cured within 30 days of its discovery. This licence goes on until the Licensor ends it, after notice and 30 days to cure.",
  credit:
    "The original also asks to keep notices and to link to the Work and to the licence, and forbids technical locks. These terms ask for author and title only.",
  money:
    "The original allows every use that is not mainly meant for money. These terms list purposes, and allow private ones, teaching and study, research, and the public where nobody pays and nothing is promoted; what an organisation does for its own work is not covered.",
  adapting:
    "The original lets you make changed versions for yourself without sharing them. These terms allow no changes apart from what a use technically requires.",
  alike:
    "The original asks that what is made from the Work is shared under the same licence or a compatible one. Here a new work that is registered as made from this one can be licensed under exactly these terms only; one that is not registered is outside the contract's reach.",
  sale: "In the original, licences that the holder gave to others end when the token is sold. Here the sublicences stay, and end with this licence.",
  owner:
    "The original follows an existing token that stands for the Work, and ends if that token is taken unlawfully. Here the licence is a token of its own, and the contract does not know how it was acquired.",
  hate: "The original may be ended for hateful, fraudulent, obscene or unlawful use, as it defines these. Here the licence text does not define them: the Licensor may end the licence for a breach of it only, after notice and 30 days to cure.",
  levels: "The original sets no number of levels of sublicences. Here there may be three.",
} as const;

const shared = [differs.holder, differs.text, differs.ending, differs.credit];
const creativeCommons: Terms = { ...every, conditions: endsForBreach };
const adaptable = { changes: true, derivatives: "allowed" } as const;
const alike = { changes: true, derivatives: "share-alike" } as const;
const deed = (name: string) => `https://creativecommons.org/licenses/${name}/4.0/legalcode`;
const cbe = "https://github.com/a16z/a16z-contracts";

/** Well-known licences as terms. None of them is the original: each says in what it differs. */
export const licenceImports = [
  {
    id: "cc-by",
    label: "CC BY 4.0",
    family: "Creative Commons",
    original: deed("by"),
    terms: { ...creativeCommons, ...adaptable },
    differences: shared,
  },
  {
    id: "cc-by-sa",
    label: "CC BY-SA 4.0",
    family: "Creative Commons",
    original: deed("by-sa"),
    terms: { ...creativeCommons, ...alike },
    differences: [...shared, differs.alike],
  },
  {
    id: "cc-by-nc",
    label: "CC BY-NC 4.0",
    family: "Creative Commons",
    original: deed("by-nc"),
    terms: { ...creativeCommons, purposes: notForMoney, ...adaptable },
    differences: [...shared, differs.money],
  },
  {
    id: "cc-by-nc-sa",
    label: "CC BY-NC-SA 4.0",
    family: "Creative Commons",
    original: deed("by-nc-sa"),
    terms: { ...creativeCommons, purposes: notForMoney, ...alike },
    differences: [...shared, differs.money, differs.alike],
  },
  {
    id: "cc-by-nd",
    label: "CC BY-ND 4.0",
    family: "Creative Commons",
    original: deed("by-nd"),
    terms: { ...creativeCommons, uses: withoutNewWorks },
    differences: [...shared, differs.adapting],
  },
  {
    id: "cc-by-nc-nd",
    label: "CC BY-NC-ND 4.0",
    family: "Creative Commons",
    original: deed("by-nc-nd"),
    terms: { ...creativeCommons, uses: withoutNewWorks, purposes: notForMoney },
    differences: [...shared, differs.money, differs.adapting],
  },
  {
    id: "cc0",
    label: "CC0 1.0",
    family: "Creative Commons",
    original: "https://creativecommons.org/publicdomain/zero/1.0/legalcode",
    terms: { ...every, uses: everything, ...adaptable, transferable: true, sublicensing: 8, attribution: false },
    differences: [
      "The original gives the author's rights up, for everybody and for good. These terms give up nothing: they are a licence, irrevocable and without conditions, for whoever holds a token.",
      "The original gives no right in patents and marks. These terms also allow making products where the Work is a design or an invention, and using it as a mark.",
      "The original lets anyone license on without limit. Here there may be eight levels of sublicences.",
      differs.text,
    ],
  },
  {
    id: "cbe-ecr",
    label: "Exclusive Commercial Rights (CBE-ECR)",
    family: "Can't Be Evil",
    original: cbe,
    terms: {
      ...every,
      ...adaptable,
      exclusivity: "exclusive",
      transferable: true,
      sublicensing: 3,
      attribution: false,
    },
    differences: [differs.owner, differs.sale, differs.levels, differs.text],
  },
  {
    id: "cbe-necr",
    label: "Non-Exclusive Commercial Rights (CBE-NECR)",
    family: "Can't Be Evil",
    original: cbe,
    terms: { ...every, ...adaptable, transferable: true, sublicensing: 3, attribution: false },
    differences: [differs.owner, differs.sale, differs.levels, differs.text],
  },
  {
    id: "cbe-necr-hs",
    label: "Non-Exclusive Commercial Rights, hate speech (CBE-NECR-HS)",
    family: "Can't Be Evil",
    original: cbe,
    terms: {
      ...every,
      ...adaptable,
      transferable: true,
      sublicensing: 3,
      attribution: false,
      conditions: endsForBreach,
    },
    differences: [differs.hate, differs.owner, differs.sale, differs.levels, differs.text],
  },
  {
    id: "cbe-pr",
    label: "Personal Use (CBE-PR)",
    family: "Can't Be Evil",
    original: cbe,
    terms: {
      ...baseTerms,
      uses: ["keep"],
      purposes: ["private"],
      transferable: true,
      attribution: false,
      seats: "person",
    },
    differences: [differs.owner, differs.text],
  },
  {
    id: "cbe-pr-hs",
    label: "Personal Use, hate speech (CBE-PR-HS)",
    family: "Can't Be Evil",
    original: cbe,
    terms: {
      ...baseTerms,
      uses: ["keep"],
      purposes: ["private"],
      transferable: true,
      attribution: false,
      seats: "person",
      conditions: endsForBreach,
    },
    differences: [differs.hate, differs.owner, differs.text],
  },
] as const satisfies readonly LicenceImport[];

export type LicenceImportId = (typeof licenceImports)[number]["id"];
