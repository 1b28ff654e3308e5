// Stands for the package `server-only`.
export {};
