/** Something to fill in. */
export type Blank = {
  id: string;
  label: string;
  hint?: string;
} & (
  | { kind: "line" }
  | { kind: "lines" }
  /** A whole number within its limits, written with its unit: "24 months". */
  | { kind: "whole"; unit: string; least: number; most: number; usual: number }
  /** A day in UTC, such as 2026-03-12. */
  | { kind: "day" }
  /** One of these, of which the whole sentence stands in the text. */
  | { kind: "choice"; choices: readonly { id: string; label: string; words: string }[] }
  /** Each party's part in per cent, to 100; see sharesOf. */
  | { kind: "shares" }
);

export type Template = {
  id: string;
  title: string;
  /** What it is for, in a sentence. */
  summary: string;
  /** Who signs, in words. */
  roles: readonly string[];
  blanks: readonly Blank[];
  /** Its sections. {id} stands for a blank. A line that begins with “- ” is one of a list. */
  sections: readonly { title: string; paragraphs: readonly string[] }[];
};

const line = (id: string, label: string, hint?: string): Blank => ({
  id,
  label,
  kind: "line",
  ...(hint !== undefined && { hint }),
});
const lines = (id: string, label: string, hint?: string): Blank => ({
  id,
  label,
  kind: "lines",
  ...(hint !== undefined && { hint }),
});
const whole = (id: string, label: string, unit: string, usual: number, most: number): Blank => ({
  id,
  label,
  kind: "whole",
  unit,
  least: 1,
  most,
  usual,
});

const law = [
  line("law", "Law that applies", "For example: the law of France"),
  line("courts", "Who decides disputes", "For example: the courts of Paris; an arbitration centre and its rules"),
];

const lawSection = {
  title: "Law and disputes",
  paragraphs: [
    "This agreement is under {law}. Disputes about it are decided by {courts}, after the parties have tried to settle them in writing for 30 days. Either of them may ask a court for urgent protection before that.",
    "If a part of this agreement is void, the rest holds. Changes need the signatures of all parties, given as for this agreement.",
  ],
};

const secrecy = [
  "“Confidential information” is what a party gives or shows another for the purpose and marks as confidential, or what anybody would take for it by its nature, such as unpublished works, drafts, sources, data, prices and plans. It also is that the parties talk about the purpose.",
  "It is not what the receiver can show by records that it knew before, found by itself without it, got from somebody free to give it, or what is public without its fault.",
  "The receiver uses it for the purpose only, shows it only to people who need it for that and are bound as strictly, answers for them, and protects it as its own secrets and never with less than reasonable care. It puts none of it into a service or a machine learning model that keeps it, learns from it or shows it to others.",
  "What a law or a court orders to be shown may be shown as far as ordered. The receiver tells the owner before, where it may.",
];

const back =
  "On request, and at the end, the receiver gives back or destroys what it has within {days} and confirms that in writing. Copies in ordinary backups may stay until they are overwritten; this agreement goes on for them.";

const remains =
  "No right in the information passes, and no licence is given. Each owner may ask a court to stop a breach, beside damages.";

