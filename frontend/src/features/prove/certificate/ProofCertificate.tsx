import { stampedOf, visibleText } from "@colophon/sdk";
import type { ReactNode } from "react";
import type { Hex } from "viem";
import { version } from "../../../../package.json";
import { siteLink } from "../../../config/site.ts";
import { isLocalChain } from "../../../lib/evidence/keptBundles.ts";
import { formatBytes, formatNumber, wordFor } from "../../../lib/format.ts";
import { formatTime } from "../../../lib/time.ts";
import { Notice } from "../../../ui/notice.tsx";
import { Facts } from "../../../ui/page.tsx";
import { QrCode } from "../../../ui/QrCode.tsx";
import type { ProofCase } from "./proofCase.ts";

const mostFiles = 500;

/** What a bundle proves, for a reader on paper. Every sentence about the past is the verdict's own. */
export function ProofCertificate({ proof }: { proof: ProofCase }) {
  const { bundle, verdict, kept, opening, chainName } = proof;
  const { stamp } = verdict;
  if (!stamp || !bundle.stamp) return null;
  const { notAfter, notBefore } = stamp;
  const timestamps = bundle.contracts.find(({ name }) => name === "timestamps");
  const position = verdict.records.find(({ event }) => event === "Commit")?.transaction;
  const url = siteLink(`/verify?q=${stampedOf(opening.opening)}`);
  const { files } = verdict;
  return (
    <article className="rounded-xl border border-edge bg-leaf p-2 shadow-leaf sm:p-3">
      <div className="grid gap-8 rounded-lg border border-edge px-5 py-7 sm:px-10 sm:py-10">
        <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_11rem] print:grid-cols-[minmax(0,1fr)_9rem]">
          <div className="grid min-w-0 content-start gap-5">
            <header>
              <p className="eyebrow mb-3">Certificate of a timestamp</p>
              <h1 className="text-4xl [overflow-wrap:anywhere] sm:text-5xl print:text-4xl">
                <bdi>{visibleText(opening.name)}</bdi>
              </h1>
              <p className="mt-2 text-soft text-sm">
                So named on the device that made this page. The evidence is about the files listed below.
              </p>
            </header>
            {verdict.proved.map((sentence) => (
              <p key={sentence} className="max-w-prose font-serif text-xl leading-relaxed [overflow-wrap:anywhere]">
                {sentence}
              </p>
            ))}
            {isLocalChain(bundle.chainId) ? (
              <Notice tone="warning" title="From a local chain">
                <p>
                  It has no finality, and whoever runs it can rewrite it. This page shows what a certificate looks like;
                  it is no evidence.
                </p>
              </Notice>
            ) : null}
          </div>
          <figure className="grid w-40 content-start gap-2 sm:w-44 lg:w-full print:w-full">
            <QrCode
              text={url}
              label="QR code that looks this stamp up"
              className="w-full rounded-md ring-1 ring-rule"
            />
            <figcaption className="text-center text-soft text-sm">
              Scan to look the stamp up
              <span
                translate="no"
                className="hidden font-mono text-[0.6rem] leading-tight [overflow-wrap:anywhere] print:block"
              >
                {url}
              </span>
            </figcaption>
          </figure>
        </div>

        <CertificatePart title="What was recorded">
          <Facts
            facts={[
              { label: "Claimant", value: <Code text={stamp.claimant} /> },
              { label: "Sent by", value: <Code text={stamp.sender} /> },
              { label: "Time (UTC)", value: formatTime(notAfter.time ?? kept.block.time) },
              {
                label: "Block",
                value: `${formatNumber(notAfter.number)} of ${chainName}, chain ${notAfter.chainId}`,
              },
              { label: "Block hash", value: <Code text={notAfter.hash} /> },
              ...(notBefore
                ? [
                    {
                      label: "Not before",
                      value: (
                        <>
                          block {formatNumber(notBefore.number)}
                          {notBefore.time === undefined ? "" : `, ${formatTime(notBefore.time)}`}
                        </>
                      ),
                    },
                  ]
                : []),
              ...(timestamps ? [{ label: "Contract", value: <Code text={timestamps.address} /> }] : []),
              { label: "Commitment", value: <Code text={bundle.stamp.commitment} /> },
              ...(bundle.stamp.batch
                ? [{ label: "Root of its batch", value: <Code text={bundle.stamp.batch.root} /> }]
                : []),
              { label: "Content root", value: <Code text={stamp.contentRoot} /> },
              {
                label: "Transaction",
                value: (
                  <>
                    {position === undefined ? "" : `At position ${position} of the block, counted from 0. `}
                    Its hash, told by the node and not in the bundle: <Code text={kept.transaction} />
                  </>
                ),
              },
            ]}
          />
        </CertificatePart>

        <CertificatePart title={wordFor(files.length, "The file", `The ${formatNumber(files.length)} files`)}>
          <ul className="grid gap-3">
            {files.slice(0, mostFiles).map(({ path, size, sha256 }) => (
              <li key={`${path} ${sha256}`} className="break-inside-avoid [overflow-wrap:anywhere]">
                <bdi className="font-medium">{path === undefined ? "Name not disclosed" : visibleText(path)}</bdi>
                {size === undefined ? "" : <span className="text-soft">, {formatBytes(size)}</span>}
                <br />
                <span className="text-soft text-sm">SHA-256</span> <Code text={sha256.slice(2)} />
              </li>
            ))}
          </ul>
          {files.length > mostFiles ? <p>and {files.length - mostFiles} more, all of them in the bundle.</p> : null}
        </CertificatePart>

        <CertificatePart title="What it rests on">
          <ul className="grid gap-2 [overflow-wrap:anywhere]">
            {[...verdict.assumed, ...verdict.notChecked].map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <p>
            That the block is on the chain was only told by a node when this page was made. Whoever relies on it looks
            the block hash up for themselves, as below.
          </p>
        </CertificatePart>

        <CertificatePart title="How to verify it">
          <VerifySteps proof={proof} block={notAfter} />
        </CertificatePart>

        <CertificatePart title="Limits">
          <p className="max-w-prose">{verdict.limits}</p>
        </CertificatePart>

        <p className="border-rule border-t pt-4 text-soft text-sm [overflow-wrap:anywhere]">
          Made by the Colophon dApp, version {version}, at {location.origin} on{" "}
          {formatTime(Math.floor(proof.verifiedAt / 1000))} by this device's clock, from the bundle with the SHA-256{" "}
          {proof.digest.slice(2)}. The dApp's build carries no digest of its own; that of the offline verifier is
          printed by npm run build:verify.
        </p>
      </div>
    </article>
  );
}

