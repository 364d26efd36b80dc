import { FileCheck2, HandCoins, Stamp } from "lucide-react";
import { lazy, Suspense } from "react";
import { useConnection } from "wagmi";
import { Link, useLocation } from "wouter";
import { handOver } from "../lib/chosenFiles.ts";
import { DropZone } from "../ui/DropZone.tsx";

// Most people who come here hold no licence: what reads the chain is fetched for those who may.
const OverdueReports = lazy(() =>
  import("../parts/OverdueReports.tsx").then((module) => ({ default: module.OverdueReports })),
);

const parts = [
  {
    icon: Stamp,
    title: "Prove",
    text: "Stamp a sealed fingerprint of your files on a public chain. It shows that you held them by that moment, and tells nobody what they are.",
  },
  {
    icon: FileCheck2,
    title: "License",
    text: "Register the work with everyone who made it, choose terms in plain words, and let people buy exactly those rights.",
  },
  {
    icon: HandCoins,
    title: "Be paid",
    text: "Income is divided by the shares you agreed on. Each person takes out their own part; nobody can hold it back.",
  },
] as const;

export function HomePage() {
  const [, navigate] = useLocation();
  const { address } = useConnection();
  return (
    <div className="grid gap-16">
      {address ? (
        <Suspense>
          <OverdueReports account={address} />
        </Suspense>
      ) : null}
      <section className="grid items-center gap-10 lg:grid-cols-[1.1fr_1fr]">
        <div>
          <p className="eyebrow mb-4">For anyone who makes things</p>
          <h1 className="text-5xl sm:text-6xl">
            Put a <em className="font-normal">date</em> on your work that anyone can check.
          </h1>
          <p className="mt-6 max-w-xl text-lg text-soft">
            A colophon is the note at the end of a book: who made it, when, and on what terms. Write one for any file,
            on Ethereum. No account, no fee to us, and your files never leave this machine.
          </p>
          <p className="mt-6 flex flex-wrap gap-x-6 gap-y-2">
            <Link href="/verify" className="link">
              Check a file or a proof
            </Link>
          </p>
        </div>
        <DropZone
          title="Drop a file or a folder to begin"
          hint="It is read here, in your browser. Nothing is sent."
          onChoose={(chosen) => {
            handOver.put(chosen);
            navigate("/prove");
          }}
        />
      </section>

      <section aria-label="What Colophon does" className="grid gap-8 border-rule border-t pt-10 md:grid-cols-3">
        {parts.map(({ icon: Icon, title, text }) => (
          <div key={title}>
            <Icon aria-hidden="true" strokeWidth={1.5} className="size-7 text-accent" />
            <h2 className="mt-3 text-2xl">{title}</h2>
            <p className="mt-2 text-soft">{text}</p>
          </div>
        ))}
      </section>
    </div>
  );
}
