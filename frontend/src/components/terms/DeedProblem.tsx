import type { DeedVerdict } from "../../lib/terms/deedVerdict.ts";
import { Notice } from "../Notice.tsx";

/** What is wrong with a deed, and what that means for somebody who would rely on it. */
export function DeedProblem({ verdict, buying = false }: { verdict: DeedVerdict; buying?: boolean }) {
  switch (verdict.status) {
    case "verified":
      return null;
    case "refused":
      return (
        <Notice tone="danger" urgent title="The deed of this licence is refused">
          {verdict.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <p>
            Words and contract do not agree, so nobody can say what such a licence means.
            {buying ? " It cannot be bought here." : ""}
          </p>
        </Notice>
      );
    case "unreadable":
      return (
        <Notice tone="danger" urgent title="The deed of this licence cannot be read">
          <p>{verdict.sentence}</p>
          <p>
            What the contract enforces is shown, but the words that bind by agreement are not known.
            {buying ? " It cannot be bought here until they are." : ""}
          </p>
        </Notice>
      );
  }
}
