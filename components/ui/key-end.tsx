/** A key by its last four characters: nothing else of it is shown. */
export function KeyEnd({ lastFour }: { lastFour: string }) {
  return (
    <>
      <span aria-hidden className="tracking-widest text-ink-soft">
        ••••
      </span>
      <span className="sr-only">ends in </span>
      <code className="ml-1 font-mono font-medium">{lastFour}</code>
    </>
  );
}
