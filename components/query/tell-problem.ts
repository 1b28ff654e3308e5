import { toast } from '../ui/toaster';
import { messageOf } from './api';

/** How long a reason stands, in milliseconds: it takes longer to read than that something was done. */
const readingTime = 10_000;

/** Says in a short message why something was not done, where no place beside it would. */
export function tellProblem(error: Error): void {
  toast.error(messageOf(error), { duration: readingTime });
}
