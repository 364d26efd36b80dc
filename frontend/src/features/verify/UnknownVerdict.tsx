import { Button } from "../../components/Button.tsx";
import { Verdict } from "./Verdict.tsx";

/** The chain or something else could not be asked. Never taken for "not found". */
export function UnknownVerdict({ sentence, onRetry, busy }: { sentence: string; onRetry: () => void; busy: boolean }) {
  return (
    <Verdict kind="unknown" title={sentence}>
      <div>
        <Button variant="secondary" size="small" busy={busy} onClick={onRetry}>
          Try again
        </Button>
      </div>
    </Verdict>
  );
}
