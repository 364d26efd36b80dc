import { escapedHtml } from "../model/html.ts";
import { grouped } from "../model/numbers.ts";
import { utcTime } from "../model/time.ts";
import type { OpenedBundle } from "./bundle.ts";
import { limitsStatement, type Verdict } from "./verdict.ts";

export type CreateCertificateParameters = {
  /** What the person who sealed it calls it. */
  name: string;
  opened: Pick<OpenedBundle, "chainId" | "stamp" | "contracts">;
  /** What verifying the bundle said. Nothing else is told as found. */
  verdict: Verdict;
  /** Where the chain is a local one: a sentence that says what that means. */
  warning?: string | undefined;
  /** When the verdict was reached, in seconds since 1970 by the clock of who made it. */
  madeAt: number;
};

const mostFiles = 500;

const style = `
:root { font: 16px/1.5 Georgia, serif; color: #1c1a17; background: #fff; }
body { max-width: 44rem; margin: 2.5rem auto; padding: 0 1.25rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: .3rem 0 1rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .4rem; }
.eyebrow { font: 600 .8rem system-ui, sans-serif; letter-spacing: .08em; text-transform: uppercase; color: #6b645a; margin: 0; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1.25rem; } dt { color: #6b645a; } dd { margin: 0; }
h1, p, dd, li { overflow-wrap: anywhere; } code { font: .8rem/1.5 ui-monospace, monospace; }
.found { font-size: 1.15rem; } .warning { border: 1px solid #b4552d; padding: .6rem .9rem; }
@media (max-width: 30rem) { dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: .6rem; } }
@media (prefers-color-scheme: dark) { :root { color: #ece7de; background: #191714; } dt, .eyebrow { color: #a9a196; } }
@media print { @page { size: A4; margin: 18mm; } :root { color: #000; background: #fff; } body { margin: 0; max-width: none; } li { break-inside: avoid; } }
`;

const code = (text: string) => `<code>${escapedHtml(text)}</code>`;

/**
 * What a bundle shows, as a page of HTML that stands alone: no script, no picture, nothing that is fetched. Undefined if
 * its verdict is not "proved" or it is about no stamp: then there is nothing to certify.
 */
export function createCertificate(parameters: CreateCertificateParameters): string | undefined {
  const { name, opened, verdict, warning, madeAt } = parameters;
  const { stamp } = verdict;
  if (verdict.verdict !== "proved" || !stamp || !opened.stamp) return undefined;
  const { notAfter, notBefore } = stamp;
  const timestamps = opened.contracts.find((contract) => contract.name === "timestamps");
  const { batch, commitment } = opened.stamp;
  const facts: [string, string][] = [
    ["Claimant", code(stamp.claimant)],
    ["Sent by", code(stamp.sender)],
    ["Block", `${grouped(notAfter.number)} of chain ${notAfter.chainId}`],
    ...(notAfter.time === undefined ? [] : [["Time", timeOf(notAfter.time)] as [string, string]]),
    ["Block hash", code(notAfter.hash)],
    ...(notBefore ? [["Not before", `block ${grouped(notBefore.number)}`] as [string, string]] : []),
    ...(timestamps ? [["Contract", code(timestamps.address)] as [string, string]] : []),
    ["Commitment", code(commitment)],
    ...(batch ? [["Root of its batch", code(batch.root)] as [string, string]] : []),
    ["Content root", code(stamp.contentRoot)],
  ];
  const more = verdict.files.length - mostFiles + verdict.filesNotListed;
  const files = verdict.files.slice(0, mostFiles).map(({ path, size, sha256 }) => {
    const shown = path === undefined ? "Name not disclosed" : escapedHtml(path);
    return `<bdi>${shown}</bdi>${size === undefined ? "" : `, ${grouped(size)} bytes`}<br>SHA-256 ${code(sha256.slice(2))}`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Certificate of a timestamp: ${escapedHtml(name)}</title><style>${style}</style></head><body>
<p class="eyebrow">Certificate of a timestamp</p>
<h1><bdi>${escapedHtml(name)}</bdi></h1>
<p>So named on the device that made this page. The evidence is about the files listed below.</p>
${warning ? `<p class="warning">${escapedHtml(warning)}</p>` : ""}
${verdict.proved.map((sentence) => `<p class="found">${escapedHtml(sentence)}</p>`).join("\n")}
<h2>What was recorded</h2>
<dl>${facts.map(([label, value]) => `<dt>${label}</dt><dd>${value}</dd>`).join("\n")}</dl>
<h2>The files</h2>
${listOf(files)}
${more > 0 ? `<p>and ${grouped(more)} more, all of them in the bundle.</p>` : ""}
<h2>What it rests on</h2>
${listOf([...verdict.assumed, ...verdict.notChecked].map(escapedHtml))}
<p>That the block is on the chain was only told by a node when this page was made. Whoever relies on it looks the block hash up for themselves.</p>
<h2>How to verify it</h2>
<ol><li>Look up the hash of block ${grouped(notAfter.number)} of chain ${notAfter.chainId} at a source that you trust, such as your own node.</li>
<li>Give the package that this page is from, the files and that hash to verify.html of any release of Colophon, with the network off; or run ${code("colophon verify <package> <files> --block-hash <hash>")}.</li>
<li>It says proved, disproved or cannot know, with every step.</li></ol>
<h2>Limits</h2>
<p>${escapedHtml(limitsStatement)}</p>
<p>Made on ${timeOf(madeAt)} by the clock of the device that made it.</p>
</body></html>
`;
}

/** A time that may be no day that a calendar has is told in seconds. */
const timeOf = (seconds: number) => utcTime(seconds, "second") ?? `second ${grouped(seconds)} since 1970`;

const listOf = (items: readonly string[]) => `<ul>${items.map((item) => `<li>${item}</li>`).join("\n")}</ul>`;
