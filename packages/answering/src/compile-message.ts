import {
  type Callback,
  createHttpMessage,
  createKafkaMessage,
  createRabbitMqMessage,
  parseAmqpUrl,
  parseKafkaBrokers,
  type RenderedMessage,
  type Sealing,
  sealLogin,
  sealSignature,
  type TraceContext,
} from "@understudy/domain";
import { compileTemplate, compileText, type RenderContext, type TemplateReads } from "@understudy/templating";
import { traceOf, withTrace } from "./trace-headers.ts";

/** What a callback sends, made ready. Its login and the secrets that sign it are sealed, its headers are not. */
export interface CompiledMessage extends Templates {
  /** Throws when it can't be prepared. */
  render: (context: RenderContext, hops: number) => RenderedMessage;
}

/** What is known of templates before they are rendered. */
interface Templates {
  reads: readonly TemplateReads[];
  /** Expressions that can never have a value. */
  unresolvable: readonly string[];
}

/** Compiles what a callback sends; its secrets are open (contract F42, Decided 5). */
export function compileMessage(callback: Callback, sealing: Sealing): CompiledMessage {
  const content = compileContent(callback);
  switch (callback.type) {
    case "kafka":
      return compileKafkaMessage(callback, content, sealing);
    case "rabbitmq":
      return compileRabbitMqMessage(callback, content, sealing);
    default:
      return compileHttpMessage(callback, content, sealing);
  }
}

/** What every message has. */
interface Content extends Templates {
  render: (context: RenderContext) => { headers: Record<string, string>; body: unknown; trace: TraceContext | null };
}

function compileContent(callback: Callback): Content {
  const body = compileTemplate(callback.body ?? null);
  const headers = Object.entries(callback.headers ?? {}).map(([name, value]) => ({ name, text: compileText(value) }));
  return {
    ...lookThrough([body, ...headers.map(({ text }) => text)]),
    render(context) {
      const trace = traceOf(context);
      const own = Object.fromEntries(headers.map(({ name, text }) => [name, text.render(context)]));
      return { headers: withTrace(own, trace), body: body.render(context), trace };
    },
  };
}

function lookThrough(
  templates: readonly { reads: TemplateReads; unresolvable: readonly string[] }[],
  more?: Content,
): Templates {
  return {
    reads: [...(more?.reads ?? []), ...templates.map(({ reads }) => reads)],
    unresolvable: [...(more?.unresolvable ?? []), ...templates.flatMap(({ unresolvable }) => unresolvable)],
  };
}

function compileHttpMessage(callback: Callback, content: Content, sealing: Sealing): CompiledMessage {
  const url = compileText(callback.url ?? "");
  const { method, sign } = callback;
  const signature = sign && sealSignature(sign, sealing);
  return {
    ...lookThrough([url], content),
    render: (context, hops) =>
      createHttpMessage({ url: url.render(context), method, ...content.render(context), hops, signature }),
  };
}

function compileKafkaMessage(callback: Callback, content: Content, sealing: Sealing): CompiledMessage {
  const topic = compileText(callback.kafkaTopic ?? "");
  const key = compileText(callback.kafkaKey ?? "");
  const brokers = parseKafkaBrokers(callback.kafkaBrokers ?? "");
  const { kafkaUsername: username = "", kafkaPassword: password = "", kafkaSaslMechanism: mechanism } = callback;
  const login = sealLogin({ username, password, isPasswordSealed: false }, sealing);
  const isTls = callback.kafkaUseTLS ?? false;
  return {
    ...lookThrough([topic, key], content),
    render: (context, hops) => {
      if (brokers === null) throw new Error("kafkaBrokers can't be read");
      return createKafkaMessage({
        connection: {
          brokers,
          isTls,
          login: callback.kafkaUseSASL ? { ...login, mechanism: mechanism ?? "plain" } : null,
        },
        topic: topic.render(context),
        key: key.render(context),
        ...content.render(context),
        hops,
      });
    },
  };
}

function compileRabbitMqMessage(callback: Callback, content: Content, sealing: Sealing): CompiledMessage {
  const exchange = compileText(callback.rabbitExchange ?? "");
  const routingKey = compileText(callback.rabbitRoutingKey ?? "");
  const queue = compileText(callback.rabbitQueue ?? "");
  const parsed = parseAmqpUrl(callback.rabbitURL ?? "");
  const connection = parsed && { ...parsed, login: sealLogin(parsed.login, sealing) };
  return {
    ...lookThrough([exchange, routingKey, queue], content),
    render: (context, hops) => {
      if (connection === null) throw new Error("rabbitURL can't be read");
      return createRabbitMqMessage({
        connection,
        exchange: exchange.render(context),
        routingKey: routingKey.render(context),
        queue: queue.render(context),
        isMandatory: callback.rabbitMandatory ?? false,
        ...content.render(context),
        hops,
      });
    },
  };
}
