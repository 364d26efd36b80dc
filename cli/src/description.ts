import { readFile } from "node:fs/promises";
import {
  type CategoryId,
  categoryOf,
  createHolders,
  type Holders,
  isSameAddress,
  issueSentence,
  type Metadata,
  unitsFromPercent,
} from "@colophon/sdk";
import * as v from "valibot";
import type { Address } from "viem";
import { type Arguments, UsageError } from "./Command.ts";
import { accountIn } from "./named.ts";

/** What a person writes about a work, in a JSON file of their own. */
type WorkDescription = {
  name: string;
  description: string;
  category: string;
  language?: string;
  credits: { name: string; role: string; account?: string; share?: string }[];
  identifiers?: { scheme: string; value: string }[];
};

/** What `colophon register --template` prints: a description to fill in. */
export function descriptionTemplate(claimant: string): WorkDescription {
  return {
    name: "Title of the work",
    description: "What everybody may read about it.",
    category: "literary",
    language: "en",
    credits: [{ name: "Your name", role: "author", account: claimant, share: "100" }],
    identifiers: [],
  };
}

type Credit = Metadata["credits"][number];

const schema = v.strictObject({
  name: v.string(),
  description: v.string(),
  category: v.string(),
  language: v.optional(v.string()),
  credits: v.array(
    v.strictObject({
      name: v.string(),
      role: v.string(),
      account: v.optional(v.string()),
      share: v.optional(
        v.custom<string>(
          (value) => typeof value === "string",
          'this must be a percentage in quotation marks, such as "12.5".',
        ),
      ),
    }),
  ),
  identifiers: v.optional(v.array(v.strictObject({ scheme: v.string(), value: v.string() }))),
});

type DescribedWork = {
  fields: { name: string; description: string; category: CategoryId; language?: string | undefined };
  identifiers: { scheme: string; value: string }[] | undefined;
  credits: Credit[];
  /** Who shares the income; undefined if all of it is the claimant's. */
  holders: Holders | undefined;
};

/** A description from its file. Throws a UsageError or an error of the SDK that names the field and the way out. */
export async function readDescriptionFile(
  path: string,
  claimant: Address,
  named: Arguments["named"] = { texts: [] },
): Promise<DescribedWork> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new UsageError(
      `The description ${path} can't be read. Write one with: colophon register --template > ${path}`,
    );
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`The description ${path} is not JSON: ${(error as Error).message}.`);
  }
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const field = issue.path?.map(({ key }) => String(key)).join(".") ?? "";
    throw new UsageError(
      `The description ${path} has a problem${field ? ` at “${field}”` : ""}: ${issueSentence(issue)} Compare it with colophon register --template.`,
    );
  }
  const { credits, identifiers, category, ...fields } = parsed.output;
  const read = credits.map(({ name, role, account, share }): Credit => {
    const owner = account === undefined ? undefined : accountIn({ named }, account, `The account of ${name},`);
    if (share !== undefined && account === undefined) {
      throw new UsageError(`${name} has a share but no account to receive it. Add their "account".`);
    }
    const units = share === undefined ? undefined : unitsFromPercent(share);
    return { name, role, account: owner, units };
  });
  return {
    fields: { ...fields, category: categoryOf(category).id },
    identifiers: identifiers && identifiers.length > 0 ? identifiers : undefined,
    credits: read,
    holders: holdersOf(read, claimant),
  };
}

/** Several roles of one person are one share; a list that gives everything to the claimant is no list. */
function holdersOf(credits: readonly Credit[], claimant: Address): Holders | undefined {
  const shares = new Map<string, number>();
  for (const { account, units } of credits) {
    if (account !== undefined && units !== undefined) {
      shares.set(account.toLowerCase(), (shares.get(account.toLowerCase()) ?? 0) + units);
    }
  }
  if (shares.size === 0) return undefined;
  const holders = createHolders([...shares].map(([account, units]) => ({ account: account as Address, units })));
  const [only, ...others] = holders.holders;
  return others.length === 0 && isSameAddress(only?.account, claimant) ? undefined : holders;
}
