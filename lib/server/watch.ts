import type { Env } from '../env';
import { answerMetrics } from './answer-metrics';
import type { Watch } from './http';
import { Metrics } from './metrics';
import { pageRoutes } from './route-template';
import { WorkerMetrics } from './shared-metrics';

/**
 * How this process watches its requests: with METRICS_TOKEN it measures them, without it does nothing.
 * @param root the folder that holds .next
 */
export function watchOf({ METRICS_TOKEN: token, WEB_CONCURRENCY: count }: Env, root: string): Watch {
  if (token === undefined) return {};
  const metrics = new Metrics();
  // One of several processes has its figures added to the others'.
  const shared = count > 1 ? new WorkerMetrics(metrics) : metrics;
  return {
    metrics,
    routeOf: pageRoutes(root),
    answer: (request, response) => answerMetrics(request, response, token, () => shared.text()),
  };
}
