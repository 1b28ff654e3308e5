// What the terminal shows of a measurement.
import { dim, red } from '../progress.mjs';

function outcomeOf({ failed, skipped, rows, build, add_one, rps, p50, p99, seconds, lost }) {
  if (failed || skipped) return failed ?? `skipped: ${skipped}`;
  if (rows) return `${rows} rows in ${seconds} s`;
  if (build) return `${build.membersPerSecond} members/s, one more p50 ${add_one.p50} ms`;
  const more = lost === undefined ? '' : `  lost ${lost}`;
  return `${String(rps).padStart(9)} requests/s  p50 ${p50} ms  p99 ${p99} ms${more}`;
}

function processors({ cpu }) {
  if (cpu?.server === undefined) return '';
  const { server, postgres = '?', client, foreign = '?' } = cpu;
  return dim(`  processors: server ${server} PostgreSQL ${postgres} client ${client} foreign ${foreign}`);
}

/**
 * Prints one line.
 * @param {string} name of the workload
 * @param {string} label of the server
 * @param {any} result
 */
export function tell(name, label, result) {
  const errors = result.errors ?? result.build?.errors ?? 0;
  const sample = Object.keys(result.errorSamples ?? {})[0] ?? '';
  const wrong = errors > 0 ? red(`  ${errors} errors: ${sample}`) : '';
  console.log(`  ${name.padEnd(20)} ${label.padEnd(14)} ${outcomeOf(result)}${processors(result)}${wrong}`);
}
