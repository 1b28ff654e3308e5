import { AppError } from '../../lib/app-error';
import { type ListedTenant, listTenants } from '../../lib/directory';

/** The tenant with that slug or id. @throws AppError 404 */
export async function tenantNamed(wanted: string): Promise<ListedTenant> {
  const tenant = (await listTenants()).find(({ slug, id }) => slug === wanted || id === wanted);
  if (!tenant)
    throw new AppError(404, `There is no tenant "${wanted}". See \`npm run muster -- tenant list\`.`);
  return tenant;
}
