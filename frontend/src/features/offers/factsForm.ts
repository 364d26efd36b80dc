import { ColophonError, inList } from "@colophon/sdk";
import {
  emptySchedule,
  mostAnnexes,
  type Schedule,
  type ScheduleDocument,
  type ScheduleParty,
  scheduleOf,
} from "@colophon/sdk/terms";
import { type Hex, zeroHash } from "viem";
import { type PartForm, partIn } from "./wordingForm.ts";

/** A file that was read on this device, of which its name and its SHA-256 are kept. */
type ReadFile = { name: string; digest: Hex };

/** Who a party says they are, as typed. */
export type PartyForm = {
  role: ScheduleParty["role"];
  name: string;
  address: string;
  statement: ReadFile | undefined;
};

/** What the form "Facts of the deal" holds, as typed. What is empty is not said. */
export type FactsForm = {
  project: string;
  versions: string;
  credit: string;
  tax: string;
  /** What is delivered, by when, how, and when it counts as accepted. */
  what: string;
  when: string;
  how: string;
  acceptance: string;
  parties: readonly PartyForm[];
  more: readonly { title: string; text: string }[];
  annexes: readonly PartForm[];
  /** Whether the parties have a document of their own in place of these. */
  owned: boolean;
  own: ReadFile | undefined;
  /** For an offer to everybody: whether the facts are published with it, or handed over by the licensor. */
  readers: "unsaid" | "anybody" | "buyers";
};

export const emptyFacts: FactsForm = {
  ...{ project: "", versions: "", credit: "", tax: "", what: "", when: "", how: "", acceptance: "" },
  ...{ parties: [], more: [], annexes: [], owned: false, own: undefined, readers: "unsaid" },
};

export const emptyParty: PartyForm = { role: "licensor", name: "", address: "", statement: undefined };

export type FactsErrors = Readonly<
  Partial<
    Record<
      "project" | "versions" | "credit" | "tax" | "delivery" | "parties" | "more" | "annexes" | "own" | "readers",
      string
    >
  >
>;

export type ParsedFacts = {
  errors: FactsErrors;
  /** The facts as a document; undefined if there are none, they are the parties' own, or something is wrong. */
  facts: ScheduleDocument | undefined;
  /** What the offer names; undefined if something is wrong. */
  digest: Hex | undefined;
  /** Whether the facts go to the public content store with the offer. */
  published: boolean;
};

const typed = (text: string): "none" | string => (text.trim() === "" ? "none" : text);

function deliveryIn({ what, when, how, acceptance }: FactsForm): Schedule["delivery"] {
  const delivery = { what, when, how, acceptance };
  const names = { what: "what", when: "when", how: "how", acceptance: "when it counts as accepted" };
  const blank = (Object.keys(delivery) as (keyof typeof delivery)[]).filter((field) => delivery[field].trim() === "");
  if (blank.length === 4) return "none";
  if (blank.length === 0) return delivery;
  throw new ColophonError(
    `A delivery says what, when, how and when it is accepted. Still open: ${inList(blank.map((field) => names[field]))}.`,
  );
}

function partyIn({ role, name, address, statement }: PartyForm): ScheduleParty {
  return { role, name, address: typed(address), statement: statement?.digest ?? "none" };
}

/** The facts that a form says, or what is wrong with them. `forOne`: they go to one buyer, with a quote. */
export function parseFactsForm({ form, forOne }: { form: FactsForm; forOne: boolean }): ParsedFacts {
  if (form.owned) {
    if (form.own) return { errors: {}, facts: undefined, digest: form.own.digest, published: false };
    const own = "Choose the document, or turn this off. It stays on this device; its digest goes into the offer.";
    return { errors: { own }, facts: undefined, digest: undefined, published: false };
  }
  const errors: Record<string, string> = {};
  const schedule: { -readonly [Field in keyof Schedule]: Schedule[Field] } = { ...emptySchedule };
  const read = <Field extends keyof Schedule>(field: Field, name: keyof FactsErrors, value: () => Schedule[Field]) => {
    try {
      const change = { [field]: value() } as Pick<Schedule, Field>;
      if (JSON.stringify(change[field]) === JSON.stringify(emptySchedule[field])) return;
      Object.assign(schedule, { [field]: scheduleOf({ ...emptySchedule, ...change }).schedule[field] });
    } catch (error) {
      errors[name] = error instanceof ColophonError ? error.shortMessage : String(error);
    }
  };
  read("project", "project", () => typed(form.project));
  read("versions", "versions", () => typed(form.versions));
  read("credit", "credit", () => typed(form.credit));
  read("tax", "tax", () => typed(form.tax));
  read("delivery", "delivery", () => deliveryIn(form));
  read("parties", "parties", () => form.parties.map(partyIn));
  read("facts", "more", () => form.more);
  read("annexes", "annexes", () => form.annexes.slice(0, mostAnnexes).map((part, i) => partIn(part, `annex ${i + 1}`)));
  const broken = Object.keys(errors).length > 0;
  if (broken) return { errors, facts: undefined, digest: undefined, published: false };
  if (JSON.stringify(schedule) === JSON.stringify(emptySchedule)) {
    return { errors, facts: undefined, digest: zeroHash, published: false };
  }
  const facts = scheduleOf(schedule);
  if (forOne) return { errors, facts, digest: facts.digest, published: false };
  if (form.readers === "unsaid") {
    // The text can be read meanwhile.
    const readers = "Say whether anybody can read the facts, or only whom you give them.";
    return { errors: { readers }, facts, digest: undefined, published: false };
  }
  return { errors, facts, digest: facts.digest, published: form.readers === "anybody" };
}

/** What the folded form says, in a line. */
export function factsInWords({ facts, digest, errors }: ParsedFacts): string {
  if (facts === undefined) {
    if (Object.keys(errors).length > 0) return "Something is missing.";
    return digest === zeroHash
      ? "A named project, the credit line, delivery, the parties, tax."
      : "A document of your own.";
  }
  const { project, versions, credit, delivery, parties, tax, facts: more, annexes } = facts.schedule;
  const said = [
    ...(project === "none" ? [] : ["project"]),
    ...(versions === "none" ? [] : ["versions"]),
    ...(credit === "none" ? [] : ["credit line"]),
    ...(delivery === "none" ? [] : ["delivery"]),
    ...(parties.length === 0 ? [] : ["parties"]),
    ...(tax === "none" ? [] : ["tax"]),
    ...more.map(({ title }) => title),
    ...(annexes.length === 0 ? [] : ["annexes"]),
  ];
  const words = inList(said);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
