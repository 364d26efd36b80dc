import { lazy, Suspense } from "react";
import { useConnection } from "wagmi";
import { Link, useLocation } from "wouter";
import { handOver } from "../lib/handOver.ts";
import { DropZone } from "../ui/DropZone.tsx";
import { ErrorBoundary } from "./failures.tsx";
import { Welcome } from "./Welcome.tsx";

// What reads the chain comes after the first screen: for somebody who is new, and for somebody who is known.
const Stranger = lazy(() => import("../features/home/Stranger.tsx").then((module) => ({ default: module.Stranger })));
const Desk = lazy(() => import("../features/home/Desk.tsx").then((module) => ({ default: module.Desk })));

/** Tells what newly waits: on the desk with its switch, on other pages unseen. Who did not ask for it loads it on the desk alone. */
export const Telling = lazy(() => import("../parts/Telling.tsx").then((module) => ({ default: module.Telling })));

export function HomePage() {
  const { address } = useConnection();
  return (
    <ErrorBoundary part="part of the page" resetKey={address}>
      {address ? (
        <>
          <h1 className="mb-8 text-4xl sm:text-5xl">Your desk</h1>
          <Suspense fallback={<Begin />}>
            <Desk account={address} key={address}>
              <Begin />
              <Telling shown />
            </Desk>
          </Suspense>
        </>
      ) : (
        <div className="grid gap-12 sm:gap-14">
          <section className="grid items-center gap-x-10 gap-y-8 lg:grid-cols-[1.15fr_1fr]">
            <div>
              <Welcome />
              <p className="mt-4">
                <Link href="/verify" className="link">
                  Check a file or a proof
                </Link>
              </p>
            </div>
            <Begin />
          </section>
          <Suspense fallback={<div className="min-h-96" />}>
            <Stranger />
          </Suspense>
        </div>
      )}
    </ErrorBoundary>
  );
}

function Begin() {
  const [, navigate] = useLocation();
  return (
    <DropZone
      title="Drop a file or a folder to begin"
      hint="It is read here, in your browser. Nothing is sent."
      onChoose={(chosen) => {
        handOver.put(chosen);
        navigate("/prove");
      }}
    />
  );
}
