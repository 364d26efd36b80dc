import { isSameAddress } from "@colophon/sdk";
import { type AnswerOf, askIndex, mostNamed, routes } from "@colophon/sdk/index-api";

/*
 * In a chunk of its own: a page that shows an account is not to load all that reads an index.
 */

/** What these accounts call themselves, as far as the index knows; nothing of accounts that nobody asked about. */
export async function askNames(
  index: string,
  accounts: readonly string[],
): Promise<AnswerOf<typeof routes.names>["items"]> {
  const parts = Array.from({ length: Math.ceil(accounts.length / mostNamed) }, (_, i) =>
    accounts.slice(i * mostNamed, (i + 1) * mostNamed),
  );
  const answers = await Promise.all(parts.map((part) => askIndex(index, routes.names, { of: part.join(",") })));
  return answers
    .flatMap(({ items }) => items)
    .filter(({ account }) => accounts.some((each) => isSameAddress(each, account)));
}
