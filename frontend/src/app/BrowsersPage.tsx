import { PageHeader, Section } from "../ui/page.tsx";
import { type Kept, useKept } from "./offline.ts";

const browsers = [
  ["Chrome, Edge and what is made from them", "111"],
  ["Firefox, also ESR", "119"],
  ["Safari, also every browser on an iPhone or iPad", "16.4"],
] as const;

/** Which browsers the site works in, and what it does where a browser does not allow something. */
export function BrowsersPage() {
  return (
    <>
      <PageHeader title="Browsers">
        <p>Colophon runs in your browser alone, so it depends on what your browser has and allows.</p>
      </PageHeader>
      <Section title="From which version">
        <table className="max-w-xl">
          <thead className="sr-only">
            <tr>
              <th>Browser</th>
              <th>From version</th>
            </tr>
          </thead>
          <tbody>
            {browsers.map(([name, version]) => (
              <tr key={name} className="border-rule border-b">
                <th scope="row" className="py-2 pr-6 text-left font-normal">
                  {name}
                </th>
                <td className="py-2 text-right tabular-nums">{version}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="mt-4 max-w-prose">
          An older one says so before anything else. Wallets with a browser of their own use that of the system.
        </p>
      </Section>
      <Section title="Site data blocked, or no room">
        <p className="max-w-prose">
          You can read, verify and sign. Drafts, opening files and the list of what you sent are gone when you close the
          page, so a stamp is offered only after you saved its opening as a file.
        </p>
      </Section>
      <OfflineSection />
      <Section title="Notifications">
        <p className="max-w-prose">
          If you turn it on at your desk, this device tells you what newly waits for your account. It does so only while
          a page of this site is open and your wallet is connected, since no server knows of you. The browser may refuse
          it, and its private windows often do. Save the calendar file for days that you must not miss.
        </p>
      </Section>
      <Section title="Without https">
        <p className="max-w-prose">
          On an address that begins with http, whoever is on the network between can change the page. Everything can be
          tried out, but sign only over https. Some wallets do not appear without it, and two tabs do not know of each
          other's signatures.
        </p>
      </Section>
      <Section title="Translated pages">
        <p className="max-w-prose">
          You may let your browser translate the site. Numbers, amounts, addresses and the text of a licence stay as
          they are: a translated licence is not the text whose hash is on the chain.
        </p>
      </Section>
      <Section title="A wrong clock">
        <p className="max-w-prose">
          Rights begin and end by the network's time. If your device's clock differs by more than five minutes, the page
          says so and goes by the network.
        </p>
      </Section>
      <Section title="WebAssembly">
        <p className="max-w-prose">
          Digests of files need WebAssembly, which some settings switch off, such as Lockdown Mode on an iPhone. Without
          it you can read and buy, but neither prove nor register.
        </p>
      </Section>
    </>
  );
}

/** Whether this device keeps the site, and what that is for. */
function OfflineSection() {
  const kept = useKept();
  return (
    <Section title="Without a network, and as an app">
      <p className="max-w-prose">
        Your browser keeps this site once you have used it, and can add it to your apps. Without a network you can
        verify proofs that you have as files, hash files, and see your licences as they last were, with the block and
        the time of that sight. Whatever has to be read from the chain says that it cannot be known now.
      </p>
      <p className="mt-4 max-w-prose">
        As long as the site answers, it is the site’s own pages and settings that you see, never older ones that were
        kept. A newer version comes when you reload.
      </p>
      <p role="status" className="mt-4 max-w-prose font-medium">
        <KeptInWords kept={kept} />
      </p>
    </Section>
  );
}

function KeptInWords({ kept }: { kept: Kept }) {
  switch (kept.state) {
    case "waiting":
      return "The site is being kept on this device.";
    case "kept":
      return "This device keeps the site: it opens without a network.";
    case "newer":
      return "This device keeps the site. A newer version is there, and comes when you reload the page.";
    case "refused":
      return <>This device does not keep the site. {kept.sentence}</>;
  }
}
