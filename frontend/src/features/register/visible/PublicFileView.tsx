import { useMemo } from "react";
import { mediaOf } from "../../../lib/media/mediaOf.ts";
import type { PublicFile } from "./PublicFile.ts";
import { SmallMedia } from "./SmallMedia.tsx";

/** What others will see of a file that becomes public. */
export function PublicFileView({ file }: { file: PublicFile }) {
  const media = useMemo(() => mediaOf(file.bytes, file.type), [file]);
  return <SmallMedia media={media} label={file.name} />;
}
