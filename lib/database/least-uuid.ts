/** No id is less: where a walk through rows by their ids begins. */
export const leastUuid = '00000000-0000-0000-0000-000000000000';
