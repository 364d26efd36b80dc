// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape, and check them against schemas.
export type Answer = any;

/** Asks the index over HTTP. */
export async function askApi(url: string, path: string, body?: unknown) {
  const response = await fetch(`${url}${path}`, {
    ...(body !== undefined && {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { "content-type": "application/json" },
    }),
  });
  const text = await response.text();
  let answer: Answer;
  try {
    answer = JSON.parse(text);
  } catch {
    answer = undefined;
  }
  return { status: response.status, text, answer, headers: response.headers };
}
