import {
  type AfterFailure,
  type Callback,
  destinationOf,
  drawFirstDelayMs,
  firstDelayMsMax,
  type Firing,
  firesOn,
  heldBackMsMax,
  type Message,
  type PostponedMessage,
  policyOf,
  type RenderedMessage,
  replaceSecrets,
  sealHeaders,
  secretHeadersOf,
  type Sealing,
} from "@understudy/domain";
import type { DestinationGuard } from "@understudy/egress";
import {
  type FakerSource,
  mergeReads,
  type ReadKeys,
  type RenderContext,
  type TemplateReads,
} from "@understudy/templating";
import { compileCallbackCondition, type CompiledCallbackCondition } from "./compile-callback-condition.ts";
import { compileChaos, type CompiledChaos } from "./compile-chaos.ts";
import { compileMessage } from "./compile-message.ts";
import { postponeMessage } from "./postpone-message.ts";
import { requireResolved } from "./require-resolved.ts";

/** A callback made ready: what it sends can be rendered, everything else is known when the mock is loaded. */
export interface CompiledCallback {
  index: number;
  name: string | null;
  /** The name of the callback that it waits for. */
  after: string | null;
  afterFailure: AfterFailure;
  type: NonNullable<Callback["type"]>;
  isSynchronous: boolean;
  /** Whether the call is answered with an error when it fails. */
  isDecisive: boolean;
  policy: ReturnType<typeof policyOf>;
  /** The longest wait before the first attempt, chaos included. */
  delayMsMax: number;
  /** Draws it, in whole milliseconds; null: there is none. */
  drawDelayMs: (faker: FakerSource) => number | null;
  firesOn: (firing: Firing) => boolean;
  condition: CompiledCallbackCondition;
  reads: TemplateReads;
  /** Names of the callbacks whose answers its message uses. */
  answerNames: ReadKeys;
  /** Throws when it can't be prepared. */
  render: (context: RenderContext, hops: number) => RenderedCallback;
  /** Keeps what `render` needs, for when the answers that it uses are there. */
  postpone: (context: RenderContext, hops: number) => PostponedMessage;
  /** What befalls the message when it is sent; null: nothing. */
  chaos: CompiledChaos | null;
}

/** A message, its secrets sealed, and where it goes. */
export type RenderedCallback = RenderedMessage & { lane: Lane };

/** Where a callback goes, as far as waiting for a place is concerned. */
export interface Lane {
  /** Whether it is one of our own stubs: those have places of their own, by depth (design 12). */
  isOwn: boolean;
  /** Whoever is slow there keeps nobody else waiting. */
  target: string;
}

export interface CompileCallbackOptions {
  sealing: Sealing;
  guard: DestinationGuard;
}

export function compileCallback(
  stored: Callback,
  index: number,
  options: CompileCallbackOptions & {
    /** Whether an expression without a value fails it (`strictTemplates`). */
    isStrict: boolean;
    /** The text of a stored file; undefined when there is none of that name. */
    findFile: (name: string) => string | undefined;
  },
): CompiledCallback {
  const { sealing, guard, isStrict } = options;
  const callback = replaceSecrets(stored, (sealed) => sealing.open(sealed));
  // With the key of now: what is kept for later must outlive the one before.
  const sealed = replaceSecrets(callback, (secret) => sealing.seal(secret));
  const { reads, unresolvable, render } = compileMessage(callback, sealing);
  const secretHeaders = secretHeadersOf(callback);
  const chaos = callback.chaos === undefined ? null : compileChaos(callback.chaos, index);
  const laneOf = createLaneFinder(guard);
  const condition = compileCallbackCondition(callback, index, options.findFile);
  const messageReads = mergeReads(reads);
  const renderMessage = (context: RenderContext, hops: number): RenderedMessage => {
    if (!isStrict) return render(context, hops);
    return requireResolved((inner) => render(inner, hops), { what: "the callback", unresolvable })(context);
  };
  return {
    index,
    name: callback.name ?? null,
    after: callback.after ?? null,
    afterFailure: callback.afterFailure ?? "skip",
    type: callback.type ?? "http",
    isSynchronous: callback.async === false,
    isDecisive: callback.async === false && callback.onFailure === "fail",
    policy: policyOf(callback),
    delayMsMax: firstDelayMsMax(callback.delay) + heldBackMsMax(callback.chaos),
    drawDelayMs: ({ generator }) =>
      callback.delay === undefined ? null : drawFirstDelayMs(callback.delay, () => generator.number.float()),
    firesOn: (firing) => firesOn(callback.trigger, firing),
    condition,
    reads: mergeReads([messageReads, condition.reads, ...(chaos?.reads ?? [])]),
    answerNames: messageReads.callbackNames,
    chaos,
    render: (context, hops) => {
      const { message, body } = renderMessage(context, hops);
      return { body, message: sealHeaders(message, secretHeaders, sealing), lane: laneOf(message) };
    },
    postpone: (context, hops) => postponeMessage({ callback: sealed, index, isStrict, hops }, context, messageReads),
  };
}

/** Most callbacks always go to the same place: that is judged once. */
function createLaneFinder(guard: DestinationGuard): (message: Message) => Lane {
  let last: { destination: string; lane: Lane } | null = null;
  return (message) => {
    const destination = destinationOf(message);
    if (last?.destination !== destination) last = { destination, lane: laneOf(message, guard) };
    return last.lane;
  };
}

/** Where a rendered message waits for a place. */
export function laneOf(message: Message, guard: DestinationGuard): Lane {
  // On a broker each topic or queue is somebody's: one that is refused must not hold up the others.
  if (message.kind !== "http") return { isOwn: false, target: destinationOf(message) };
  if (guard.judgeUrl(message.url).kind === "own") return { isOwn: true, target: "own" };
  return { isOwn: false, target: URL.parse(message.url)?.host ?? "invalid" };
}
