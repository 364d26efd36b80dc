import type { manifestJobs } from "./manifestJobs.ts";

export type ManifestJobs = typeof manifestJobs;
export type ManifestJobName = keyof ManifestJobs;

/** To the worker: one job. */
export type ManifestJobMessage = {
  [Name in ManifestJobName]: { name: Name; parameters: Parameters<ManifestJobs[Name]>[0] };
}[ManifestJobName];

/** From the worker. Errors lose their class on the way, so that of ours their sentences are sent. */
export type ManifestResultMessage =
  | { status: "done"; result: unknown }
  | { status: "refused"; sentence: string; details: string | undefined }
  | { status: "broken"; message: string };
