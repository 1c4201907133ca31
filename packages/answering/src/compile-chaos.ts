import { type Chaos, type ChaosEffect, drawFrom, type Message, type RenderedMessage } from "@understudy/domain";
import { compileText, type RenderContext, type TemplateReads } from "@understudy/templating";

/** The chaos of a callback, made ready. */
export interface CompiledChaos {
  /** What its key can read. */
  reads: readonly TemplateReads[];
  /** The message as chaos leaves it, with what befell it; `use` is which use of the mock this is. */
  disturb: (rendered: RenderedMessage, call: { context: RenderContext; use: number }) => RenderedMessage;
}

/** Each thing that can befall a message is drawn for by itself, so that another probability of one changes none of the others. */
type Draw = (what: keyof Chaos | "cut" | "wait") => number;

/** Compiles a callback's chaos. Nothing but seed, place among the mock's callbacks, and use or key decide what it does. */
export function compileChaos(chaos: Chaos, callbackIndex: number): CompiledChaos {
  const key = chaos.key === undefined ? null : compileText(chaos.key);
  return {
    reads: key === null ? [] : [key.reads],
    disturb(rendered, { context, use }) {
      const occasion = key === null ? ["use", use] : ["key", key.render(context)];
      const draw: Draw = (what) => drawFrom(JSON.stringify([chaos.seed, callbackIndex, what, ...occasion]));
      const befalls = (what: Exclude<keyof Chaos, "seed" | "key">): boolean => {
        const { probability } = chaos[what] ?? { probability: 0 };
        return draw(what) < probability;
      };
      if (befalls("drop")) return withEffects(rendered, [{ kind: "drop" }]);
      const effects: ChaosEffect[] = [];
      let { message, body } = rendered;
      if (chaos.duplicate && befalls("duplicate")) {
        effects.push({ kind: "duplicate", copies: chaos.duplicate.copies ?? 1 });
      }
      if (chaos.reorder && befalls("reorder")) {
        effects.push({ kind: "reorder", heldBackMs: Math.ceil((1 - draw("wait")) * chaos.reorder.windowMs) });
      }
      if (chaos.late && befalls("late")) effects.push({ kind: "late", heldBackMs: chaos.late.ms });
      if (body !== null && body.length > 0 && befalls("truncate")) {
        const bytes = Math.floor(draw("cut") * body.length);
        effects.push({ kind: "truncate", bytes, bytesBefore: body.length });
        body = body.subarray(0, bytes);
      }
      const before = befalls("wrongContentType") ? contentTypeOf(message) : undefined;
      if (before !== undefined) {
        effects.push({ kind: "wrongContentType", before });
        message = withContentType(message, wrongTypeFor(before));
      }
      return withEffects({ message, body }, effects);
    },
  };
}

function withEffects({ message, body }: RenderedMessage, effects: ChaosEffect[]): RenderedMessage {
  return { message: effects.length === 0 ? message : { ...message, chaos: effects }, body };
}

/** Undefined where there is none, or where it is a secret. */
function contentTypeOf(message: Message): string | undefined {
  switch (message.kind) {
    case "http":
      if (message.sealedHeaders.includes("content-type")) return undefined;
      return message.headers.find(([name]) => isContentType(name))?.[1];
    case "rabbitmq":
      return message.contentType;
    case "kafka":
      return undefined;
  }
}

function withContentType(message: Message, contentType: string): Message {
  if (message.kind === "rabbitmq") return { ...message, contentType };
  return {
    ...message,
    headers: message.headers.map(([name, value]) => [name, isContentType(name) ? contentType : value]),
  };
}

function isContentType(name: string): boolean {
  return name.toLowerCase() === "content-type";
}

function wrongTypeFor(contentType: string): string {
  return /^text\//i.test(contentType) ? "application/json" : "text/plain";
}