function CertificatePart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-3 border-rule border-t pt-6">
      <h2 className="break-after-avoid text-2xl">{title}</h2>
      {children}
    </section>
  );
}

/** Complete, because on paper nobody can copy it. */
function Code({ text }: { text: string }) {
  return (
    <code translate="no" className="font-mono text-sm [overflow-wrap:anywhere]">
      {text}
    </code>
  );
}

/** How anybody checks what a certificate says, without whoever made it. */
function VerifySteps({ proof, block }: { proof: ProofCase; block: { number: number; hash: Hex } }) {
  return (
    <ol className="grid list-decimal gap-2 pl-5 [overflow-wrap:anywhere]">
      <li>
        Get the bundle out of the proof package. Its file has the SHA-256{" "}
        <code translate="no" className="font-mono text-sm">
          {proof.digest.slice(2)}
        </code>
        . Get the files as well.
      </li>
      <li>
        Look up the hash of block {formatNumber(block.number)} of chain {proof.bundle.chainId} at a source you trust,
        such as your own node.
      </li>
      <li>
        Open the offline verifier (<Code text={siteLink("/verify.html")} />) with the network off, or the Verify page of
        any Colophon site, and give it the bundle, the files and the hash; or run:
        <code translate="no" className="mt-1 block rounded-md bg-sunk px-3 py-2 font-mono text-sm">
          colophon verify &lt;the bundle&gt; &lt;files&gt; --chain {proof.bundle.chainId} --block-hash &lt;the hash you
          looked up&gt;
        </code>
      </li>
      <li>
        It says proved, disproved or cannot know, with every step. The format is public:{" "}
        <Code text={siteLink("/formats.md")} />.
      </li>
    </ol>
  );
}
