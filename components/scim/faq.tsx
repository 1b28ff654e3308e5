import { ChevronRight } from 'lucide-react';
import { Card } from '../ui/card';
import { faqEntries } from './faq-entries';

/** Questions and answers, each opening by itself. */
export function Faq() {
  return (
    <Card className="divide-y">
      {faqEntries.map(({ question, answer }) => (
        <details key={question} className="group">
          <summary className="flex cursor-pointer list-none items-start gap-3 px-5 py-3.5 font-medium outline-offset-[-2px] hover:bg-sunken/60 sm:px-6 [&::-webkit-details-marker]:hidden">
            <ChevronRight
              aria-hidden
              className="mt-1 size-4 shrink-0 text-ink-soft transition-transform group-open:rotate-90"
            />
            {question}
          </summary>
          <div className="px-5 pb-4 pl-12 text-ink-soft sm:px-6 sm:pl-13">
            {answer.length === 1 ? (
              <p>{answer[0]}</p>
            ) : (
              <ul className="list-disc space-y-1 pl-4">
                {answer.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
          </div>
        </details>
      ))}
    </Card>
  );
}
