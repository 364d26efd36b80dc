/** What the site is for, to somebody who comes for the first time. */
export function Welcome() {
  return (
    <>
      <h1 className="text-5xl sm:text-6xl">
        Put a <em className="font-normal text-accent not-italic">date</em> on your work that anyone can check.
      </h1>
      <p className="mt-5 max-w-xl text-lg text-soft">
        A colophon is the note at the end of a book: who made it, when, and on what terms. Write one for any file, on
        Ethereum. No account, no fee to us, and your files stay here unless you publish one.
      </p>
    </>
  );
}
