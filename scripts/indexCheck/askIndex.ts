/** One GraphQL question to the index. Throws with the index's own words. */
export async function askIndex<Answer>(indexUrl: string, query: string): Promise<Answer> {
  const response = await fetch(`${indexUrl}/graphql`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(60_000),
  });
  const answer = (await response.json()) as {
    data?: Answer;
    errors?: { message: string }[];
    error?: { message: string };
  };
  if (answer.data) return answer.data;
  throw new Error(`The index refused: ${answer.error?.message ?? answer.errors?.map((it) => it.message).join(" ")}`);
}
