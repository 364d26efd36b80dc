import type { TerritoryCode } from "@colophon/sdk";

export type TerritoryGroup = { id: string; label: string; codes: readonly TerritoryCode[] };

const eu = [
  ..."AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
] as TerritoryCode[];

const of = (codes: string) => codes.split(" ") as TerritoryCode[];

/** Territories that people license together. A shortcut only: the deed names each of them. */
export const territoryGroups: readonly TerritoryGroup[] = [
  { id: "eu", label: "European Union", codes: eu },
  { id: "eea", label: "European Economic Area", codes: [...eu, ...of("IS LI NO")] },
  { id: "dach", label: "Germany, Austria, Switzerland", codes: of("DE AT CH") },
  { id: "uk-ie", label: "United Kingdom and Ireland", codes: of("GB IE") },
  { id: "nordic", label: "Nordic countries", codes: of("DK FI IS NO SE FO GL AX") },
  { id: "north-america", label: "North America", codes: of("CA MX US") },
  {
    id: "latin-america",
    label: "Latin America",
    codes: of("AR BO BR CL CO CR CU DO EC GT HN MX NI PA PE PY SV UY VE"),
  },
  { id: "east-asia", label: "East Asia", codes: of("CN HK JP KR MO TW") },
  { id: "asean", label: "South-East Asia", codes: of("BN ID KH LA MM MY PH SG TH TL VN") },
  { id: "anz", label: "Australia and New Zealand", codes: of("AU NZ") },
];
