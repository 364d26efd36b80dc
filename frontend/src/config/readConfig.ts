import { safeParse } from "valibot";
import { RuntimeConfig } from "./RuntimeConfig.ts";

export type ConfigResult = { ok: true; config: RuntimeConfig } | { ok: false; sentence: string };

/** Reads `/config.json`, which this site must serve beside the page. */
export async function readConfig(url = "/config.json"): Promise<ConfigResult> {
  let document: unknown;
  try {
    const response = await fetch(url, { cache: "no-store", signal: AbortSignal.timeout(15_000) });
    if (!response.ok) return { ok: false, sentence: `This site answered "${response.status}" for its settings.` };
    document = await response.json();
  } catch (error) {
    const sentence =
      error instanceof SyntaxError
        ? "This site's settings are not readable."
        : "This site did not answer when the page asked for its settings. Is it still running?";
    return { ok: false, sentence };
  }
  const parsed = safeParse(RuntimeConfig, document);
  if (parsed.success) return { ok: true, config: parsed.output };
  const where = parsed.issues[0].path?.map((item) => String(item.key)).join(".") ?? "the whole file";
  return { ok: false, sentence: `This site's settings have a mistake at "${where}".` };
}
