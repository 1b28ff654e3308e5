import { Forbidden } from '@/components/shell/forbidden';

export default function ForbiddenPage() {
  return (
    <main className="mx-auto max-w-6xl px-4 sm:px-6">
      <Forbidden />
    </main>
  );
}
