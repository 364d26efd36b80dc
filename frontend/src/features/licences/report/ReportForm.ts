import type { FileDigest } from "../../../components/FileDigestField.tsx";

/** What a licensee typed and chose for a report. */
export type ReportForm = { units: string; revenue: string; file: FileDigest | undefined };
