import { ColophonError, day, mostTermsSeconds } from "@colophon/sdk";
import {
  baseWording,
  type LicenceLanguage,
  mostAnnexes,
  normalWording,
  type Part,
  type RightsAnswer,
  type RightsOf,
  rightsAsked,
  rightsOfOthers,
  type Terms,
  type Wording,
} from "@colophon/sdk/terms";
import type { Hex } from "viem";
import { parseWhole } from "../../lib/parse.ts";

/** A document of the parties, as chosen and typed. */
export type PartForm = { title: string; file: { name: string; digest: Hex } | undefined; at: string };

/** What the form says of the text beside the terms, as typed. */
export type WordingForm = {
  language: LicenceLanguage;
  law: string;
  forum: "none" | "courts" | "arbitration";
  courts: string;
  arbitration: string;
  seat: string;
  notices: string;
  rights: Readonly<Record<RightsOf, RightsAnswer>>;
  /** Days after the end; empty for none. */
  sellOff: string;
  models: Wording["models"];
  liability: "law" | "paid" | "most";
  /** The most that each side answers for, in words. */
  most: string;
  indemnity: Wording["indemnity"];
  annexes: readonly PartForm[];
  prevails: Wording["prevails"];
  /** Whether the parties have a text of their own. */
  owned: boolean;
  own: PartForm;
};

export const emptyPart: PartForm = { title: "", file: undefined, at: "" };

const orEmpty = (text: "none" | string) => (text === "none" ? "" : text);

const formOfPart = ({ title, sha256, at }: Part): PartForm => ({
  title,
  file: { name: title, digest: sha256 },
  at: orEmpty(at),
});

/** The form that says this wording, whose sell-off is whole days. */
export function formOfWording(wording: Wording): WordingForm {
  const { language, law, forum, notices, rights, sellOff, models, liability, indemnity, annexes, prevails, own } =
    wording;
  return {
    language,
    law: orEmpty(law),
    forum: forum === "none" ? "none" : "courts" in forum ? "courts" : "arbitration",
    courts: forum !== "none" && "courts" in forum ? forum.courts : "",
    arbitration: forum !== "none" && "arbitration" in forum ? forum.arbitration : "",
    seat: forum !== "none" && "arbitration" in forum ? forum.seat : "",
    notices: orEmpty(notices),
    rights,
    sellOff: sellOff === 0 ? "" : String(sellOff / day),
    models,
    liability: typeof liability === "string" ? liability : "most",
    most: typeof liability === "string" ? "" : liability.most,
    indemnity,
    annexes: annexes.map(formOfPart),
    prevails,
    owned: own !== "none",
    own: own === "none" ? emptyPart : formOfPart(own),
  };
}

/** Media types of the documents that people attach, by the ends of their names. */
const mediaTypes: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  txt: "text/plain",
  md: "text/markdown",
  html: "text/html",
  csv: "text/csv",
  json: "application/json",
  odt: "application/vnd.oasis.opendocument.text",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};

function typeOf(name: string): string {
  return mediaTypes[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
}

/** The part that a form names. Throws a ColophonError without its file. */
export function partIn({ title, file, at }: PartForm, what: string): Part {
  if (!file)
    throw new ColophonError(`Choose the file of ${what}. It stays on this device; its digest goes into the text.`);
  const [name, address] = [title.trim() || file.name, at.trim()];
  return { title: name, sha256: file.digest, type: typeOf(file.name), at: address === "" ? "none" : address };
}

export type WordingErrors = Readonly<
  Partial<
    Record<`wording${"Law" | "Forum" | "Liability" | "Notices" | "SellOff" | "Annexes" | "Own" | "Rights"}`, string>
  >
>;

type ParseWordingFormParameters = { form: WordingForm; scope: Pick<Terms, "uses" | "purposes"> };

/** The wording that a form says, or what is wrong with it. What does not go with a text of one's own is left out. */
export function parseWordingForm({ form, scope }: ParseWordingFormParameters): {
  errors: WordingErrors;
  wording: Wording;
} {
  const errors: Record<string, string> = {};
  const attempt = <Value>(field: keyof WordingErrors, otherwise: Value, read: () => Value): Value => {
    try {
      return read();
    } catch (error) {
      errors[field] = error instanceof ColophonError ? error.shortMessage : String(error);
      return otherwise;
    }
  };
  const checked = (field: keyof WordingErrors, change: Partial<Wording>): Partial<Wording> =>
    attempt(field, {}, () => {
      normalWording({ ...baseWording, ...change }, scope);
      return change;
    });
  const annexes = checked("wordingAnnexes", {
    annexes: attempt("wordingAnnexes", [], () =>
      form.annexes.slice(0, mostAnnexes).map((annex, i) => partIn(annex, `annex ${i + 1}`)),
    ),
  });
  const both = { ...baseWording, language: form.language, ...annexes, prevails: form.prevails };
  if (form.owned) {
    const own = checked("wordingOwn", {
      own: attempt<Wording["own"]>("wordingOwn", "none", () => partIn(form.own, "your licence text")),
    });
    return { errors, wording: { ...both, ...own } };
  }
  const unanswered = rightsAsked(scope).filter((of) => form.rights[of] === "unsaid");
  if (unanswered.length > 0) {
    errors.wordingRights = `Say how it is with ${unanswered.map((of) => rightsLabels[of].short).join(", ")}: these uses need it.`;
  }
  const wording: Wording = {
    ...both,
    ...checked("wordingLaw", { law: form.law.trim() === "" ? "none" : form.law }),
    ...checked("wordingForum", { forum: forumIn(form) }),
    ...checked("wordingNotices", { notices: form.notices.trim() === "" ? "none" : form.notices }),
    rights: Object.fromEntries(rightsOfOthers.map((of) => [of, form.rights[of]])) as Wording["rights"],
    sellOff: attempt("wordingSellOff", 0, () => sellOffIn(form)),
    models: scope.uses.includes("train") ? form.models : "stay",
    ...checked("wordingLiability", { liability: form.liability === "most" ? { most: form.most } : form.liability }),
    indemnity: form.indemnity,
  };
  return { errors, wording };
}

function forumIn({ forum, courts, arbitration, seat }: WordingForm): Wording["forum"] {
  if (forum === "none") return forum;
  return forum === "courts" ? { courts } : { arbitration, seat };
}

function sellOffIn({ sellOff }: WordingForm): number {
  if (sellOff.trim() === "") return 0;
  const days = parseWhole(sellOff, {
    ask: "Type how many days copies may be sold off, or leave it empty.",
    most: Math.floor(mostTermsSeconds / day),
    over: "That is longer than anybody can wait. Type fewer days.",
  });
  if (!days.ok) throw new ColophonError(days.error);
  return Number(days.value) * day;
}

/** How each right of others is asked for, and called in a sentence. */
export const rightsLabels: Readonly<Record<RightsOf, { label: string; short: string }>> = {
  people: { label: "People who can be recognised in it", short: "people" },
  property: { label: "Property and works of others that it shows", short: "property" },
  marks: { label: "Marks of others that can be seen or heard in it", short: "marks" },
  societies: { label: "Rights that a collecting society manages for you", short: "collecting societies" },
};
