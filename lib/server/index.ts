export { startLogging } from './logging';
export { type Serving, serve } from './serve';
export { StartError } from './start-error';
export { startWorkers } from './workers';
