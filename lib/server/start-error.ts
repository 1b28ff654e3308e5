/** Something that the operator can mend, found at start; told without a stack. */
export class StartError extends Error {
  override name = 'StartError';
}
