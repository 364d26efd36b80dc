import { Link } from "wouter";

/** What still works when there is no index: whatever is about one thing, because the chain answers it alone. */
export function WithoutIndex() {
  return (
    <p>
      The chain itself is not affected: you can still{" "}
      <Link href="/verify" className="link">
        check a file or a number
      </Link>
      , go through{" "}
      <Link href="/works" className="link">
        the works as the chain lists them
      </Link>
      , and see{" "}
      <Link href="/licences" className="link">
        your licences
      </Link>{" "}
      and{" "}
      <Link href="/earn" className="link">
        your earnings
      </Link>
      .
    </p>
  );
}
