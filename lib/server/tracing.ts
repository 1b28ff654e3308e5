import type { Env } from '../env';
import { failureOf, log, withoutSecrets } from '../log';
import { type Span, type Tracer, traceBy } from '../trace';

type Api = typeof import('@opentelemetry/api');

/**
 * Sends traces to OTEL_EXPORTER_OTLP_ENDPOINT, by OTLP over HTTP: a span for each SCIM request and each statement, and
 * those that Next makes for pages. Without the variable nothing of it is loaded.
 * @returns what sends the last spans and ends it
 */
export async function startTracing({
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
}: Env): Promise<() => Promise<void>> {
  if (endpoint === undefined) return async () => {};
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const name = process.env.OTEL_SERVICE_NAME || 'muster';
  const provider = new sdk.NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': name, 'service.instance.id': String(process.pid) }),
    spanProcessors: [new sdk.BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  traceBy(tracerOf(api));
  return async () => {
    traceBy(undefined);
    await provider
      .shutdown()
      .catch((error: unknown) => log.warn('The last traces were not sent.', { err: error }));
  };
}

function tracerOf({ trace, context, propagation, SpanKind, SpanStatusCode }: Api): Tracer {
  const tracer = trace.getTracer('muster');
  return ({ name, kind, attributes, headers, after }: Span, work) => {
    const parent = headers ? propagation.extract(context.active(), headers) : context.active();
    const options = { kind: kind === 'server' ? SpanKind.SERVER : SpanKind.CLIENT, attributes };
    return tracer.startActiveSpan(name, options, parent, async (span) => {
      try {
        return await work();
      } catch (error) {
        const message = withoutSecrets(failureOf(error).split('\n', 1)[0] ?? '');
        span.setStatus({ code: SpanStatusCode.ERROR, message });
        throw error;
      } finally {
        if (after) span.setAttributes(after());
        span.end();
      }
    });
  };
}
