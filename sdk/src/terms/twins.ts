import { formatUnits } from "viem";
import { ipfsUriOf } from "../core/cid.ts";
import { canonicalJson } from "../core/json.ts";
import { TermsError } from "../model/errors.ts";
import { durationInWords } from "../model/time.ts";
import { percentOfShare } from "../model/units.ts";
import { inList } from "../model/words.ts";
import type { WrittenCurrency } from "./conditions.ts";
import { deedOf, type RulesOf } from "./deed.ts";
import { odrlOf } from "./odrl.ts";
import { normalTerms, type Terms } from "./terms.ts";
import { type PurposeId, purposeOf, type UseId, useOf } from "./uses.ts";

/** An open offer of a work, as machines are told of it. */
export type Offering = {
  terms: Terms;
  /** For one seat and period, in the currency's smallest unit. */
  price: bigint;
  currency: WrittenCurrency;
  /** The page where a licence can be had: http or https. */
  url: string;
};

/** A work with what is on offer, and where it and its policies are on a site. */
export type Publication = {
  title: string;
  creators: readonly string[];
  /** The credit line; the creators and the title if there is none. */
  credit: string | undefined;
  /** The page of the work, where its record and all its offers are. */
  page: string;
  /** The site that shows the work, such as https://example.org, and the paths of the work there; "/" for all of it. */
  site: string;
  paths: readonly string[];
  /** Where the policies in ODRL are; odrl.json on the site if missing. */
  policy?: string;
  offers: readonly Offering[];
};

/** The same terms for one kind of machine. */
export type Twin = {
  id: "odrl" | "schema.org" | "iptc" | "rsl" | "robots" | "tdmrep" | "tdm-headers" | "tdm-meta" | "cawg" | "llms";
  /** Where it belongs on a site, or what to call it beside a file. */
  file: string;
  mediaType: string;
  text: string;
  /** What is in the terms that it has no words for, in sentences. */
  cannotSay: readonly string[];
};

type Aspect = keyof typeof aspects;

/** What terms may say, when they do, and what a reader of a twin without it does not learn. */
const aspects = {
  uses: { sentence: "which uses it is for, one by one", when: () => true },
  purposes: { sentence: "which purposes it is for, one by one", when: () => true },
  territories: { sentence: "in which countries", when: ({ territories }: Terms) => territories !== "worldwide" },
  field: { sentence: "that it is for one field only", when: ({ field }: Terms) => field !== "all" },
  duration: { sentence: "how long it lasts", when: ({ duration }: Terms) => duration !== "forever" },
  exclusivity: {
    sentence: "that others are excluded",
    when: ({ exclusivity }: Terms) => exclusivity !== "non-exclusive",
  },
  holding: {
    sentence: "what a seat is, and whether the licence can be transferred or sublicensed",
    when: () => true,
  },
  newWorks: { sentence: "what is asked of new works", when: ({ derivatives }: Terms) => derivatives !== "none" },
  reports: {
    sentence: "what is reported and owed later",
    when: ({ conditions }: Terms) => conditions !== "none" && conditions.period !== "none",
  },
  ending: { sentence: "how it can be ended for a breach", when: ({ conditions }: Terms) => conditions !== "none" },
  price: { sentence: "the price in its currency", when: () => true },
  wording: {
    sentence: "the parties' own text and annexes",
    when: ({ wording }: Terms) => wording.own !== "none" || wording.annexes.length > 0,
  },
} as const;

function unsaid(offers: readonly Offering[], said: readonly Aspect[]): string[] {
  const missing = (Object.keys(aspects) as Aspect[]).filter(
    (aspect) => !said.includes(aspect) && offers.some(({ terms }) => aspects[aspect].when(terms)),
  );
  return missing.map((aspect) => `It cannot say ${aspects[aspect].sentence}. The licence text does.`);
}

const xml = (text: string) =>
  text
    .replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[^\t\n\r -\ud7ff\ue000-\ufffd]/gu, "?");

function httpUrl(what: string, address: string): string {
  try {
    const url = new URL(address);
    if (/^https?:$/.test(url.protocol)) return url.href;
  } catch {
    // Said below, with the way out.
  }
  throw new TermsError(`“${address.slice(0, 80)}” is no address of ${what}. Give one that begins with https://.`);
}

