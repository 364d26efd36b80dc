import { askIndex } from "../../../scripts/indexCheck/askIndex.ts";

type Field = { name: string; type: { name: string | null; kind: string; ofType: Field["type"] | null } };

/** Every row of every table of an index, as lines in an order of their own: equal indexes give equal dumps. */
export async function dumpIndex(indexUrl: string): Promise<Record<string, string[]>> {
  const { __schema } = await askIndex<{ __schema: { types: { name: string; fields: Field[] | null }[] } }>(
    indexUrl,
    "{ __schema { types { name fields { name type { name kind ofType { name kind ofType { name kind ofType { name kind } } } } } } } }",
  );
  const types = new Map(__schema.types.map(({ name, fields }) => [name, fields ?? []]));
  const lists = (types.get("Query") ?? []).filter(({ type }) => coreOf(type).endsWith("Page"));
  const dump: Record<string, string[]> = {};
  for (const { name, type } of lists) {
    const table = coreOf(type).replace(/Page$/, "");
    const fields = (types.get(table) ?? []).map((field) => field.name);
    const rows: string[] = [];
    for (let after: string | null = null; ; ) {
      const more: string = after ? `, after: "${after}"` : "";
      const answer: Record<string, Page> = await askIndex(
        indexUrl,
        `{ ${name}(limit: 1000${more}) { items { ${fields.join(" ")} } pageInfo { endCursor hasNextPage } } }`,
      );
      const page = answer[name] as Page;
      rows.push(...page.items.map((item) => JSON.stringify(item)));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    dump[table] = rows.sort();
  }
  return dump;
}

type Page = { items: unknown[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } };

function coreOf(type: Field["type"]): string {
  return type.name ?? (type.ofType ? coreOf(type.ofType) : "");
}
