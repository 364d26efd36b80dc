import { Download } from "lucide-react";
import { Button } from "../../../components/Button.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { bundleFileName } from "../../../lib/evidence/bundleFileName.ts";
import { downloadFile } from "../../../lib/files/downloadFile.ts";
import type { MadePart } from "./makePart.ts";

/** What was cut out of a file, to be looked at before it is given away, and its downloads. */
export function PartMade({ part: { name, range, bundle, bytes, preview } }: { part: MadePart }) {
  const last = range.to - 1;
  const label = `bytes ${range.from} to ${last}`;
  const icon = <Download aria-hidden="true" className="size-4" />;
  return (
    <div className="grid gap-4">
      <Notice tone="ok" title={`Shows the ${label} of ${range.size}`} urgent>
        <p>
          Give away both files: the bundle proves the bytes and does not hold them. The names of the downloads are not
          part of the proof; change them if they tell too much.
        </p>
      </Notice>
      {preview === undefined ? null : (
        <section aria-label="What is shown" className="grid gap-2">
          <h3 className="text-lg">What is shown</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached with the keyboard */}
          <pre tabIndex={0} className="max-h-64 overflow-auto whitespace-pre-wrap rounded-lg bg-sunk p-4 text-sm">
            <bdi>{preview}</bdi>
          </pre>
        </section>
      )}
      <div className="flex flex-wrap gap-3">
        <Button
          icon={icon}
          onClick={() => downloadFile(bundleFileName(`${name}, ${label}`.replaceAll("/", "_")), bundle)}
        >
          Save the bundle of this part
        </Button>
        <Button
          variant="secondary"
          icon={icon}
          onClick={() => downloadFile(`${label}.part`, bytes, "application/octet-stream")}
        >
          Save these bytes
        </Button>
      </div>
    </div>
  );
}
