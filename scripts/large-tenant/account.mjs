/** Who signs in at the large tenant. */
export const account = { identifier: 'admin@large.test', password: 'Correct horse battery 7' };
