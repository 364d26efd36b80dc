import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import type { Draft } from "./useDraft.ts";

/** Says that another tab has changed the same form, and asks which of the two goes on. */
export function DraftNotice({ of: { elsewhere } }: { of: Pick<Draft<unknown>, "elsewhere"> }) {
  if (!elsewhere) return null;
  return (
    <Notice
      tone="warning"
      title="You changed this form in another tab"
      urgent
      actions={
        <>
          <Button size="small" onClick={elsewhere.take}>
            Go on with what is there
          </Button>
          <Button variant="secondary" size="small" onClick={elsewhere.keep}>
            Go on with what is here
          </Button>
        </>
      }
    >
      <p>What you see here is not kept until you choose. The one that you do not choose is lost.</p>
    </Notice>
  );
}
