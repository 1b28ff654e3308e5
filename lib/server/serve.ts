import { flushRefusals, flushRequests } from '../activity';
import { endBackground, startRounds, startTidying } from '../auth';
import { connectionMails, flushKeyUse, flushStrayKeys } from '../connection';
import { env } from '../env';
import { sessionSecret } from '../env-secret';
import { log } from '../log';
import { startMailing } from '../mail';
import { settleRequests } from '../rate-limit';
import { Http } from './http';
import { followsForFree, PageContexts } from './page-contexts';
import { startTracing } from './tracing';
import { watchOf } from './watch';

/** Something that serves until it is told to stop. */
export interface Serving {
  /** Takes no more requests, finishes those that run, and writes what has not been written. */
  stop(): Promise<void>;
}

/**
 * Serves SCIM and the pages in this process. The database is open before it and closed after it.
 * @param root the folder that holds .next and public
 * @throws StartError where the address can't be listened on
 */
export async function serve(root: string): Promise<Serving> {
  const config = env();
  const endTracing = await startTracing(config);
  process.env.NEXTAUTH_SECRET = sessionSecret();
  process.env.NEXTAUTH_URL = config.MUSTER_URL;
  const { default: next } = await import('next');
  const app = next({ dev: false, dir: root, hostname: config.HOST ?? 'localhost', port: config.PORT });
  // Traces have a context of their own, which reaches into SCIM's requests.
  const contexts =
    followsForFree || config.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined ? undefined : new PageContexts();
  const prepared = contexts?.begin();
  await quietly(() => app.prepare());
  prepared?.();
  const handlePages = app.getRequestHandler();
  const http = new Http(
    (request, response) => {
      if (contexts && !response.destroyed) response.once('close', contexts.begin());
      void handlePages(request, response);
    },
    watchOf(config, root),
  );
  await http.listen(config);
  const recurring = [startMailing(connectionMails), startTidying(), startRounds()];
  return {
    async stop() {
      await http.close();
      await app.close();
      await Promise.all([...recurring.map((work) => work.end()), endBackground()]);
      await writeNoted();
      await endTracing();
    },
  };
}

/** Writes what was noted behind the requests' back. What can't be written is lost, and the server ends all the same. */
async function writeNoted(): Promise<void> {
  for (const flush of [flushKeyUse, flushStrayKeys, flushRefusals, flushRequests, settleRequests])
    await flush().catch((error: unknown) =>
      log.error('What was noted could not be written.', { err: error }),
    );
}

/** Runs `work` without what it tells: Next announces that it has read its configuration. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const { log: print } = console;
  console.log = () => {};
  await work().finally(() => {
    console.log = print;
  });
}
