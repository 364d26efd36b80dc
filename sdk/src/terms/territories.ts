import { worldwide } from "../model/constants.ts";
import { TermsError } from "../model/errors.ts";
import { didYouMean, nearestOf } from "../model/words.ts";
export type Territory = {
  /** ISO 3166-1 alpha-2. */
  code: string;
  /** The bit in on-chain terms. It never changes its meaning. */
  bit: number;
  /** In English, as deeds write it. */
  name: string;
};

/**
 * The countries and territories of ISO 3166-1, in the order of their codes in 2026. The bits 249 to 255 are free, for
 * codes that are assigned later. Names are part of the format colophon-deed/2 and never change either.
 */
export const territories = [
  { code: "AD", bit: 0, name: "Andorra" },
  { code: "AE", bit: 1, name: "United Arab Emirates" },
  { code: "AF", bit: 2, name: "Afghanistan" },
  { code: "AG", bit: 3, name: "Antigua and Barbuda" },
  { code: "AI", bit: 4, name: "Anguilla" },
  { code: "AL", bit: 5, name: "Albania" },
  { code: "AM", bit: 6, name: "Armenia" },
  { code: "AO", bit: 7, name: "Angola" },
  { code: "AQ", bit: 8, name: "Antarctica" },
  { code: "AR", bit: 9, name: "Argentina" },
  { code: "AS", bit: 10, name: "American Samoa" },
  { code: "AT", bit: 11, name: "Austria" },
  { code: "AU", bit: 12, name: "Australia" },
  { code: "AW", bit: 13, name: "Aruba" },
  { code: "AX", bit: 14, name: "Åland Islands" },
  { code: "AZ", bit: 15, name: "Azerbaijan" },
  { code: "BA", bit: 16, name: "Bosnia and Herzegovina" },
  { code: "BB", bit: 17, name: "Barbados" },
  { code: "BD", bit: 18, name: "Bangladesh" },
  { code: "BE", bit: 19, name: "Belgium" },
  { code: "BF", bit: 20, name: "Burkina Faso" },
  { code: "BG", bit: 21, name: "Bulgaria" },
  { code: "BH", bit: 22, name: "Bahrain" },
  { code: "BI", bit: 23, name: "Burundi" },
  { code: "BJ", bit: 24, name: "Benin" },
  { code: "BL", bit: 25, name: "Saint Barthélemy" },
  { code: "BM", bit: 26, name: "Bermuda" },
  { code: "BN", bit: 27, name: "Brunei" },
  { code: "BO", bit: 28, name: "Bolivia" },
  { code: "BQ", bit: 29, name: "Caribbean Netherlands" },
  { code: "BR", bit: 30, name: "Brazil" },
  { code: "BS", bit: 31, name: "Bahamas" },
  { code: "BT", bit: 32, name: "Bhutan" },
  { code: "BV", bit: 33, name: "Bouvet Island" },
  { code: "BW", bit: 34, name: "Botswana" },
  { code: "BY", bit: 35, name: "Belarus" },
  { code: "BZ", bit: 36, name: "Belize" },
  { code: "CA", bit: 37, name: "Canada" },
  { code: "CC", bit: 38, name: "Cocos (Keeling) Islands" },
  { code: "CD", bit: 39, name: "Congo (Democratic Republic)" },
  { code: "CF", bit: 40, name: "Central African Republic" },
  { code: "CG", bit: 41, name: "Congo (Republic)" },
  { code: "CH", bit: 42, name: "Switzerland" },
  { code: "CI", bit: 43, name: "Côte d’Ivoire" },
  { code: "CK", bit: 44, name: "Cook Islands" },
  { code: "CL", bit: 45, name: "Chile" },
  { code: "CM", bit: 46, name: "Cameroon" },
  { code: "CN", bit: 47, name: "China" },
  { code: "CO", bit: 48, name: "Colombia" },
  { code: "CR", bit: 49, name: "Costa Rica" },
  { code: "CU", bit: 50, name: "Cuba" },
  { code: "CV", bit: 51, name: "Cape Verde" },
  { code: "CW", bit: 52, name: "Curaçao" },
  { code: "CX", bit: 53, name: "Christmas Island" },
  { code: "CY", bit: 54, name: "Cyprus" },
  { code: "CZ", bit: 55, name: "Czechia" },
  { code: "DE", bit: 56, name: "Germany" },
  { code: "DJ", bit: 57, name: "Djibouti" },
  { code: "DK", bit: 58, name: "Denmark" },
  { code: "DM", bit: 59, name: "Dominica" },
  { code: "DO", bit: 60, name: "Dominican Republic" },
  { code: "DZ", bit: 61, name: "Algeria" },
  { code: "EC", bit: 62, name: "Ecuador" },
  { code: "EE", bit: 63, name: "Estonia" },
  { code: "EG", bit: 64, name: "Egypt" },
  { code: "EH", bit: 65, name: "Western Sahara" },
  { code: "ER", bit: 66, name: "Eritrea" },
  { code: "ES", bit: 67, name: "Spain" },
  { code: "ET", bit: 68, name: "Ethiopia" },
  { code: "FI", bit: 69, name: "Finland" },
  { code: "FJ", bit: 70, name: "Fiji" },
  { code: "FK", bit: 71, name: "Falkland Islands" },
  { code: "FM", bit: 72, name: "Micronesia" },
  { code: "FO", bit: 73, name: "Faroe Islands" },
  { code: "FR", bit: 74, name: "France" },
  { code: "GA", bit: 75, name: "Gabon" },
  { code: "GB", bit: 76, name: "United Kingdom" },
  { code: "GD", bit: 77, name: "Grenada" },
  { code: "GE", bit: 78, name: "Georgia" },
  { code: "GF", bit: 79, name: "French Guiana" },
  { code: "GG", bit: 80, name: "Guernsey" },
  { code: "GH", bit: 81, name: "Ghana" },
  { code: "GI", bit: 82, name: "Gibraltar" },
  { code: "GL", bit: 83, name: "Greenland" },
  { code: "GM", bit: 84, name: "Gambia" },
  { code: "GN", bit: 85, name: "Guinea" },
  { code: "GP", bit: 86, name: "Guadeloupe" },
  { code: "GQ", bit: 87, name: "Equatorial Guinea" },
  { code: "GR", bit: 88, name: "Greece" },
  { code: "GS", bit: 89, name: "South Georgia and South Sandwich Islands" },
  { code: "GT", bit: 90, name: "Guatemala" },
  { code: "GU", bit: 91, name: "Guam" },
  { code: "GW", bit: 92, name: "Guinea-Bissau" },
  { code: "GY", bit: 93, name: "Guyana" },
  { code: "HK", bit: 94, name: "Hong Kong" },
  { code: "HM", bit: 95, name: "Heard and McDonald Islands" },
  { code: "HN", bit: 96, name: "Honduras" },
  { code: "HR", bit: 97, name: "Croatia" },
  { code: "HT", bit: 98, name: "Haiti" },
  { code: "HU", bit: 99, name: "Hungary" },
  { code: "ID", bit: 100, name: "Indonesia" },
  { code: "IE", bit: 101, name: "Ireland" },
  { code: "IL", bit: 102, name: "Israel" },
  { code: "IM", bit: 103, name: "Isle of Man" },
  { code: "IN", bit: 104, name: "India" },
  { code: "IO", bit: 105, name: "British Indian Ocean Territory" },
  { code: "IQ", bit: 106, name: "Iraq" },
  { code: "IR", bit: 107, name: "Iran" },
  { code: "IS", bit: 108, name: "Iceland" },
  { code: "IT", bit: 109, name: "Italy" },
  { code: "JE", bit: 110, name: "Jersey" },
  { code: "JM", bit: 111, name: "Jamaica" },
  { code: "JO", bit: 112, name: "Jordan" },
  { code: "JP", bit: 113, name: "Japan" },
  { code: "KE", bit: 114, name: "Kenya" },
  { code: "KG", bit: 115, name: "Kyrgyzstan" },
  { code: "KH", bit: 116, name: "Cambodia" },
  { code: "KI", bit: 117, name: "Kiribati" },
  { code: "KM", bit: 118, name: "Comoros" },
  { code: "KN", bit: 119, name: "Saint Kitts and Nevis" },
  { code: "KP", bit: 120, name: "North Korea" },
  { code: "KR", bit: 121, name: "South Korea" },
  { code: "KW", bit: 122, name: "Kuwait" },
  { code: "KY", bit: 123, name: "Cayman Islands" },
  { code: "KZ", bit: 124, name: "Kazakhstan" },
  { code: "LA", bit: 125, name: "Laos" },
  { code: "LB", bit: 126, name: "Lebanon" },
  { code: "LC", bit: 127, name: "Saint Lucia" },
  { code: "LI", bit: 128, name: "Liechtenstein" },
  { code: "LK", bit: 129, name: "Sri Lanka" },
  { code: "LR", bit: 130, name: "Liberia" },
  { code: "LS", bit: 131, name: "Lesotho" },
  { code: "LT", bit: 132, name: "Lithuania" },
  { code: "LU", bit: 133, name: "Luxembourg" },
  { code: "LV", bit: 134, name: "Latvia" },
  { code: "LY", bit: 135, name: "Libya" },
  { code: "MA", bit: 136, name: "Morocco" },
  { code: "MC", bit: 137, name: "Monaco" },
  { code: "MD", bit: 138, name: "Moldova" },
  { code: "ME", bit: 139, name: "Montenegro" },
  { code: "MF", bit: 140, name: "Saint Martin" },
  { code: "MG", bit: 141, name: "Madagascar" },
  { code: "MH", bit: 142, name: "Marshall Islands" },
  { code: "MK", bit: 143, name: "North Macedonia" },
  { code: "ML", bit: 144, name: "Mali" },
  { code: "MM", bit: 145, name: "Myanmar" },
  { code: "MN", bit: 146, name: "Mongolia" },
  { code: "MO", bit: 147, name: "Macao" },
  { code: "MP", bit: 148, name: "Northern Mariana Islands" },
  { code: "MQ", bit: 149, name: "Martinique" },
  { code: "MR", bit: 150, name: "Mauritania" },
  { code: "MS", bit: 151, name: "Montserrat" },
  { code: "MT", bit: 152, name: "Malta" },
  { code: "MU", bit: 153, name: "Mauritius" },
  { code: "MV", bit: 154, name: "Maldives" },
  { code: "MW", bit: 155, name: "Malawi" },
  { code: "MX", bit: 156, name: "Mexico" },
  { code: "MY", bit: 157, name: "Malaysia" },
  { code: "MZ", bit: 158, name: "Mozambique" },
  { code: "NA", bit: 159, name: "Namibia" },
  { code: "NC", bit: 160, name: "New Caledonia" },
  { code: "NE", bit: 161, name: "Niger" },
  { code: "NF", bit: 162, name: "Norfolk Island" },
  { code: "NG", bit: 163, name: "Nigeria" },
  { code: "NI", bit: 164, name: "Nicaragua" },
  { code: "NL", bit: 165, name: "Netherlands" },
  { code: "NO", bit: 166, name: "Norway" },
  { code: "NP", bit: 167, name: "Nepal" },
  { code: "NR", bit: 168, name: "Nauru" },
  { code: "NU", bit: 169, name: "Niue" },
  { code: "NZ", bit: 170, name: "New Zealand" },
  { code: "OM", bit: 171, name: "Oman" },
  { code: "PA", bit: 172, name: "Panama" },
  { code: "PE", bit: 173, name: "Peru" },
  { code: "PF", bit: 174, name: "French Polynesia" },
  { code: "PG", bit: 175, name: "Papua New Guinea" },
  { code: "PH", bit: 176, name: "Philippines" },
  { code: "PK", bit: 177, name: "Pakistan" },
  { code: "PL", bit: 178, name: "Poland" },
  { code: "PM", bit: 179, name: "Saint Pierre and Miquelon" },
  { code: "PN", bit: 180, name: "Pitcairn Islands" },
  { code: "PR", bit: 181, name: "Puerto Rico" },
  { code: "PS", bit: 182, name: "Palestine" },
  { code: "PT", bit: 183, name: "Portugal" },
  { code: "PW", bit: 184, name: "Palau" },
  { code: "PY", bit: 185, name: "Paraguay" },
  { code: "QA", bit: 186, name: "Qatar" },
  { code: "RE", bit: 187, name: "Réunion" },
  { code: "RO", bit: 188, name: "Romania" },
  { code: "RS", bit: 189, name: "Serbia" },
  { code: "RU", bit: 190, name: "Russia" },
  { code: "RW", bit: 191, name: "Rwanda" },
  { code: "SA", bit: 192, name: "Saudi Arabia" },
  { code: "SB", bit: 193, name: "Solomon Islands" },
  { code: "SC", bit: 194, name: "Seychelles" },
  { code: "SD", bit: 195, name: "Sudan" },
  { code: "SE", bit: 196, name: "Sweden" },
  { code: "SG", bit: 197, name: "Singapore" },
  { code: "SH", bit: 198, name: "Saint Helena" },
  { code: "SI", bit: 199, name: "Slovenia" },
  { code: "SJ", bit: 200, name: "Svalbard and Jan Mayen" },
  { code: "SK", bit: 201, name: "Slovakia" },
  { code: "SL", bit: 202, name: "Sierra Leone" },
  { code: "SM", bit: 203, name: "San Marino" },
  { code: "SN", bit: 204, name: "Senegal" },
  { code: "SO", bit: 205, name: "Somalia" },
  { code: "SR", bit: 206, name: "Suriname" },
  { code: "SS", bit: 207, name: "South Sudan" },
  { code: "ST", bit: 208, name: "São Tomé and Príncipe" },
  { code: "SV", bit: 209, name: "El Salvador" },
  { code: "SX", bit: 210, name: "Sint Maarten" },
  { code: "SY", bit: 211, name: "Syria" },
  { code: "SZ", bit: 212, name: "Eswatini" },
  { code: "TC", bit: 213, name: "Turks and Caicos Islands" },
  { code: "TD", bit: 214, name: "Chad" },
  { code: "TF", bit: 215, name: "French Southern Territories" },
  { code: "TG", bit: 216, name: "Togo" },
  { code: "TH", bit: 217, name: "Thailand" },
  { code: "TJ", bit: 218, name: "Tajikistan" },
  { code: "TK", bit: 219, name: "Tokelau" },
  { code: "TL", bit: 220, name: "Timor-Leste" },
  { code: "TM", bit: 221, name: "Turkmenistan" },
  { code: "TN", bit: 222, name: "Tunisia" },
  { code: "TO", bit: 223, name: "Tonga" },
  { code: "TR", bit: 224, name: "Türkiye" },
  { code: "TT", bit: 225, name: "Trinidad and Tobago" },
  { code: "TV", bit: 226, name: "Tuvalu" },
  { code: "TW", bit: 227, name: "Taiwan" },
  { code: "TZ", bit: 228, name: "Tanzania" },
  { code: "UA", bit: 229, name: "Ukraine" },
  { code: "UG", bit: 230, name: "Uganda" },
  { code: "UM", bit: 231, name: "U.S. Outlying Islands" },
  { code: "US", bit: 232, name: "United States" },
  { code: "UY", bit: 233, name: "Uruguay" },
  { code: "UZ", bit: 234, name: "Uzbekistan" },
  { code: "VA", bit: 235, name: "Vatican City" },
  { code: "VC", bit: 236, name: "Saint Vincent and the Grenadines" },
  { code: "VE", bit: 237, name: "Venezuela" },
  { code: "VG", bit: 238, name: "British Virgin Islands" },
  { code: "VI", bit: 239, name: "U.S. Virgin Islands" },
  { code: "VN", bit: 240, name: "Vietnam" },
  { code: "VU", bit: 241, name: "Vanuatu" },
  { code: "WF", bit: 242, name: "Wallis and Futuna" },
  { code: "WS", bit: 243, name: "Samoa" },
  { code: "YE", bit: 244, name: "Yemen" },
  { code: "YT", bit: 245, name: "Mayotte" },
  { code: "ZA", bit: 246, name: "South Africa" },
  { code: "ZM", bit: 247, name: "Zambia" },
  { code: "ZW", bit: 248, name: "Zimbabwe" },
] as const satisfies readonly Territory[];

