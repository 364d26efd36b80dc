import type { WorkRecord } from "@colophon/sdk/read";
import { lazy, Suspense } from "react";
import { Section } from "../../../ui/page.tsx";
import { LoadingState } from "../../../ui/states.tsx";
import type { FilesProps } from "./getting.ts";

const GetFiles = lazy(() => import("./GetFiles.tsx").then((module) => ({ default: module.GetFiles })));
const DeliverByHand = lazy(() => import("./DeliverByHand.tsx").then((module) => ({ default: module.DeliverByHand })));

type FilesTabProps = Omit<FilesProps, "work"> & {
  work: WorkRecord | undefined;
  /** Whether the connected account holds the licence. */
  mine: boolean;
  /** Whether it granted the licence, or acts for whoever did. */
  licensor: boolean;
};

/** How the files of the work come to the holder of the licence: what each side does for it. */
export function FilesTab({ work, mine, licensor, ...props }: FilesTabProps) {
  if (work === undefined) return <LoadingState label="Looking for the work" />;
  return (
    <Suspense fallback={<LoadingState />}>
      {mine ? (
        <Section
          title="Get the files"
          note="They come encrypted. They open here, on your machine, with a key that is only yours."
        >
          <GetFiles {...props} work={work} />
        </Section>
      ) : null}
      {licensor ? (
        <Section
          title="Deliver by hand"
          note="Encrypt the files for the holder of this licence, and send them as you like. No server is needed."
        >
          <DeliverByHand {...props} work={work} />
        </Section>
      ) : null}
    </Suspense>
  );
}
