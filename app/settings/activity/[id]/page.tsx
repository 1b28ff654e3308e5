import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { EntryDetails, headingOf } from '@/components/activity/entry-details';
import { toJson } from '@/components/query/json';
import { AppError } from '@/lib/app-error';
import { requirePermission } from '@/lib/auth';
import { entryPage } from '@/lib/connection';

interface EntryPageProps {
  params: Promise<{ id: string }>;
}

const findEntry = cache(async (id: string) => {
  const reader = await requirePermission('activity.view');
  const page = await entryPage(reader.tenantId, id).catch((error: unknown) => {
    if (error instanceof AppError && error.status === 404) notFound();
    throw error;
  });
  return { reader, page };
});

export async function generateMetadata({ params }: EntryPageProps): Promise<Metadata> {
  const { page } = await findEntry((await params).id);
  return { title: headingOf(page.entry) };
}

export default async function ActivityEntryPage({ params }: EntryPageProps) {
  const { reader, page } = await findEntry((await params).id);
  const { permissions } = reader;
  const readable = { users: permissions.has('users.view'), roles: permissions.has('roles.view') };
  return <EntryDetails page={toJson(page)} readable={readable} />;
}