/** Starting points for agreements. They are no legal advice; each can be edited before anybody signs. */
export const templates = [
  {
    id: "nda-mutual",
    title: "Mutual confidentiality agreement",
    summary: "Two or more people show each other what must stay between them.",
    roles: ["each party"],
    blanks: [
      lines("people", "The parties", "One a line: name, address, and who signs for a company"),
      lines("purpose", "What it is for"),
      whole("years", "How long secrets are kept after the end", "years", 3, 30),
      whole("days", "Time to give back or destroy", "days", 14, 365),
      ...law,
    ],
    sections: [
      { title: "Parties", paragraphs: ["{people}"] },
      {
        title: "Purpose",
        paragraphs: ["The parties show each other confidential information for this purpose: {purpose}"],
      },
      { title: "Secrecy", paragraphs: secrecy },
      {
        title: "Duration",
        paragraphs: [
          "These duties last for what was received while this agreement stands, and {years} longer. For a trade secret they last as long as it is one.",
          back,
        ],
      },
      { title: "What stays", paragraphs: [remains] },
      lawSection,
    ],
  },
  {
    id: "nda-one-way",
    title: "One-way confidentiality agreement",
    summary: "One side shows something, the other keeps it secret.",
    roles: ["the owner", "the receiver"],
    blanks: [
      lines("owner", "Who shows"),
      lines("receiver", "Who receives"),
      lines("purpose", "What it is for"),
      whole("years", "How long secrets are kept after the end", "years", 3, 30),
      whole("days", "Time to give back or destroy", "days", 14, 365),
      ...law,
    ],
    sections: [
      { title: "Parties", paragraphs: ["The owner: {owner}", "The receiver: {receiver}"] },
      {
        title: "Purpose",
        paragraphs: ["The owner shows the receiver confidential information for this purpose: {purpose}"],
      },
      { title: "Secrecy", paragraphs: secrecy },
      {
        title: "Duration",
        paragraphs: [
          "These duties last for what was received while this agreement stands, and {years} longer. For a trade secret they last as long as it is one.",
          back,
        ],
      },
      { title: "What stays", paragraphs: [remains] },
      lawSection,
    ],
  },
  {
    id: "contributor-assignment",
    title: "Contributor's assignment",
    summary: "What a contributor makes for a project belongs to whoever ordered it.",
    roles: ["the contributor", "the owner"],
    blanks: [
      lines("contributor", "The contributor"),
      lines("owner", "Who gets the rights"),
      lines("work", "What is contributed"),
      lines("pay", "What the contributor gets for it"),
      line("credit", "How the contributor is named"),
      {
        id: "when",
        label: "When the rights pass",
        kind: "choice",
        choices: [
          {
            id: "made",
            label: "As it is made",
            words: "The rights pass when each part is made, also before it is paid.",
          },
          {
            id: "paid",
            label: "When it is paid",
            words:
              "The rights pass when what is owed for the contribution has been paid in full. Until then the owner may use it for the project only.",
          },
        ],
      },
      ...law,
    ],
    sections: [
      { title: "Parties", paragraphs: ["The contributor: {contributor}", "The owner: {owner}"] },
      { title: "The contribution", paragraphs: ["{work}"] },
      {
        title: "Assignment",
        paragraphs: [
          "The contributor assigns to the owner all economic rights in the contribution, everywhere, for their whole duration, in every form known now or later as far as the law allows, to use, change, combine, license and assign. Where a right can't be assigned, the owner gets an exclusive licence of the same extent. {when}",
          "Where a law makes the owner the first owner of work made for hire, this agreement is a written sign of that intent.",
          "Moral rights stay with the contributor. The contributor does not use them against changes that the project needs and that do not harm their honour or name.",
        ],
      },
      { title: "Pay and credit", paragraphs: ["The contributor gets: {pay}", "The contributor is named as: {credit}"] },
      {
        title: "Promises",
        paragraphs: [
          "The contributor made the contribution alone, or names everybody else and what was taken from others, and under which licence, before handing it over. They gave nobody else a right in it that stands against this. What was made with a machine learning model is named as such.",
          "On request the contributor signs what a register or an office needs, at the owner's cost.",
        ],
      },
      lawSection,
    ],
  },
  {
    id: "performer-consent",
    title: "Performer's consent",
    summary: "A performer lets a performance be recorded and used.",
    roles: ["the performer", "the producer"],
    blanks: [
      lines("performer", "The performer"),
      lines("producer", "The producer"),
      lines("performance", "The performance, its day and place"),
      lines("uses", "What it may be used for"),
      lines("pay", "What the performer gets"),
      line("credit", "How the performer is named"),
      ...law,
    ],
    sections: [
      { title: "Parties", paragraphs: ["The performer: {performer}", "The producer: {producer}"] },
      {
        title: "Consent",
        paragraphs: [
          "The performer lets the producer record this performance: {performance}",
          "The producer and those whom they license may use the recording for: {uses}",
          "Everything else needs the performer's consent anew. In particular nobody may imitate the performer's voice, face or manner by a machine, or train a model to, from the recording.",
        ],
      },
      {
        title: "Pay and credit",
        paragraphs: [
          "The performer gets: {pay}",
          "The performer is named as: {credit}. Payments that the law gives performers and that can't be waived stay theirs.",
        ],
      },
      lawSection,
    ],
  },
  {
    id: "model-release",
    title: "Model release",
    summary: "A person in a picture or a film lets it be used.",
    roles: ["the person shown, or who may consent for them", "the creator"],
    blanks: [
      lines("person", "The person shown", "If under age: also who consents for them, and in what right"),
      lines("creator", "The creator"),
      lines("pictures", "The pictures, their day and place"),
      lines("uses", "What they may be used for"),
      lines("excluded", "What they may not be used for", "For example: medicine, politics, religion, adult content"),
      lines("pay", "What the person gets"),
      ...law,
    ],
    sections: [
      { title: "Parties", paragraphs: ["The person shown: {person}", "The creator: {creator}"] },
      {
        title: "Release",
        paragraphs: [
          "These pictures are meant: {pictures}",
          "The creator and those whom they license may use them for: {uses}",
          "They may not be used for: {excluded}. They may not be changed so that they say something false of the person, and not be used to make or train a likeness of the person by a machine.",
        ],
      },
      { title: "Pay", paragraphs: ["The person gets: {pay}"] },
      {
        title: "Personal data",
        paragraphs: [
          "The person may ask what is kept about them and, where the law gives that right, withdraw their consent for uses that have not begun.",
        ],
      },
      lawSection,
    ],
  },
  {
    id: "property-release",
    title: "Property release",
    summary: "The owner of a place or a thing lets pictures of it be used.",
    roles: ["the owner of the property", "the creator"],
    blanks: [
      lines("owner", "The owner of the property, and in what right they sign"),
      lines("creator", "The creator"),
      lines("property", "The place or the thing"),
      lines("uses", "What the pictures may be used for"),
      lines("pay", "What the owner gets"),
      ...law,
    ],
    sections: [
      { title: "Parties", paragraphs: ["The owner: {owner}", "The creator: {creator}"] },
      {
        title: "Release",
        paragraphs: [
          "The property: {property}",
          "The creator may enter and picture it as agreed, and the creator and those whom they license may use the pictures for: {uses}",
          "Works by others that stand there, and marks, are not released by this.",
        ],
      },
      {
        title: "Pay and care",
        paragraphs: ["The owner gets: {pay}", "The creator answers for damage that they do there."],
      },
      lawSection,
    ],
  },
  {
    id: "material-transfer",
    title: "Material transfer agreement",
    summary: "Somebody gets material, data or samples for stated work only.",
    roles: ["the provider", "the recipient"],
    blanks: [
      lines("provider", "The provider"),
      lines("recipient", "The recipient"),
      lines("material", "The material", "What it is, how much, and the SHA-256 of files"),
      lines("research", "What it may be used for"),
      {
        id: "results",
        label: "Whose the results are",
        kind: "choice",
        choices: [
          {
            id: "recipient",
            label: "The recipient's",
            words: "Results belong to the recipient, who gives the provider a free licence to use them for research.",
          },
          {
            id: "provider",
            label: "The provider's",
            words: "Results that contain the material or could not be without it belong to the provider.",
          },
          {
            id: "both",
            label: "Both together",
            words: "Results belong to both in equal parts; neither licenses them without the other.",
          },
        ],
      },
      whole("days", "Time to give back or destroy", "days", 30, 365),
      ...law,
    ],
    sections: [
      { title: "Parties", paragraphs: ["The provider: {provider}", "The recipient: {recipient}"] },
      {
        title: "Material and use",
        paragraphs: [
          "The material: {material}",
          "It may be used for this only: {research}",
          "It stays the provider's. It is not passed on, not sold, not used on people, and not used to train a machine learning model unless that is named above.",
        ],
      },
      {
        title: "Results",
        paragraphs: [
          "{results} Whoever publishes shows the other the text 30 days before, names the material's source, and leaves out what is secret.",
        ],
      },
      {
        title: "State and return",
        paragraphs: [
          "The material is given as it is, without a promise that it is safe or free of others' rights. The recipient keeps the law on it.",
          "At the end the recipient gives back or destroys what is left within {days} and confirms that in writing.",
        ],
      },
      lawSection,
    ],
  },
  {
    id: "collaboration",
    title: "Collaboration with shares",
    summary: "Several people make a work together and divide its income.",
    roles: ["each author"],
    blanks: [
      lines("people", "The authors", "One a line: name, and what they contribute"),
      lines("work", "The work"),
      { id: "shares", label: "Shares of the income", kind: "shares" },
      {
        id: "decisions",
        label: "How decisions are made",
        kind: "choice",
        choices: [
          {
            id: "all",
            label: "All together",
            words: "Licences, sales and changes of the work need the consent of all authors.",
          },
          {
            id: "majority",
            label: "More than half of the shares",
            words:
              "Non-exclusive licences need the consent of authors who hold more than half of the shares. Exclusive licences, sales and changes need that of all.",
          },
          {
            id: "safe",
            label: "As many as the Safe asks for",
            words:
              "Licences, sales and changes of the work need the consent of as many authors as must sign for the Safe that controls it, named above. Its owners and that number are changed with the consent of all authors only.",
          },
        ],
      },
      whole("days", "How long an author may think it over", "days", 14, 90),
      ...law,
    ],
    sections: [
      { title: "Authors", paragraphs: ["{people}"] },
      {
        title: "The work",
        paragraphs: [
          "{work}",
          "Each author keeps the rights in what they made before, and lets the others use it in the work. What is made together belongs to all.",
        ],
      },
      {
        title: "Income",
        paragraphs: [
          "All income of the work, after costs that all accepted, is divided in these shares, whatever each did more or less later:",
          "{shares}",
          "When the work is registered with Colophon, its royalty units are given to these accounts in these shares.",
        ],
      },
      {
        title: "Decisions",
        paragraphs: [
          "{decisions} Whoever does not answer a written question within {days} is taken to agree to a non-exclusive licence, and to refuse everything else.",
          "If the authors can't agree, none of them publishes the parts of the others. Each may use their own part alone where it can be taken out.",
        ],
      },
      {
        title: "Leaving",
        paragraphs: [
          "Whoever leaves keeps their share of what exists then. A share passes by inheritance. Whoever wants to sell theirs first offers it to the others for 30 days.",
        ],
      },
      lawSection,
    ],
  },
  {
    id: "outsourcing",
    title: "Outsourcing: clauses on intellectual property",
    summary:
      "A vendor works with a client's intellectual property: who owns what, what is forbidden, how it is checked.",
    roles: ["the client", "the vendor"],
    blanks: [
      lines("client", "The client"),
      lines("vendor", "The vendor"),
      lines("services", "The services"),
      whole("notice", "Notice of a check", "days", 10, 90),
      whole("checks", "Checks a year at most", "checks a year", 1, 12),
      whole("report", "Time to report an incident", "hours", 48, 240),
      whole("training", "Training of those who work on it, every", "months", 12, 24),
      whole("days", "Time to give back or destroy", "days", 30, 365),
      ...law,
    ],
    sections: [
      {
        title: "Parties and services",
        paragraphs: ["The client: {client}", "The vendor: {vendor}", "The services: {services}"],
      },
      {
        title: "Ownership",
        paragraphs: [
          "What the client gives stays the client's. What the vendor makes for the services belongs to the client from the moment it is made; the vendor assigns it now, and has its people and its subcontractors assign it, in writing, before they begin.",
          "What the vendor had before, or makes apart from the services, stays the vendor's. Where it is part of what is delivered, the client may use, change and pass it on with that, for ever and free of charge. The vendor names it before.",
        ],
      },
      {
        title: "Restrictions",
        paragraphs: [
          "The vendor uses, copies and passes on the client's property only as the services need, at the places and by the people agreed. It does not make more pieces than ordered, sells none to others, destroys rejects, takes nothing apart to learn how it works, registers nothing of it in its own name, and puts none of it into a machine learning model.",
          "Subcontractors need the client's written consent and the same duties. The vendor answers for them.",
        ],
      },
      {
        title: "Confidentiality",
        paragraphs: [
          ...secrecy
            .slice(0, 3)
            .map((each) =>
              each
                .replaceAll("for the purpose", "for the services")
                .replaceAll("about the purpose", "about the services"),
            ),
          "Files are encrypted at rest and on their way; only named people have access, which ends the day their task does; accesses are logged.",
        ],
      },
      {
        title: "Checks",
        paragraphs: [
          "With {notice} notice, and {checks} at most unless there is reason for suspicion, the client or an auditor bound to secrecy may look at places, records and systems, as far as they concern the services. What is found is mended within 30 days.",
          "The vendor reports loss, copying or attack within {report} of learning of it, and helps to stop it.",
        ],
      },
      {
        title: "Training",
        paragraphs: [
          "Before they begin and every {training}, everybody at the vendor who works on the services is taught what may be done with the client's property and what follows from a breach, and signs that they understood. The vendor keeps a list.",
        ],
      },
      {
        title: "End",
        paragraphs: [
          "At the end the vendor gives back or destroys the client's property, tools and copies within {days} and confirms that in writing.",
        ],
      },
      lawSection,
    ],
  },
  {
    id: "return-destruction",
    title: "Confirmation of return and destruction",
    summary: "Whoever had something under an agreement confirms what became of it.",
    roles: ["whoever had it"],
    blanks: [
      lines("who", "Who confirms"),
      line("under", "Under which agreement", "Its number, or its title and day"),
      lines("returned", "What was given back, to whom and when"),
      lines("destroyed", "What was destroyed, how and when"),
      lines(
        "kept",
        "What is kept, and why",
        "For example: nothing; copies in backups until a day; what a law asks to keep",
      ),
    ],
    sections: [
      {
        title: "Confirmation",
        paragraphs: [
          "{who} had confidential information or material under this agreement: {under}",
          "Given back: {returned}",
          "Destroyed: {destroyed}",
          "Kept: {kept}",
          "Nothing else is left with the signer or with those to whom they gave it. What is kept stays under that agreement.",
        ],
      },
    ],
  },
  {
    id: "policy-acknowledgement",
    title: "Acknowledgement of a policy",
    summary: "Somebody confirms that they read a policy or finished a training.",
    roles: ["whoever read it"],
    blanks: [
      lines("who", "Who confirms"),
      line("policy", "The policy or training, with its version"),
      line("digest", "SHA-256 of its file", "64 hexadecimal digits; Colophon computes it under Prove"),
      { id: "day", label: "Read on", kind: "day" },
      line("contact", "Whom to ask"),
    ],
    sections: [
      {
        title: "Acknowledgement",
        paragraphs: [
          "{who} received and read: {policy}",
          "The file has the SHA-256 {digest}. It was read on {day}.",
          "The signer understood it, could ask questions, will keep to it, and knows that a breach can have consequences under their contract and the law. Questions go to: {contact}",
        ],
      },
    ],
  },
] as const satisfies readonly Template[];

export type TemplateId = (typeof templates)[number]["id"];
