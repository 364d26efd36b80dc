import type { HashedFile } from "@colophon/sdk";
import { explainError } from "@colophon/sdk";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ChosenFiles } from "../chosenFiles.ts";
import { type HashProgress, hashFiles } from "./hashFiles.ts";

export type HashingState =
  | { status: "idle" }
  | { status: "hashing"; chosen: ChosenFiles; progress: HashProgress | undefined }
  | { status: "done"; chosen: ChosenFiles; files: readonly HashedFile[]; seconds: number }
  | { status: "failed"; chosen: ChosenFiles; sentence: string };

/** Hashes what a person chose, one choice at a time; a new choice or leaving the page ends the one before. */
export function useHashing() {
  const [state, setState] = useState<HashingState>({ status: "idle" });
  const controller = useRef<AbortController>(undefined);

  const cancel = useCallback(() => {
    controller.current?.abort();
    controller.current = undefined;
    setState({ status: "idle" });
  }, []);

  const start = useCallback(async (chosen: ChosenFiles) => {
    controller.current?.abort();
    const current = new AbortController();
    controller.current = current;
    const since = performance.now();
    setState({ status: "hashing", chosen, progress: undefined });
    try {
      const files = await hashFiles(chosen.files, {
        signal: current.signal,
        onProgress: (progress) => {
          if (controller.current === current) setState({ status: "hashing", chosen, progress });
        },
      });
      if (controller.current === current) {
        setState({ status: "done", chosen, files, seconds: (performance.now() - since) / 1000 });
      }
    } catch (error) {
      if (controller.current === current && !current.signal.aborted) {
        setState({ status: "failed", chosen, sentence: explainError(error).sentence });
      }
    }
  }, []);

  useEffect(() => () => controller.current?.abort(), []);
  return { state, start, cancel };
}
