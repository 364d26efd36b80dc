import { Link } from "wouter";
import type { Question } from "../../lib/questions/Question.ts";
import { HashAnswer } from "./HashAnswer.tsx";
import { LicenceAnswer } from "./LicenceAnswer.tsx";
import { WorkAnswer } from "./WorkAnswer.tsx";

export function QuestionAnswer({ question }: { question: Question }) {
  switch (question.kind) {
    case "hash":
      return <HashAnswer digest={question.digest} licence={question.licence} />;
    case "work":
      return <WorkAnswer id={question.id} />;
    case "licence":
      return <LicenceAnswer id={question.id} />;
    case "offer":
      return (
        <p>
          This is the address of an offer.{" "}
          <Link className="link" href={`/offer/${question.id}`}>
            See the offer
          </Link>
        </p>
      );
  }
}