/** What is used by every twin, checked once: addresses that are addresses, terms that are normal. */
function normalPublication(publication: Publication): Publication {
  const { site, paths } = publication;
  for (const path of paths) {
    if (!/^\/[^\s"<>]*$/.test(path)) throw new TermsError(`“${path}” is no path of a site. Begin it with “/”.`);
  }
  return {
    ...publication,
    page: httpUrl("the work's page", publication.page),
    site: httpUrl("the site", site).replace(/\/$/, ""),
    paths: paths.length === 0 ? ["/"] : paths,
    ...(publication.policy !== undefined && { policy: httpUrl("the policies", publication.policy) }),
    offers: publication.offers.map((offer) => ({
      ...offer,
      terms: normalTerms(offer.terms),
      url: httpUrl("an offer", offer.url),
    })),
  };
}

const offersFor = ({ offers }: Publication, ...uses: UseId[]) =>
  offers.filter(({ terms }) => uses.some((use) => terms.uses.includes(use)));

const creditOf = ({ credit, creators, title }: Publication) =>
  credit ?? (creators.length === 0 ? title : `${inList(creators)}: ${title}`);

const policyUrl = ({ site, policy }: Publication) => policy ?? `${site}/odrl.json`;

const deedUrl = (terms: Terms) => ipfsUriOf(deedOf(terms).digest);

function priceOf({ price, currency }: Offering): string {
  return price === 0n ? "free of charge" : `${formatUnits(price, currency.decimals)} ${currency.symbol}`;
}

function odrl({ offers }: Publication, deployment: RulesOf): Twin {
  return {
    id: "odrl",
    file: "odrl.json",
    mediaType: "application/ld+json",
    text: `[${offers.map(({ terms }) => canonicalJson(odrlOf(terms, deployment))).join(",")}]\n`,
    cannotSay: [
      ...unsaid(offers, [
        ...(["uses", "purposes", "territories", "field", "duration", "exclusivity", "holding"] as const),
        ...(["newWorks", "reports", "ending"] as const),
      ]),
      "A general reader of ODRL knows the terms of our profile by their names only.",
    ],
  };
}

/** In the order of schema.org's own examples; a page carries it in a script of type application/ld+json. */
function schemaOrg(publication: Publication): Twin {
  const { title, creators, page, offers } = publication;
  const [first] = offers;
  const document = {
    "@context": "https://schema.org",
    "@type": "CreativeWork",
    name: title,
    creator: creators.map((name) => ({ name })),
    creditText: creditOf(publication),
    ...(first && { license: offers.length === 1 ? deedUrl(first.terms) : offers.map(({ terms }) => deedUrl(terms)) }),
    acquireLicensePage: first && offers.length === 1 ? first.url : page,
    usageInfo: policyUrl(publication),
  };
  return {
    id: "schema.org",
    file: "schema-org.json",
    mediaType: "application/ld+json",
    text: `${canonicalJson(document)}\n`,
    cannotSay: unsaid(offers, []),
  };
}

/** Who may use it, in the words of RSL; purposes that it has no word for are left out and said to be. */
const rslUsers: Partial<Record<PurposeId, string>> = {
  private: "personal",
  internal: "commercial",
  teaching: "education",
  editorial: "commercial",
  advertising: "commercial",
  commercial: "commercial",
  "non-commercial": "non-commercial",
};

const rslUses: Partial<Record<UseId, string>> = { train: "ai-train", prompt: "ai-input" };

/** RSL 1.0: what AI systems may take a licence for; all other use by them is prohibited. */
function rsl(publication: Publication): Twin {
  const { paths, page, title } = publication;
  const offers = offersFor(publication, "train", "prompt");
  const licences = offers.map(({ terms, url }) => {
    const usage = terms.uses.flatMap((use) => rslUses[use] ?? []);
    const users = [...new Set(terms.purposes.flatMap((purpose) => rslUsers[purpose] ?? []))];
    const geo = terms.territories === "worldwide" ? [] : terms.territories;
    return [
      "    <license>",
      `      <permits type="usage">${usage.join(" ")}</permits>`,
      ...(users.length === 0 ? [] : [`      <permits type="user">${users.join(" ")}</permits>`]),
      ...(geo.length === 0 ? [] : [`      <permits type="geo">${geo.join(" ")}</permits>`]),
      `      <payment type="purchase">`,
      `        <custom>${xml(url)}</custom>`,
      "      </payment>",
      `      <legal type="proof">${xml(deedUrl(terms))}</legal>`,
      "    </license>",
    ];
  });
  const none = ["    <license>", '      <prohibits type="usage">ai-all</prohibits>', "    </license>"];
  const contents = paths.flatMap((path) => [
    `  <content url="${xml(path)}">`,
    ...(licences.length === 0 ? none : licences.flat()),
    `    <schema>${xml(`${publication.site}/schema-org.json`)}</schema>`,
    `    <terms>${xml(page)}</terms>`,
    "  </content>",
  ]);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rsl xmlns="https://rslstandard.org/rsl">',
    ...contents,
    "</rsl>",
  ];
  const research = offers.some(({ terms }) => terms.purposes.includes("research"));
  return {
    id: "rsl",
    file: "license.xml",
    mediaType: "application/rsl+xml",
    text: `${lines.join("\n")}\n`,
    cannotSay: [
      ...unsaid(publication.offers, licences.length === 0 ? [] : ["territories"]),
      ...(research ? ["It has no word for research."] : []),
      `It says nothing of people who are no machines, nor of search for “${title}”.`,
    ],
  };
}

function robots({ site }: Publication): Twin {
  return {
    id: "robots",
    file: "robots.txt",
    mediaType: "text/plain",
    text: `License: ${site}/license.xml\n`,
    cannotSay: ["It only says where the RSL file is, outside every group of user agents."],
  };
}

const tdmCannot = [
  "It says whether mining is reserved, and where the policy is. Nothing else of the terms.",
  "A licence that is free of charge is reserved too: it has to be taken first.",
];

function tdmrep(publication: Publication): Twin[] {
  const policy = policyUrl(publication);
  const rules = publication.paths.map((location) => ({ location, "tdm-reservation": 1, "tdm-policy": policy }));
  return [
    {
      id: "tdmrep",
      file: ".well-known/tdmrep.json",
      mediaType: "application/json",
      text: `[${rules.map((rule) => canonicalJson(rule)).join(",")}]\n`,
      cannotSay: tdmCannot,
    },
    {
      id: "tdm-headers",
      file: "tdm-headers.txt",
      mediaType: "text/plain",
      text: `tdm-reservation: 1\ntdm-policy: ${policy}\nLink: <${publication.site}/license.xml>; rel="license"; type="application/rsl+xml"\n`,
      cannotSay: tdmCannot,
    },
    {
      id: "tdm-meta",
      file: "tdm-meta.html",
      mediaType: "text/html",
      text: `<meta name="tdm-reservation" content="1">\n<meta name="tdm-policy" content="${xml(policy)}">\n<link rel="license" type="application/rsl+xml" href="${xml(`${publication.site}/license.xml`)}">\n`,
      cannotSay: tdmCannot,
    },
  ];
}

/** CAWG training and data mining assertion 1.1: each entry allowed only under an offer, or not at all. */
function cawg(publication: Publication): Twin {
  const entry = (...uses: UseId[]) => {
    const offers = offersFor(publication, ...uses);
    if (offers.length === 0) return { use: "notAllowed" };
    return { use: "constrained", constraints_info: `Licensed at ${offers.map(({ url }) => url).join(" and ")}` };
  };
  const assertion = {
    label: "cawg.training-mining",
    data: {
      entries: {
        "cawg.data_mining": entry("mine"),
        "cawg.ai_inference": entry("prompt"),
        "cawg.ai_training": entry("train", "mine"),
        "cawg.ai_generative_training": entry("train"),
      },
    },
  };
  return {
    id: "cawg",
    file: "cawg.training-mining.json",
    mediaType: "application/json",
    text: `${canonicalJson(assertion)}\n`,
    cannotSay: [
      ...unsaid(publication.offers, []),
      "It counts only within a C2PA manifest that somebody signs; this is the assertion to put into one.",
    ],
  };
}

/** IPTC and PLUS fields as an XMP packet for the files of the work. */
function iptc(publication: Publication): Twin {
  const { page, creators, offers } = publication;
  const machine = offersFor(publication, "train", "mine", "prompt");
  const mining = machine.length === 0 ? "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING" : "DMI-PROHIBITED-SEECONSTRAINT";
  const constraints =
    machine.length === 0
      ? []
      : [
          "   <plus:OtherConstraints><rdf:Alt>",
          `    <rdf:li xml:lang="x-default">${xml(`Mining and training only under a licence: ${machine.map(({ url }) => url).join(" ")}`)}</rdf:li>`,
          "   </rdf:Alt></plus:OtherConstraints>",
        ];
  const terms =
    offers.length === 0
      ? "No licence is on offer."
      : `Licences: ${offers.map((offer) => `${priceOf(offer)} at ${offer.url}`).join("; ")}`;
  const lines = [
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '  <rdf:Description rdf:about=""',
    '    xmlns:dc="http://purl.org/dc/elements/1.1/"',
    '    xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"',
    '    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"',
    '    xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"',
    '    xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">',
    "   <dc:creator><rdf:Seq>",
    ...creators.map((name) => `    <rdf:li>${xml(name)}</rdf:li>`),
    "   </rdf:Seq></dc:creator>",
    `   <photoshop:Credit>${xml(creditOf(publication))}</photoshop:Credit>`,
    `   <xmpRights:WebStatement>${xml(page)}</xmpRights:WebStatement>`,
    "   <xmpRights:UsageTerms><rdf:Alt>",
    `    <rdf:li xml:lang="x-default">${xml(terms)}</rdf:li>`,
    "   </rdf:Alt></xmpRights:UsageTerms>",
    '   <plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">',
    `    <plus:LicensorURL>${xml(page)}</plus:LicensorURL>`,
    "   </rdf:li></rdf:Seq></plus:Licensor>",
    `   <plus:DataMining>http://ns.useplus.org/ldf/vocab/${mining}</plus:DataMining>`,
    ...constraints,
    '   <Iptc4xmpExt:LinkedEncRightsExpr><rdf:Bag><rdf:li rdf:parseType="Resource">',
    `    <Iptc4xmpExt:LinkedRightsExpr>${xml(policyUrl(publication))}</Iptc4xmpExt:LinkedRightsExpr>`,
    "    <Iptc4xmpExt:RightsExprEncType>application/ld+json</Iptc4xmpExt:RightsExprEncType>",
    "    <Iptc4xmpExt:RightsExprLangId>http://www.w3.org/ns/odrl/2/</Iptc4xmpExt:RightsExprLangId>",
    "   </rdf:li></rdf:Bag></Iptc4xmpExt:LinkedEncRightsExpr>",
    "  </rdf:Description>",
    " </rdf:RDF>",
    "</x:xmpmeta>",
  ];
  return {
    id: "iptc",
    file: "rights.xmp",
    mediaType: "application/rdf+xml",
    text: `${lines.join("\n")}\n`,
    cannotSay: unsaid(offers, ["price"]),
  };
}

function offerLines(offer: Offering): string[] {
  const { terms, url } = offer;
  const { uses, purposes, territories, field, duration, exclusivity, upstreamShare, derivatives, conditions } = terms;
  const where = territories === "worldwide" ? "worldwide" : `in ${territories.join(", ")}`;
  const lower = (label: string) => label.toLowerCase();
  const more = [
    ...(field === "all" ? [] : [`only in the field “${field}”`]),
    ...(exclusivity === "non-exclusive" ? [] : [`${exclusivity}: one buyer`]),
    ...(derivatives === "none" ? [] : [`new works owe ${percentOfShare(upstreamShare)} %`]),
    ...(conditions === "none" || conditions.period === "none" ? [] : ["use is reported and paid for"]),
    ...(terms.wording.own === "none" ? [] : ["the parties' own text"]),
  ];
  return [
    `- [Licence, ${priceOf(offer)}](${url}): ${uses.map((id) => lower(useOf(id).label)).join(", ")}; for ${purposes.map((id) => lower(purposeOf(id).label)).join(", ")}; ${where}; ${duration === "forever" ? "for ever" : `for ${durationInWords(duration)}`}${more.map((each) => `; ${each}`).join("")}. Text: ${deedUrl(terms)}`,
  ];
}

/** A section of llms.txt: in its format, headings, a quote and a list of links. */
function llms(publication: Publication): Twin {
  const { title, page, offers, creators } = publication;
  const machine = offersFor(publication, "train", "mine", "prompt");
  const mark = (text: string) =>
    text
      .replace(/[[\]()`*_#<>\n]/g, " ")
      .replace(/\s+/g, " ")
      .trim();
  const lines = [
    `## Licences of ${mark(title)}`,
    "",
    machine.length === 0
      ? "> Training, mining and prompting with this work are not licensed. Ask before you use it so."
      : "> Training, mining and prompting with this work are licensed only under the offers below that name them.",
    "",
    ...offers.flatMap(offerLines),
    `- [Record and offers](${page}): ${creators.length === 0 ? "who claimed it and when" : mark(inList(creators))}. Credit: ${mark(creditOf(publication))}`,
  ];
  const said = Object.keys(aspects).filter((aspect) => !["holding", "ending", "wording"].includes(aspect)) as Aspect[];
  return {
    id: "llms",
    file: "llms.txt",
    mediaType: "text/markdown",
    text: `${lines.join("\n")}\n`,
    cannotSay: [...unsaid(offers, said), "It is a summary for language models, and binds nobody."],
  };
}

/**
 * What is on offer of a work, for machines: the same from the same facts, byte for byte. Each twin says what it has no
 * words for; where one and the licence text differ, the text counts. Throws a TermsError for an address or terms that
 * are none.
 *
 * @param deployment Whose rules keep the conditions.
 */
export function twinsOf(publication: Publication, deployment: RulesOf): Twin[] {
  const normal = normalPublication(publication);
  return [
    odrl(normal, deployment),
    schemaOrg(normal),
    iptc(normal),
    rsl(normal),
    robots(normal),
    ...tdmrep(normal),
    cawg(normal),
    llms(normal),
  ];
}

const inner = (text: string) => text.replace(/^\[|\]\n$/g, "");

/** How the twins of several works become those of one site; what belongs to the files of a work stays apart. */
const joined: Partial<Record<Twin["id"], (texts: readonly string[]) => string>> = {
  odrl: (texts) => `[${texts.map(inner).filter(Boolean).join(",")}]\n`,
  "schema.org": (texts) => `[${texts.map((text) => text.trimEnd()).join(",")}]\n`,
  rsl: (texts) => {
    const [head = "", root = ""] = texts[0]?.split("\n") ?? [];
    const contents = texts.flatMap((text) => text.split("\n").slice(2, -2));
    return `${[head, root, ...contents, "</rsl>"].join("\n")}\n`;
  },
  tdmrep: (texts) => `[${texts.map(inner).join(",")}]\n`,
  llms: (texts) => texts.join("\n"),
};

/** What is of the whole site, however many works it shows. */
const once: readonly Twin["id"][] = ["robots", "tdm-headers", "tdm-meta"];

/**
 * The twins of a site that shows several works: one file of each kind for the site, and the fields for files of each
 * work apart, in folders numbered from 1. Throws a TermsError where two works claim the same path, or there is none.
 */
export function siteTwinsOf(publications: readonly Publication[], deployment: RulesOf): Twin[] {
  const paths = publications.flatMap(({ paths: own }) => (own.length === 0 ? ["/"] : own));
  const twice = paths.find((path, i) => paths.indexOf(path) !== i);
  if (twice !== undefined) throw new TermsError(`Two works are at the path “${twice}”. Give each a path of its own.`);
  const all = publications.map((publication) => twinsOf(publication, deployment));
  const [first] = all;
  if (!first) throw new TermsError("There is no work to write a policy for. Name at least one.");
  return first.flatMap((twin) => {
    const same = all.map((twins) => twins.find(({ id }) => id === twin.id)).filter((found) => found !== undefined);
    const cannotSay = [...new Set(same.flatMap((each) => each.cannotSay))];
    const join = joined[twin.id];
    if (join) return [{ ...twin, text: join(same.map(({ text }) => text)), cannotSay }];
    if (once.includes(twin.id)) return [{ ...twin, cannotSay }];
    return same.map((each, i) => ({ ...each, file: `${i + 1}/${each.file}` }));
  });
}
