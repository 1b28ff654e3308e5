import { Forbidden } from '@/components/shell/forbidden';

export default function ForbiddenPage() {
  return (
    <main className="px-4 sm:px-6">
      <Forbidden />
    </main>
  );
}