export type TerritoryCode = (typeof territories)[number]["code"];

const byCode = new Map<string, (typeof territories)[number]>(
  territories.map((territory) => [territory.code, territory]),
);

/** What people and other lists call territories. */
const otherNames: Partial<Record<TerritoryCode, readonly string[]>> = {
  AE: ["UAE", "Emirates"],
  CD: ["DR Congo"],
  CI: ["Ivory Coast"],
  CZ: ["Czech Republic"],
  DE: ["DEU", "GER", "Deutschland"],
  ES: ["ESP"],
  FR: ["FRA"],
  GB: ["UK", "GBR", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland"],
  GR: ["EL"],
  IT: ["ITA"],
  JP: ["JPN"],
  KR: ["Korea"],
  MK: ["Macedonia"],
  MM: ["Burma"],
  NL: ["Holland", "NLD"],
  SZ: ["Swaziland"],
  TR: ["Turkey"],
  TW: ["Republic of China"],
  US: ["USA", "America", "United States of America"],
  VA: ["Vatican"],
};

/**
 * A territory by its code, also where a program or a stranger names it: an unknown one is refused, because a bit that
 * stands for no territory is set in worldwide terms, and would answer yes.
 *
 * @throws {TermsError} that names the value and the code that was most likely meant.
 */
export function territoryOf(code: string): (typeof territories)[number] {
  const territory = byCode.get(code);
  if (territory) return territory;
  const meant = nearestOf(
    String(code),
    territories.map((known) => ({ id: known.code, names: [known.name, ...(otherNames[known.code] ?? [])] })),
  );
  throw new TermsError(
    `There is no country with the code “${String(code).slice(0, 40)}”.${didYouMean(meant)} Choose from the list of countries: codes are those of ISO 3166-1, of two letters.`,
  );
}

/**
 * Territories as the bitmap on chain. A list of every code of today is not the same as "worldwide". Throws a TermsError
 * for a code that is unknown.
 */
export function territoriesBitmapOf(chosen: "worldwide" | readonly TerritoryCode[]): bigint {
  if (chosen === "worldwide") return worldwide;
  return [...chosen].reduce((bits, code) => bits | (1n << BigInt(territoryOf(code).bit)), 0n);
}

export type TerritoriesOfBitmap = {
  territories: "worldwide" | TerritoryCode[];
  /** Bits that this version has no country for. */
  unknown: number[];
};

/** The territories that a bitmap on chain stands for. */
export function territoriesOfBitmap(bitmap: bigint): TerritoriesOfBitmap {
  if (bitmap === worldwide) return { territories: "worldwide", unknown: [] };
  const codes: TerritoryCode[] = [];
  const unknown: number[] = [];
  for (let bit = 0; bit < 256; bit++) {
    if (((bitmap >> BigInt(bit)) & 1n) === 0n) continue;
    const territory = territories[bit];
    if (territory) codes.push(territory.code);
    else unknown.push(bit);
  }
  return { territories: codes, unknown };
}
