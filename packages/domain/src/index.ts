// WHAT things are: one zod schema and inferred type a noun, ids, settings, errors.
// It imports zod only, does no I/O and must not know how anything is stored, sent or shown.
export * from "./account.ts";
export * from "./action.ts";
export * from "./api-token.ts";
export * from "./app-error.ts";
export type * from "./audit-entry.ts";
export * from "./backup.ts";
export * from "./base64.ts";
export * from "./batch.ts";
export { parseAmqpUrl, parseKafkaBrokers } from "./broker-addresses.ts";
export * from "./callback.ts";
export {
  type AfterFailure,
  type CallbackCondition,
  type ConditionPlace,
  conditionPlaces,
  inSendingOrder,
  predecessorNamesOf,
} from "./callback-order.ts";
export type * from "./change.ts";
export { type Chaos, type ChaosEffect, ChaosEffectSchema, heldBackMsMax, heldBackMsOf, sentIdOf } from "./chaos.ts";
export { type CleanupForm, CleanupFormSchema, toCleanupForm, withCleanupForm } from "./cleanup-form.ts";
export {
  type CleanupPolicy,
  CleanupPolicySchema,
  type CleanupRules,
  describeCleanupPolicy,
  toCleanupRules,
} from "./cleanup-policy.ts";
export * from "./condition.ts";
export * from "./cookie-names.ts";
export { type CustomHmac, placeholder, type SignedPart } from "./custom-hmac.ts";
export * from "./delivery.ts";
export { decodePlan, type DeliveryPlan, encodePlan, type PostponedMessage } from "./delivery-plan.ts";
export * from "./delivery-wait.ts";
export { readErrorEnvelope } from "./error-envelope.ts";
export { type ChangeEvent, describeEvent, findEvents, type FiredOperation } from "./change-event.ts";
export {
  AdminWebhookInputSchema,
  callbackOf,
  type EventCallback,
  type EventWebhook,
  type EventWebhookInput,
  eventWebhooksMax,
  findEventWebhookWarnings,
  installationScope,
  NamespaceWebhookInputSchema,
  operationOf,
} from "./event-webhook.ts";
export { findIgnoredParts } from "./ignored-parts.ts";
export * from "./internal-request.ts";
export { createHttpMessage, type HttpMessage, webhookIdHeader } from "./http-message.ts";
export { createKafkaMessage, type KafkaConnection, type KafkaMessage } from "./kafka-message.ts";
export {
  decodeMessage,
  destinationOf,
  encodeMessage,
  type Message,
  openMessage,
  type RenderedMessage,
  sealHeaders,
  sealLogin,
} from "./message.ts";
export { createRabbitMqMessage, type RabbitMqMessage } from "./rabbitmq-message.ts";
export * from "./job-run.ts";
export { drawLatencyMs } from "./latency.ts";
export * from "./licence.ts";
export * from "./member.ts";
export * from "./mock-folder.ts";
export * from "./mock.ts";
export * from "./mock-uses.ts";
export * from "./namespace.ts";
export * from "./oidc-claims.ts";
export * from "./operation.ts";
export * from "./protocol-context.ts";
export { isElsewhere, redirectMessage, type RedeliveryTarget, RedeliveryTargetSchema } from "./redelivery-target.ts";
export * from "./response.ts";
export {
  decodeRetryPolicy,
  drawFirstDelayMs,
  encodeRetryPolicy,
  firstDelayMsMax,
  plannedWaitMs,
  retryableErrorClasses,
  type RetryPolicy,
  retryWaitMsMax,
} from "./retry-settings.ts";
export * from "./sample-request.ts";
export type * from "./sealing.ts";
export * from "./second-factor.ts";
export * from "./secret-mask.ts";
export { isSecretHeader, replaceSecrets, secretHeadersOf, type SecretPlace } from "./secret-places.ts";
export * from "./seeded-draw.ts";
export * from "./settings.ts";
export { sealSignature, signatureHeadersOf, type Signing } from "./signature.ts";
export * from "./storable-text.ts";
export * from "./stub-access.ts";
export * from "./template-name.ts";
export * from "./trash.ts";
export * from "./unknown-keys.ts";
export { readTraceContext, traceHeaderNames, type TraceContext } from "./trace-context.ts";
export * from "./unserved.ts";
export * from "./user.ts";
export * from "./verification.ts";
export * from "./validation-error.ts";
