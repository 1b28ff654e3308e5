import { handleScim } from '@/lib/scim-api';

export const dynamic = 'force-dynamic';

// Every verb, so that an unknown one is refused as SCIM refuses it.
export {
  handleScim as DELETE,
  handleScim as GET,
  handleScim as HEAD,
  handleScim as OPTIONS,
  handleScim as PATCH,
  handleScim as POST,
  handleScim as PUT,
};
