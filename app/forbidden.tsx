import { Forbidden } from '@/components/shell/forbidden';

export default function ForbiddenPage() {
  return (
    <main className="mx-auto max-w-lg px-4 py-10 sm:px-6">
      <Forbidden />
    </main>
  );
}
