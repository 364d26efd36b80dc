/** A value with its datatype, as JSON-LD writes it. */
export type OdrlValue = { "@value": string; "@type": string };

export type OdrlConstraint = {
  leftOperand: string;
  operator: "eq" | "lteq" | "gteq" | "isAnyOf";
  rightOperand: string | OdrlValue | readonly (string | OdrlValue)[];
  /** For money: the currency. */
  unit?: string;
};

/** An action, alone or refined. */
export type OdrlAction = string | { "rdf:value": { "@id": string }; refinement: readonly OdrlConstraint[] };

export type OdrlDuty = { action: string | readonly OdrlAction[]; constraint?: readonly OdrlConstraint[] };

export type OdrlRule = {
  target: string;
  action: string | readonly string[];
  constraint?: readonly OdrlConstraint[];
  duty?: readonly OdrlDuty[];
};

/** Terms as a policy in ODRL 2.2 (JSON-LD), in the profile of docs/formats.md. */
export type OdrlPolicy = {
  "@context": readonly (string | Record<string, string>)[];
  "@type": "Set";
  /** Ends with the name of the terms on chain. */
  uid: string;
  profile: string;
  conflict: "prohibit";
  /** Where the deed is, which names it by its content. */
  "colophon:deed": string;
  "colophon:exclusivity": string;
  /** A duration, or "irrevocable". */
  "colophon:cure": string | OdrlValue;
  permission: readonly OdrlRule[];
  prohibition: readonly OdrlRule[];
};
