// Made from the route table of the REST API by apps/web/src/rest/cli-types.test.ts; not to be edited.

export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Health, part by part */
        get: operations["checkHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in: the token is a bearer token for 24 hours. With a second factor it comes from /auth/2fa/verify */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/namespaces/{ns}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Bring a deleted namespace back with all that was in it */
        put: operations["restoreNamespace"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/2fa/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Complete a sign-in by a code of the authenticator, or by a recovery code */
        post: operations["verifySecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your API tokens, newest first */
        get: operations["listTokens"];
        put?: never;
        /** Make an API token; its value is shown this once */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of your API tokens */
        get: operations["getToken"];
        /** Change what is given of an API token; counts at once */
        put: operations["changeToken"];
        post?: never;
        /** Revoke an API token: whoever holds it is refused at once */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The event webhooks of the installation, in the order in which they were made */
        get: operations["listAdminWebhooks"];
        put?: never;
        /** Create an event webhook of the installation, or update the one of this id */
        post: operations["saveAdminWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One event webhook of the installation */
        get: operations["getAdminWebhook"];
        /** Update an event webhook of the installation; what is not given has its default */
        put: operations["changeAdminWebhook"];
        post?: never;
        /** Delete an event webhook of the installation; its deliveries stay */
        delete: operations["deleteAdminWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test event to an event webhook of the installation, enabled or not */
        post: operations["testAdminWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the deliveries of a namespace, newest first */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/wait": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Wait until deliveries are there, in a state and with a message */
        post: operations["waitForDeliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a delivery with its attempts */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a delivery that is not final */
        post: operations["cancelDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a final delivery once more: same id, same bytes; or, to another target, as a delivery of its own */
        post: operations["redeliverDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the mocks of a namespace, newest first */
        get: operations["listMocks"];
        put?: never;
        /** Create a mock, or replace the one of the same id */
        post: operations["saveMock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mocks/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Save up to 1,000 mocks: all, or none when anything is wrong with one */
        post: operations["saveMocks"];
        /** Delete mocks; they can be restored */
        delete: operations["deleteMocks"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mocks/batch/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring deleted mocks back */
        post: operations["restoreMocks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mocks/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say which mock answers a request, or why none does, or why this one does not */
        post: operations["explainRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mocks/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show what a stored or given mock would answer and send; nothing is written or sent */
        post: operations["previewMock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mocks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a mock */
        get: operations["getMock"];
        put?: never;
        post?: never;
        /** Delete a mock; it can be restored */
        delete: operations["deleteMock"];
        options?: never;
        head?: never;
        /** Change some fields of a mock: a field that is given is replaced whole, null removes it */
        patch: operations["changeMock"];
        trace?: never;
    };
    "/api/v1/mocks/{id}/purge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a mock for good, live or deleted */
        delete: operations["purgeMock"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mocks/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring a deleted mock back */
        post: operations["restoreMock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/namespaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the namespaces that you may see, by name */
        get: operations["listNamespaces"];
        put?: never;
        /** Make a namespace */
        post: operations["createNamespace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/namespaces/{ns}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Describe a namespace */
        get: operations["getNamespace"];
        put?: never;
        post?: never;
        /** Delete a namespace softly: it can be restored */
        delete: operations["deleteNamespace"];
        options?: never;
        head?: never;
        /** Change what is given of a namespace; its name never changes */
        patch: operations["changeNamespace"];
        trace?: never;
    };
    "/api/v1/namespaces/{ns}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The event webhooks of a namespace, in the order in which they were made */
        get: operations["listNamespaceWebhooks"];
        put?: never;
        /** Create an event webhook of a namespace, or update the one of this id */
        post: operations["saveNamespaceWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/namespaces/{ns}/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One event webhook of a namespace */
        get: operations["getNamespaceWebhook"];
        /** Update an event webhook of a namespace; what is not given has its default */
        put: operations["changeNamespaceWebhook"];
        post?: never;
        /** Delete an event webhook of a namespace; its deliveries stay */
        delete: operations["deleteNamespaceWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/namespaces/{ns}/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test event to an event webhook of a namespace, enabled or not */
        post: operations["testNamespaceWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the logged stub calls of a namespace, newest first */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say whether the expected calls came in; wait for them with withinMs */
        post: operations["verifyRequests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a logged stub call with its answer */
        get: operations["getRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/chain/{chainId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The store of a chain: values by key; none for a chain that nobody knows */
        get: operations["getChainStore"];
        put?: never;
        /** Set an entry of a chain's store */
        post: operations["setChainEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/chain/{chainId}/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove an entry of a chain's store */
        delete: operations["deleteChainEntry"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/global": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The global store of a namespace: values by key */
        get: operations["getGlobalStore"];
        put?: never;
        /** Set an entry of the global store */
        post: operations["setGlobalEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/global/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove an entry of the global store */
        delete: operations["deleteGlobalEntry"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        RedeliveryTarget: {
            url?: string;
            kafkaBrokers?: string;
            kafkaTopic?: string;
            rabbitURL?: string;
            rabbitExchange?: string;
            rabbitRoutingKey?: string;
        };
        MockInput: {
            id?: string | null;
            namespace?: string | null;
            chainId?: string;
            pathPrefix?: string;
            serverName?: string;
            http?: {
                route?: string;
                routePattern?: string;
                httpMethod?: string;
                conditions?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                queryParams?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                header?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                sortArray?: boolean;
            } | null;
            grpc?: {
                conditions?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                meta?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                service?: string;
                method?: string;
                methodType?: string;
                sortArray?: boolean;
            } | null;
            mcp?: {
                conditions?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                header?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                method?: string;
                tool?: string;
                resource?: string;
                description?: string;
                sortArray?: boolean;
            } | null;
            socket?: {
                conditions?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                serverName?: string;
                event?: string;
                namespace?: string;
                sortArray?: boolean;
            } | null;
            soap?: {
                conditions?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                header?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                service?: string;
                method?: string;
                action?: string;
                path?: string;
                sortArray?: boolean;
            } | null;
            graphql?: {
                conditions?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                header?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                operation?: string;
                field?: string;
                type?: string;
                path?: string;
                sortArray?: boolean;
            } | null;
            sse?: {
                conditions?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                headerConditions?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                eventPath?: string;
                eventName?: string;
                description?: string;
                sortArray?: boolean;
            } | null;
            kafka?: {
                conditions?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                headers?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                topic?: string;
                serverName?: string;
                consumerGroup?: string;
                sortArray?: boolean;
                outputTopic?: string;
                outputBrokers?: string;
                outputKey?: string;
                outputHeaders?: {
                    [key: string]: string;
                };
            } | null;
            rabbitmq?: {
                conditions?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                headers?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                queue?: string;
                exchange?: string;
                routingKey?: string;
                serverName?: string;
                sortArray?: boolean;
                outputURL?: string;
                outputExchange?: string;
                outputRoutingKey?: string;
                outputQueue?: string;
                outputProps?: {
                    deliveryMode?: number;
                    correlationId?: string;
                    replyTo?: string;
                    contentType?: string;
                    priority?: number;
                    messageId?: string;
                    type?: string;
                    appId?: string;
                };
            } | null;
            smtp?: {
                serverName?: string;
                senderConditions?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                recipientConditions?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                subjectConditions?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                bodyConditions?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                headerConditions?: {
                    path: string;
                    /** @enum {string} */
                    assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                    value?: unknown;
                    valueFromFile?: string;
                    sortArray?: boolean;
                    /** @enum {string} */
                    decode?: "base64" | "";
                }[];
                sortArray?: boolean;
            } | null;
            s3?: {
                [key: string]: unknown;
            } | null;
            response?: {
                statusCode?: number;
                headers?: {
                    [key: string]: string[] | string;
                };
                payload?: unknown;
                payloadTemplatePath?: string;
                /** @enum {string} */
                decode?: "base64" | "";
                error?: string;
                errorDetails?: {
                    /** @enum {string} */
                    type: "badRequest" | "help" | "debugInfo" | "errorInfo" | "localizedMessage" | "preconditionFailure" | "quotaFailure" | "requestInfo" | "resourceInfo" | "retryInfo";
                    details?: unknown;
                }[];
                delay?: number;
                latency?: {
                    /** @enum {string} */
                    distribution: "uniform";
                    lowerMs: number;
                    upperMs: number;
                } | {
                    /** @enum {string} */
                    distribution: "lognormal";
                    medianMs: number;
                    sigma: number;
                    maxMs?: number;
                };
                /** @enum {string} */
                fault?: "reset" | "empty" | "dribble";
                dribbleMs?: number;
                sseEventChain?: {
                    events?: {
                        eventName?: string;
                        data?: unknown;
                        delay?: number;
                        id?: string;
                        retry?: number;
                        templatePath?: string;
                    }[] | null;
                    loop?: boolean;
                    loopDelay?: number;
                    heartbeat?: number;
                    maxLoops?: number;
                    maxTime?: number;
                    logBatch?: number;
                };
                graphqlErrors?: {
                    message?: string;
                    path?: unknown[];
                    locations?: {
                        line?: number;
                        column?: number;
                    }[];
                    extensions?: {
                        [key: string]: unknown;
                    };
                }[];
                soapFault?: {
                    faultCode?: string;
                    faultString?: string;
                    faultActor?: string;
                    detail?: unknown;
                    httpStatus?: number;
                };
                mcpIsError?: boolean;
            } | null;
            oneOf?: {
                /** @enum {string} */
                order?: "order" | "random" | "";
                offset?: number;
                responses?: {
                    statusCode?: number;
                    headers?: {
                        [key: string]: string[] | string;
                    };
                    payload?: unknown;
                    payloadTemplatePath?: string;
                    /** @enum {string} */
                    decode?: "base64" | "";
                    error?: string;
                    errorDetails?: {
                        /** @enum {string} */
                        type: "badRequest" | "help" | "debugInfo" | "errorInfo" | "localizedMessage" | "preconditionFailure" | "quotaFailure" | "requestInfo" | "resourceInfo" | "retryInfo";
                        details?: unknown;
                    }[];
                    delay?: number;
                    latency?: {
                        /** @enum {string} */
                        distribution: "uniform";
                        lowerMs: number;
                        upperMs: number;
                    } | {
                        /** @enum {string} */
                        distribution: "lognormal";
                        medianMs: number;
                        sigma: number;
                        maxMs?: number;
                    };
                    /** @enum {string} */
                    fault?: "reset" | "empty" | "dribble";
                    dribbleMs?: number;
                    sseEventChain?: {
                        events?: {
                            eventName?: string;
                            data?: unknown;
                            delay?: number;
                            id?: string;
                            retry?: number;
                            templatePath?: string;
                        }[] | null;
                        loop?: boolean;
                        loopDelay?: number;
                        heartbeat?: number;
                        maxLoops?: number;
                        maxTime?: number;
                        logBatch?: number;
                    };
                    graphqlErrors?: {
                        message?: string;
                        path?: unknown[];
                        locations?: {
                            line?: number;
                            column?: number;
                        }[];
                        extensions?: {
                            [key: string]: unknown;
                        };
                    }[];
                    soapFault?: {
                        faultCode?: string;
                        faultString?: string;
                        faultActor?: string;
                        detail?: unknown;
                        httpStatus?: number;
                    };
                    mcpIsError?: boolean;
                }[];
            } | null;
            proxy?: {
                target?: string;
            } | null;
            webhooks?: {
                /** @enum {string} */
                type?: "http" | "kafka" | "rabbitmq";
                trigger?: ("on_success" | "on_error" | "always" | "on_first_use" | "on_last_use") | "";
                async?: boolean;
                headers?: {
                    [key: string]: string;
                };
                body?: unknown;
                timeout?: number;
                retryCount?: number;
                retryDelay?: number;
                retryPolicy?: {
                    /** @enum {string} */
                    kind: "fixed" | "exponential" | "schedule";
                    delayMs?: number;
                    factor?: number;
                    delayMsMax?: number;
                    delaysMs?: number[];
                    jitter?: number;
                    retryOn?: (number | ("3xx" | "4xx" | "5xx") | ("dns" | "connect" | "tls" | "timeout" | "closed" | "protocol" | "status" | "login" | "route" | "panic"))[];
                    respectRetryAfter?: boolean;
                };
                delay?: number | {
                    /** @enum {string} */
                    distribution: "uniform";
                    lowerMs: number;
                    upperMs: number;
                } | {
                    /** @enum {string} */
                    distribution: "lognormal";
                    medianMs: number;
                    sigma: number;
                    maxMs?: number;
                };
                /** @enum {string} */
                onFailure?: "ignore" | "fail";
                url?: string;
                method?: string;
                kafkaBrokers?: string;
                kafkaTopic?: string;
                kafkaKey?: string;
                kafkaUseSASL?: boolean;
                /** @enum {string} */
                kafkaSaslMechanism?: "plain" | "scram-sha-256" | "scram-sha-512";
                kafkaUsername?: string;
                kafkaPassword?: string;
                kafkaUseTLS?: boolean;
                rabbitURL?: string;
                rabbitExchange?: string;
                rabbitRoutingKey?: string;
                rabbitQueue?: string;
                rabbitMandatory?: boolean;
                secretHeaders?: string[];
                name?: string;
                after?: string;
                /** @enum {string} */
                afterFailure?: "skip" | "send";
                condition?: {
                    conditions?: {
                        path: string;
                        /** @enum {string} */
                        assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                        value?: unknown;
                        valueFromFile?: string;
                        sortArray?: boolean;
                        /** @enum {string} */
                        decode?: "base64" | "";
                    }[];
                    queryParams?: {
                        path: string;
                        /** @enum {string} */
                        assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                        value?: unknown;
                        valueFromFile?: string;
                        sortArray?: boolean;
                        /** @enum {string} */
                        decode?: "base64" | "";
                    }[];
                    header?: {
                        path: string;
                        /** @enum {string} */
                        assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                        value?: unknown;
                        valueFromFile?: string;
                        sortArray?: boolean;
                        /** @enum {string} */
                        decode?: "base64" | "";
                    }[];
                    statusCode?: {
                        path: string;
                        /** @enum {string} */
                        assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                        value?: unknown;
                        valueFromFile?: string;
                        sortArray?: boolean;
                        /** @enum {string} */
                        decode?: "base64" | "";
                    }[];
                    response?: {
                        path: string;
                        /** @enum {string} */
                        assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                        value?: unknown;
                        valueFromFile?: string;
                        sortArray?: boolean;
                        /** @enum {string} */
                        decode?: "base64" | "";
                    }[];
                    gStore?: {
                        path: string;
                        /** @enum {string} */
                        assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                        value?: unknown;
                        valueFromFile?: string;
                        sortArray?: boolean;
                        /** @enum {string} */
                        decode?: "base64" | "";
                    }[];
                    cStore?: {
                        path: string;
                        /** @enum {string} */
                        assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                        value?: unknown;
                        valueFromFile?: string;
                        sortArray?: boolean;
                        /** @enum {string} */
                        decode?: "base64" | "";
                    }[];
                    mStore?: {
                        path: string;
                        /** @enum {string} */
                        assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                        value?: unknown;
                        valueFromFile?: string;
                        sortArray?: boolean;
                        /** @enum {string} */
                        decode?: "base64" | "";
                    }[];
                    sortArray?: boolean;
                };
                sign?: {
                    /** @enum {string} */
                    scheme: "standard-webhooks" | "stripe" | "github" | "slack" | "shopify";
                    secret: string;
                    previousSecret?: string;
                    corrupt?: boolean;
                } | {
                    /** @enum {string} */
                    scheme: "custom-hmac";
                    secret: string;
                    previousSecret?: string;
                    corrupt?: boolean;
                    header: string;
                    /** @enum {string} */
                    algorithm?: "sha1" | "sha256" | "sha384" | "sha512";
                    /** @enum {string} */
                    encoding?: "hex" | "base64" | "base64url";
                    prefix?: string;
                    content?: string;
                    /** @enum {string} */
                    secretEncoding?: "text" | "hex" | "base64";
                    timestampHeader?: string;
                    /** @enum {string} */
                    timestampUnit?: "seconds" | "milliseconds";
                    separator?: string;
                };
                chaos?: {
                    seed: number | string;
                    key?: string;
                    drop?: {
                        probability: number;
                    };
                    duplicate?: {
                        probability: number;
                        copies?: number;
                    };
                    reorder?: {
                        probability: number;
                        windowMs: number;
                    };
                    late?: {
                        probability: number;
                        ms: number;
                    };
                    truncate?: {
                        probability: number;
                    };
                    wrongContentType?: {
                        probability: number;
                    };
                };
            }[] | null;
            ttl?: number;
            useLimiter?: number;
            priority?: number;
            tags?: string[] | null;
            folderId?: string | null;
            extract?: {
                mStore?: {
                    [key: string]: unknown;
                } | null;
                cStore?: {
                    [key: string]: unknown;
                } | null;
                gStore?: {
                    [key: string]: unknown;
                } | null;
            } | null;
            mStore?: {
                [key: string]: unknown;
            } | null;
            strictTemplates?: boolean;
        };
        Error: {
            /** @example The request is not valid */
            error: string;
            /** @example validation */
            code: string;
            /** @example 0193e3a2-7c1e-7b60-9d43-1f0d1c2b3a4e */
            request_id: string;
            problems?: components["schemas"]["Problem"][];
        };
        Problem: {
            /** @example $.http.route */
            path: string;
            /** @example is required, for example /api/users/:id */
            message: string;
        };
        MockChanged: {
            /** @example The request is not valid */
            error: string;
            /** @example validation */
            code: string;
            /** @example 0193e3a2-7c1e-7b60-9d43-1f0d1c2b3a4e */
            request_id: string;
            problems?: components["schemas"]["Problem"][];
            currentVersion: number | null;
            yourVersion: number | null;
            mock: ({
                id: string;
            } & {
                [key: string]: unknown;
            }) | null;
        };
        ApiToken: {
            id: string;
            name: string;
            /** @description The only one that it reaches; null: wherever its user may go */
            namespace: string | null;
            description: string;
            enabled: boolean;
            user_id: string;
            user_login: string;
            /** @description Id of the user who made it */
            created_by: string;
            created_at: number;
            updated_at: number;
            expires_at: number | null;
            /** @description To the minute */
            last_used_at: number | null;
            /** @description Empty: whatever its user may do */
            allowed_actions: string[];
            metadata: {
                [key: string]: unknown;
            };
            rate_limit_per_minute: number | null;
            rate_limit_per_hour: number | null;
            /** @description Of UTC */
            rate_limit_per_day: number | null;
        };
        Namespace: {
            name: string;
            displayName: string;
            description: string;
            /** @description Whether browsers of other origins may read the answers of its stubs */
            cors: boolean;
            /**
             * @description key: only who shows one of its stub keys may call its stubs
             * @enum {string}
             */
            stubAccess: "open" | "key";
            /** @description A stub call that would go beyond these is answered 429. Set by admins of the installation */
            quotas: {
                pendingDeliveries: number;
                /** @description Null: no bound */
                deliveriesPerMinute: number | null;
                /** @description Of each process that serves stubs; null: no bound */
                stubCallsPerMinute: number | null;
                /** @description Null: that of the installation */
                stubBodyBytes: number | null;
            };
            /** @description Final deliveries, and calls of the request log, that are older or beyond the newest so many are removed */
            retention: {
                days: number;
                deliveries: number;
            };
            /** @description Unix seconds */
            createdAt: number;
        };
        EventWebhook: {
            id: string;
            /** @description Null: it is one of the installation */
            namespace: string | null;
            name: string | null;
            operation: string;
            events: string[];
            url: string;
            method: string;
            enabled: boolean;
            /** @description Why it is disabled, when nobody did that by hand */
            disabledReason: string | null;
            /** @description When it failed first since it last succeeded */
            failingSince: number | null;
            createdAt: number;
            updatedAt: number;
            /** @description Of reads: its newest one */
            lastDelivery?: {
                id: string;
                state: string;
                createdAt: string;
            } | null;
        } & {
            [key: string]: unknown;
        };
        SavedEventWebhook: components["schemas"]["EventWebhook"] & ({
            webhook: components["schemas"]["EventWebhook"];
            /** @description More than one where several events were listed */
            webhooks: components["schemas"]["EventWebhook"][];
            message: string;
            /** @enum {boolean} */
            success: true;
            warnings: components["schemas"]["Problem"][];
        } & {
            [key: string]: unknown;
        });
        NamespaceWebhookInput: {
            id?: string | null;
            name?: string | null;
            operation?: string | null;
            events?: string[] | null;
            enabled?: boolean | null;
            url?: string | null;
            method?: string | null;
            headers?: {
                [key: string]: string;
            } | null;
            body?: unknown;
            timeout?: number | null;
            retryCount?: number | null;
            retryDelay?: number | null;
            retryPolicy?: {
                /** @enum {string} */
                kind: "fixed" | "exponential" | "schedule";
                delayMs?: number;
                factor?: number;
                delayMsMax?: number;
                delaysMs?: number[];
                jitter?: number;
                retryOn?: (number | ("3xx" | "4xx" | "5xx") | ("dns" | "connect" | "tls" | "timeout" | "closed" | "protocol" | "status" | "login" | "route" | "panic"))[];
                respectRetryAfter?: boolean;
            } | null;
            secretHeaders?: string[] | null;
            sign?: {
                /** @enum {string} */
                scheme: "standard-webhooks" | "stripe" | "github" | "slack" | "shopify";
                secret: string;
                previousSecret?: string;
                corrupt?: boolean;
            } | {
                /** @enum {string} */
                scheme: "custom-hmac";
                secret: string;
                previousSecret?: string;
                corrupt?: boolean;
                header: string;
                /** @enum {string} */
                algorithm?: "sha1" | "sha256" | "sha384" | "sha512";
                /** @enum {string} */
                encoding?: "hex" | "base64" | "base64url";
                prefix?: string;
                content?: string;
                /** @enum {string} */
                secretEncoding?: "text" | "hex" | "base64";
                timestampHeader?: string;
                /** @enum {string} */
                timestampUnit?: "seconds" | "milliseconds";
                separator?: string;
            } | null;
        };
        AdminWebhookInput: {
            id?: string | null;
            name?: string | null;
            operation?: string | null;
            events?: string[] | null;
            enabled?: boolean | null;
            url?: string | null;
            method?: string | null;
            headers?: {
                [key: string]: string;
            } | null;
            body?: unknown;
            timeout?: number | null;
            retryCount?: number | null;
            retryDelay?: number | null;
            retryPolicy?: {
                /** @enum {string} */
                kind: "fixed" | "exponential" | "schedule";
                delayMs?: number;
                factor?: number;
                delayMsMax?: number;
                delaysMs?: number[];
                jitter?: number;
                retryOn?: (number | ("3xx" | "4xx" | "5xx") | ("dns" | "connect" | "tls" | "timeout" | "closed" | "protocol" | "status" | "login" | "route" | "panic"))[];
                respectRetryAfter?: boolean;
            } | null;
            secretHeaders?: string[] | null;
            sign?: {
                /** @enum {string} */
                scheme: "standard-webhooks" | "stripe" | "github" | "slack" | "shopify";
                secret: string;
                previousSecret?: string;
                corrupt?: boolean;
            } | {
                /** @enum {string} */
                scheme: "custom-hmac";
                secret: string;
                previousSecret?: string;
                corrupt?: boolean;
                header: string;
                /** @enum {string} */
                algorithm?: "sha1" | "sha256" | "sha384" | "sha512";
                /** @enum {string} */
                encoding?: "hex" | "base64" | "base64url";
                prefix?: string;
                content?: string;
                /** @enum {string} */
                secretEncoding?: "text" | "hex" | "base64";
                timestampHeader?: string;
                /** @enum {string} */
                timestampUnit?: "seconds" | "milliseconds";
                separator?: string;
            } | null;
        };
        Mock: {
            id: string;
            namespace: string;
            createdAt?: number;
            updatedAt?: number;
            useCounter?: number;
            lastUse?: number;
            expireAt?: number;
            closedAt?: number;
        } & {
            [key: string]: unknown;
        };
        Delivery: {
            id: string;
            namespace: string;
            /** @description Null, like the call: an event caused it */
            mockId: string | null;
            mockVersion: number | null;
            requestId: string | null;
            /** @description The event webhook that asked for it; null: it is of a mock's callback */
            webhookId: string | null;
            /** @description What was the event */
            operation: string | null;
            callback: {
                index: number;
                name: string | null;
                type: string;
            };
            /** @enum {string} */
            state: "waiting" | "parked" | "pending" | "sending" | "delivered" | "failed" | "cancelled" | "skipped";
            stateReason: string | null;
            destination: string | null;
            /** @description Exactly what every attempt sends; secrets are masked, and in lists a body is cut after 16 KiB */
            message: {
                /** @enum {string} */
                type: "http";
                method: string;
                url: string;
                /** @description Made anew for each attempt; no secret is shown */
                signature: {
                    scheme: string;
                    headers: string[];
                    isCorrupt: boolean;
                } | null;
                headers: string[][];
                body: {
                    /** @enum {string} */
                    encoding: "text" | "base64";
                    content: string;
                } | null;
                isBodyTruncated: boolean;
                chaos: ({
                    /** @enum {string} */
                    kind: "drop";
                } | {
                    /** @enum {string} */
                    kind: "duplicate";
                    copies: number;
                } | {
                    /** @enum {string} */
                    kind: "copy";
                    of: string;
                } | {
                    /** @enum {string} */
                    kind: "reorder";
                    heldBackMs: number;
                } | {
                    /** @enum {string} */
                    kind: "late";
                    heldBackMs: number;
                } | {
                    /** @enum {string} */
                    kind: "truncate";
                    bytes: number;
                    bytesBefore: number;
                } | {
                    /** @enum {string} */
                    kind: "wrongContentType";
                    before: string;
                })[];
            } | {
                /** @enum {string} */
                type: "kafka";
                brokers: string[];
                topic: string;
                key: string | null;
                headers: string[][];
                body: {
                    /** @enum {string} */
                    encoding: "text" | "base64";
                    content: string;
                } | null;
                isBodyTruncated: boolean;
                chaos: ({
                    /** @enum {string} */
                    kind: "drop";
                } | {
                    /** @enum {string} */
                    kind: "duplicate";
                    copies: number;
                } | {
                    /** @enum {string} */
                    kind: "copy";
                    of: string;
                } | {
                    /** @enum {string} */
                    kind: "reorder";
                    heldBackMs: number;
                } | {
                    /** @enum {string} */
                    kind: "late";
                    heldBackMs: number;
                } | {
                    /** @enum {string} */
                    kind: "truncate";
                    bytes: number;
                    bytesBefore: number;
                } | {
                    /** @enum {string} */
                    kind: "wrongContentType";
                    before: string;
                })[];
            } | {
                /** @enum {string} */
                type: "rabbitmq";
                exchange: string;
                routingKey: string;
                contentType: string;
                isMandatory: boolean;
                headers: string[][];
                body: {
                    /** @enum {string} */
                    encoding: "text" | "base64";
                    content: string;
                } | null;
                isBodyTruncated: boolean;
                chaos: ({
                    /** @enum {string} */
                    kind: "drop";
                } | {
                    /** @enum {string} */
                    kind: "duplicate";
                    copies: number;
                } | {
                    /** @enum {string} */
                    kind: "copy";
                    of: string;
                } | {
                    /** @enum {string} */
                    kind: "reorder";
                    heldBackMs: number;
                } | {
                    /** @enum {string} */
                    kind: "late";
                    heldBackMs: number;
                } | {
                    /** @enum {string} */
                    kind: "truncate";
                    bytes: number;
                    bytesBefore: number;
                } | {
                    /** @enum {string} */
                    kind: "wrongContentType";
                    before: string;
                })[];
            } | null;
            attempts: number;
            attemptsMax: number;
            createdAt: string;
            nextAttemptAt: string | null;
            finishedAt: string | null;
            redeliveryOf: string | null;
        };
        DeliveryWithAttempts: {
            id: string;
            namespace: string;
            /** @description Null, like the call: an event caused it */
            mockId: string | null;
            mockVersion: number | null;
            requestId: string | null;
            /** @description The event webhook that asked for it; null: it is of a mock's callback */
            webhookId: string | null;
            /** @description What was the event */
            operation: string | null;
            callback: {
                index: number;
                name: string | null;
                type: string;
            };
            /** @enum {string} */
            state: "waiting" | "parked" | "pending" | "sending" | "delivered" | "failed" | "cancelled" | "skipped";
            stateReason: string | null;
            destination: string | null;
            /** @description Exactly what every attempt sends; secrets are masked, and in lists a body is cut after 16 KiB */
            message: {
                /** @enum {string} */
                type: "http";
                method: string;
                url: string;
                /** @description Made anew for each attempt; no secret is shown */
                signature: {
                    scheme: string;
                    headers: string[];
                    isCorrupt: boolean;
                } | null;
                headers: string[][];
                body: {
                    /** @enum {string} */
                    encoding: "text" | "base64";
                    content: string;
                } | null;
                isBodyTruncated: boolean;
                chaos: ({
                    /** @enum {string} */
                    kind: "drop";
                } | {
                    /** @enum {string} */
                    kind: "duplicate";
                    copies: number;
                } | {
                    /** @enum {string} */
                    kind: "copy";
                    of: string;
                } | {
                    /** @enum {string} */
                    kind: "reorder";
                    heldBackMs: number;
                } | {
                    /** @enum {string} */
                    kind: "late";
                    heldBackMs: number;
                } | {
                    /** @enum {string} */
                    kind: "truncate";
                    bytes: number;
                    bytesBefore: number;
                } | {
                    /** @enum {string} */
                    kind: "wrongContentType";
                    before: string;
                })[];
            } | {
                /** @enum {string} */
                type: "kafka";
                brokers: string[];
                topic: string;
                key: string | null;
                headers: string[][];
                body: {
                    /** @enum {string} */
                    encoding: "text" | "base64";
                    content: string;
                } | null;
                isBodyTruncated: boolean;
                chaos: ({
                    /** @enum {string} */
                    kind: "drop";
                } | {
                    /** @enum {string} */
                    kind: "duplicate";
                    copies: number;
                } | {
                    /** @enum {string} */
                    kind: "copy";
                    of: string;
                } | {
                    /** @enum {string} */
                    kind: "reorder";
                    heldBackMs: number;
                } | {
                    /** @enum {string} */
                    kind: "late";
                    heldBackMs: number;
                } | {
                    /** @enum {string} */
                    kind: "truncate";
                    bytes: number;
                    bytesBefore: number;
                } | {
                    /** @enum {string} */
                    kind: "wrongContentType";
                    before: string;
                })[];
            } | {
                /** @enum {string} */
                type: "rabbitmq";
                exchange: string;
                routingKey: string;
                contentType: string;
                isMandatory: boolean;
                headers: string[][];
                body: {
                    /** @enum {string} */
                    encoding: "text" | "base64";
                    content: string;
                } | null;
                isBodyTruncated: boolean;
                chaos: ({
                    /** @enum {string} */
                    kind: "drop";
                } | {
                    /** @enum {string} */
                    kind: "duplicate";
                    copies: number;
                } | {
                    /** @enum {string} */
                    kind: "copy";
                    of: string;
                } | {
                    /** @enum {string} */
                    kind: "reorder";
                    heldBackMs: number;
                } | {
                    /** @enum {string} */
                    kind: "late";
                    heldBackMs: number;
                } | {
                    /** @enum {string} */
                    kind: "truncate";
                    bytes: number;
                    bytesBefore: number;
                } | {
                    /** @enum {string} */
                    kind: "wrongContentType";
                    before: string;
                })[];
            } | null;
            attemptsMax: number;
            createdAt: string;
            nextAttemptAt: string | null;
            finishedAt: string | null;
            redeliveryOf: string | null;
            attempts: components["schemas"]["Attempt"][];
        };
        Attempt: {
            number: number;
            startedAt: string;
            durationMs: number;
            /** @enum {string} */
            outcome: "delivered" | "failed";
            errorClass: string | null;
            error: string | null;
            statusCode: number | null;
            responseHeaders: string[][] | null;
            /** @description The first 16 KiB */
            responseBody: {
                /** @enum {string} */
                encoding: "text" | "base64";
                content: string;
            } | null;
            isResponseTruncated: boolean;
            address: string | null;
        };
        LoggedRequest: {
            id: string;
            namespace: string;
            receivedAt: string;
            method: string;
            /** @description Below the namespace */
            path: string;
            query: string;
            /** @description Secrets of the caller are masked */
            headers: string[][];
            /** @description The first 64 KiB; in lists 16 KiB */
            body: {
                /** @enum {string} */
                encoding: "text" | "base64";
                content: string;
            } | null;
            isBodyTruncated: boolean;
            address: string;
            /** @description Null: no mock matched */
            mockId: string | null;
            mockVersion: number | null;
            durationMs: number;
            response: {
                status: number;
                headers: string[][];
                body: {
                    /** @enum {string} */
                    encoding: "text" | "base64";
                    content: string;
                } | null;
                isBodyTruncated: boolean;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    checkHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All that answers calls is there; `warn`: something else is not */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "pass" | "warn" | "fail";
                        releaseId: string;
                        uptime: string;
                        checks: {
                            [key: string]: {
                                /** @enum {string} */
                                status: "pass" | "warn" | "fail";
                                output: string;
                                time: string;
                            }[];
                        };
                        errors?: {
                            [key: string]: string;
                        };
                    };
                };
            };
            /** @description A callback of ours: those reach stubs only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something is away, or nobody answers */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "pass" | "warn" | "fail";
                        releaseId: string;
                        uptime: string;
                        checks: {
                            [key: string]: {
                                /** @enum {string} */
                                status: "pass" | "warn" | "fail";
                                output: string;
                                time: string;
                            }[];
                        };
                        errors?: {
                            [key: string]: string;
                        };
                    } | components["schemas"]["Error"];
                };
            };
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    login: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Signed in, or asked for the second factor */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        token: string;
                        expires_at: string;
                        redirect_to: string;
                        requires_password_change: boolean;
                        user: {
                            id: string;
                            login: string;
                            /** @description Empty: none */
                            email: string;
                            system_role: string;
                            namespaces: string[];
                            has_password: boolean;
                            email_2fa_enabled: boolean;
                        };
                    } | {
                        /** @enum {boolean} */
                        requires_2fa: true;
                        /** @description For /api/v1/auth/2fa/verify, and for nothing else */
                        tfa_token: string;
                        expires_at: string;
                        methods: ("totp" | "recovery_code")[];
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    restoreNamespace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ns: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is live, its stubs answer, and what was held is sent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {boolean} */
                        success: true;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    verifySecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    tfa_token: string;
                    code?: string | null;
                    recovery_code?: string | null;
                    /** @enum {string|null} */
                    method?: "totp" | null;
                };
            };
        };
        responses: {
            /** @description Signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        token: string;
                        expires_at: string;
                        redirect_to: string;
                        requires_password_change: boolean;
                        user: {
                            id: string;
                            login: string;
                            /** @description Empty: none */
                            email: string;
                            system_role: string;
                            namespaces: string[];
                            has_password: boolean;
                            email_2fa_enabled: boolean;
                        };
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listTokens: {
        parameters: {
            query?: {
                offset?: number | null;
                limit?: number | null;
                /** @description The nextCursor of the page before: what is made or deleted meanwhile moves nothing. It goes before offset */
                cursor?: string;
                /** @description Of all users: for admins only */
                all?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tokens, never their values */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` (RFC 8288): the same list behind this page. Absent: this is the last page */
                    link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tokens: components["schemas"]["ApiToken"][];
                        items: components["schemas"]["ApiToken"][];
                        count: number;
                        total: number;
                        offset: number;
                        limit: number;
                        /** @description Null: this is the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    namespace?: string | null;
                    /** @default  */
                    description?: string;
                    expires_at?: string | number | null;
                    /** @default [] */
                    allowed_actions?: ("mock.read" | "mock.write" | "delivery.read" | "delivery.write" | "store.read" | "store.write" | "template.read" | "template.write" | "request.read" | "request.write" | "namespace.read" | "namespace.write" | "namespace.create" | "namespace.delete" | "quota.write" | "member.read" | "member.write" | "trash.read" | "trash.write" | "token.create" | "token.read" | "token.write" | "account.write" | "user.read" | "user.write" | "user.reset" | "webhook.read" | "webhook.write" | "audit.read" | "installation.read" | "installation.write")[];
                    /** @default {} */
                    metadata?: {
                        [key: string]: unknown;
                    };
                    rate_limit_per_minute?: number | null;
                    rate_limit_per_hour?: number | null;
                    rate_limit_per_day?: number | null;
                };
            };
        };
        responses: {
            /** @description The token */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        token: string;
                        token_info: components["schemas"]["ApiToken"];
                        message: string;
                        warnings: components["schemas"]["Problem"][];
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token, never its value */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiToken"];
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    namespace?: string | null;
                    description?: string;
                    expires_at?: string | number | null;
                    allowed_actions?: ("mock.read" | "mock.write" | "delivery.read" | "delivery.write" | "store.read" | "store.write" | "template.read" | "template.write" | "request.read" | "request.write" | "namespace.read" | "namespace.write" | "namespace.create" | "namespace.delete" | "quota.write" | "member.read" | "member.write" | "trash.read" | "trash.write" | "token.create" | "token.read" | "token.write" | "account.write" | "user.read" | "user.write" | "user.reset" | "webhook.read" | "webhook.write" | "audit.read" | "installation.read" | "installation.write")[];
                    metadata?: {
                        [key: string]: unknown;
                    };
                    rate_limit_per_minute?: number | null;
                    rate_limit_per_hour?: number | null;
                    rate_limit_per_day?: number | null;
                    enabled?: boolean;
                };
            };
        };
        responses: {
            /** @description The token as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiToken"] & {
                        warnings: components["schemas"]["Problem"][];
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {boolean} */
                        success: true;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listAdminWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhooks: components["schemas"]["EventWebhook"][];
                        items: components["schemas"]["EventWebhook"][];
                        total: number;
                    } | components["schemas"]["EventWebhook"][];
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    saveAdminWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdminWebhookInput"];
            };
        };
        responses: {
            /** @description What was saved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedEventWebhook"];
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getAdminWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventWebhook"];
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changeAdminWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdminWebhookInput"];
            };
        };
        responses: {
            /** @description What was saved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedEventWebhook"];
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteAdminWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {boolean} */
                        success: true;
                        message: string;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    testAdminWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is on its way */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveryId: string;
                        /** @enum {boolean} */
                        success: true;
                        message: string;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                namespace?: string;
                mockId?: string;
                requestId?: string;
                /** @description Of an event webhook */
                webhookId?: string;
                /** @description Of the event that caused it */
                operation?: string;
                state?: "waiting" | "parked" | "pending" | "sending" | "delivered" | "failed" | "cancelled" | "skipped";
                type?: "http" | "kafka" | "rabbitmq";
                /** @description Host and port; of Kafka and RabbitMQ the whole destination */
                target?: string;
                from?: string;
                to?: string;
                cursor?: string;
                limit?: number;
            };
            header?: {
                "x-namespace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; nextCursor leads to the one behind it */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` (RFC 8288): the same list behind this page. Absent: this is the last page */
                    link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: components["schemas"]["Delivery"][];
                        items: components["schemas"]["Delivery"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    waitForDeliveries: {
        parameters: {
            query?: {
                namespace?: string;
            };
            header?: {
                "x-namespace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    namespace?: string;
                    mockId?: string;
                    requestId?: string;
                    /** @enum {string} */
                    type?: "http" | "kafka" | "rabbitmq";
                    callbackName?: string;
                    target?: string;
                    state?: ("waiting" | "parked" | "pending" | "sending" | "delivered" | "failed" | "cancelled" | "skipped") | ("waiting" | "parked" | "pending" | "sending" | "delivered" | "failed" | "cancelled" | "skipped")[];
                    attemptsAtLeast?: number;
                    message?: {
                        conditions?: {
                            path: string;
                            /** @enum {string} */
                            assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                            value?: unknown;
                            valueFromFile?: string;
                            sortArray?: boolean;
                            /** @enum {string} */
                            decode?: "base64" | "";
                        }[];
                        header?: {
                            path: string;
                            /** @enum {string} */
                            assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                            value?: unknown;
                            valueFromFile?: string;
                            sortArray?: boolean;
                            /** @enum {string} */
                            decode?: "base64" | "";
                        }[];
                        queryParams?: {
                            path: string;
                            /** @enum {string} */
                            assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                            value?: unknown;
                            valueFromFile?: string;
                            sortArray?: boolean;
                            /** @enum {string} */
                            decode?: "base64" | "";
                        }[];
                        sortArray?: boolean;
                    };
                    /** Format: date-time */
                    since?: string;
                    /** @default 1 */
                    count?: number;
                    /** @default 5000 */
                    timeoutMs?: number;
                };
            };
        };
        responses: {
            /** @description They are there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How many are as they are waited for */
                        count: number;
                        /** @description The newest 50 of them */
                        deliveries: components["schemas"]["Delivery"][];
                        /** @description Of all that the filter means, whatever their state and message */
                        byState: {
                            waiting?: number;
                            parked?: number;
                            pending?: number;
                            sending?: number;
                            delivered?: number;
                            failed?: number;
                            cancelled?: number;
                            skipped?: number;
                        };
                        /** @description False when the filter may mean more than the newest 2,000 that were looked at */
                        isComplete: boolean;
                        warnings: components["schemas"]["Problem"][];
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description They are not, and what is instead */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"] & {
                        /** @description How many are as they are waited for */
                        count: number;
                        /** @description The newest 50 of them */
                        deliveries: components["schemas"]["Delivery"][];
                        /** @description Of all that the filter means, whatever their state and message */
                        byState: {
                            waiting?: number;
                            parked?: number;
                            pending?: number;
                            sending?: number;
                            delivered?: number;
                            failed?: number;
                            cancelled?: number;
                            skipped?: number;
                        };
                        /** @description False when the filter may mean more than the newest 2,000 that were looked at */
                        isComplete: boolean;
                        warnings: components["schemas"]["Problem"][];
                        wanted: number;
                        /** @description Deliveries that the filter means but that are not as they are waited for */
                        nearest: {
                            delivery: components["schemas"]["Delivery"];
                            reason: string;
                            failed: {
                                /** @enum {string} */
                                kind: "body" | "query" | "header";
                                path?: string;
                                assertAction?: string;
                                expected?: unknown;
                                actual?: unknown;
                                holds: boolean;
                                reason?: string;
                            }[];
                        }[];
                    };
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many wait already */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryWithAttempts"];
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    cancelDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    redeliverDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RedeliveryTarget"];
            };
        };
        responses: {
            /** @description The delivery */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listMocks: {
        parameters: {
            query?: {
                namespace?: string;
                offset?: number | null;
                limit?: number | null;
                /** @description The nextCursor of the page before: what is made or deleted meanwhile moves nothing. It goes before offset */
                cursor?: string;
                search?: string;
                /** @description Comma-separated or repeated; all must be there */
                tags?: string | string[];
            };
            header?: {
                "x-namespace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` (RFC 8288): the same list behind this page. Absent: this is the last page */
                    link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        mocks: components["schemas"]["Mock"][];
                        items: components["schemas"]["Mock"][];
                        count: number;
                        total: number;
                        offset: number;
                        limit: number;
                        /** @description Null: this is the last page */
                        nextCursor: string | null;
                        message: string;
                    } | components["schemas"]["Mock"][];
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    saveMock: {
        parameters: {
            query?: {
                namespace?: string;
            };
            header?: {
                "x-namespace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MockInput"];
            };
        };
        responses: {
            /** @description Saved, and visible to calls */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        mock: components["schemas"]["Mock"];
                        /** @description Whether a mock was replaced, as clients expect it of this name (Decided 6) */
                        isNew: boolean;
                        overwritten: boolean;
                        /** @enum {boolean} */
                        success: true;
                        message: string;
                        warnings: components["schemas"]["Problem"][];
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    saveMocks: {
        parameters: {
            query?: {
                namespace?: string;
            };
            header?: {
                "x-namespace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MockInput"][] | ({
                    mocks: components["schemas"]["MockInput"][];
                    /** @description For each mock what If-Match says for one: its ETag or *; null: the mock must not be there yet */
                    ifMatch?: (string | null)[];
                } & {
                    [key: string]: unknown;
                });
            };
        };
        responses: {
            /** @description Saved, and visible to calls */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ids: string[];
                        count: number;
                        /** @enum {boolean} */
                        success: true;
                        message: string;
                        overwritten: string[];
                        warnings: components["schemas"]["Problem"][];
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteMocks: {
        parameters: {
            query?: {
                namespace?: string;
            };
            header?: {
                "x-namespace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: string[] | null;
                };
            };
        };
        responses: {
            /** @description Done, all of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ids: string[];
                        count: number;
                        /** @enum {boolean} */
                        success: true;
                        message: string;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    restoreMocks: {
        parameters: {
            query?: {
                namespace?: string;
            };
            header?: {
                "x-namespace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: string[] | null;
                };
            };
        };
        responses: {
            /** @description Done, all of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ids: string[];
                        count: number;
                        /** @enum {boolean} */
                        success: true;
                        message: string;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    explainRequest: {
        parameters: {
            query?: {
                namespace?: string;
            };
            header?: {
                "x-namespace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    namespace?: string;
                    request?: {
                        /** @default GET */
                        method?: string;
                        path: string;
                        query?: string | {
                            [key: string]: string | string[];
                        };
                        headers?: {
                            [key: string]: string | string[];
                        };
                        body?: unknown;
                    };
                    /** @description Instead of request: one of the log */
                    requestId?: string;
                    mockId?: string;
                };
            };
        };
        responses: {
            /** @description The mock that answers, or the nearest ones with what failed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        matched: boolean;
                        answeredBy: string | null;
                        pathParams: {
                            [key: string]: string;
                        };
                        nearest: {
                            mockId: string;
                            route: string;
                            method: string | null;
                            failed: {
                                /** @enum {string} */
                                kind: "route" | "method" | "ttl" | "limit" | "body" | "query" | "header";
                                path?: string;
                                assertAction?: string;
                                expected?: unknown;
                                actual?: unknown;
                                reason: string;
                            }[];
                            distance: number;
                        }[];
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    previewMock: {
        parameters: {
            query?: {
                namespace?: string;
            };
            header?: {
                "x-namespace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    namespace?: string;
                    request?: {
                        /** @default GET */
                        method?: string;
                        path: string;
                        query?: string | {
                            [key: string]: string | string[];
                        };
                        headers?: {
                            [key: string]: string | string[];
                        };
                        body?: unknown;
                    };
                    /** @description Instead of request: one of the log */
                    requestId?: string;
                    mockId?: string;
                    mock?: components["schemas"]["MockInput"];
                };
            };
        };
        responses: {
            /** @description The rendered answer and all callbacks, those that would not fire as well */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        matched: boolean;
                        failed: {
                            /** @enum {string} */
                            kind: "route" | "method" | "ttl" | "limit" | "body" | "query" | "header";
                            path?: string;
                            assertAction?: string;
                            expected?: unknown;
                            actual?: unknown;
                            reason: string;
                        }[];
                        answer: {
                            /** @enum {string} */
                            kind: "rendered";
                            status: number;
                            headers: string[][];
                            body: {
                                /** @enum {string} */
                                encoding: "text" | "base64";
                                content: string;
                            } | null;
                            delayMs: number;
                            /** @enum {string|null} */
                            fault: "reset" | "empty" | "dribble" | null;
                        } | {
                            /** @enum {string} */
                            kind: "forwarded";
                            url: string | null;
                            /** @description Of the address as it is written: names are not looked up */
                            guard: {
                                /** @enum {string} */
                                verdict: "allowed" | "own" | "blocked";
                                reason?: string;
                            } | null;
                        } | {
                            /** @enum {string} */
                            kind: "refused";
                            status: number;
                            error: string;
                        };
                        callbacks: {
                            index: number;
                            name: string | null;
                            /** @description The callback that it waits for */
                            after: string | null;
                            /** @enum {string} */
                            type: "http" | "kafka" | "rabbitmq";
                            trigger: string;
                            fires: boolean;
                            /** @description Why its condition is not met */
                            unmetCondition: string | null;
                            isSynchronous: boolean;
                            message: {
                                /** @enum {string} */
                                type: "http";
                                method: string;
                                url: string;
                                /** @description Made anew for each attempt; no secret is shown */
                                signature: {
                                    scheme: string;
                                    headers: string[];
                                    isCorrupt: boolean;
                                } | null;
                                headers: string[][];
                                body: {
                                    /** @enum {string} */
                                    encoding: "text" | "base64";
                                    content: string;
                                } | null;
                            } | {
                                /** @enum {string} */
                                type: "kafka";
                                brokers: string[];
                                topic: string;
                                key: string | null;
                                headers: string[][];
                                body: {
                                    /** @enum {string} */
                                    encoding: "text" | "base64";
                                    content: string;
                                } | null;
                            } | {
                                /** @enum {string} */
                                type: "rabbitmq";
                                exchange: string;
                                routingKey: string;
                                contentType: string;
                                isMandatory: boolean;
                                headers: string[][];
                                body: {
                                    /** @enum {string} */
                                    encoding: "text" | "base64";
                                    content: string;
                                } | null;
                            } | null;
                            /** @description Of the address as it is written: names are not looked up */
                            guard: {
                                /** @enum {string} */
                                verdict: "allowed" | "own" | "blocked";
                                reason?: string;
                            } | null;
                        }[];
                        warnings: components["schemas"]["Problem"][];
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getMock: {
        parameters: {
            query?: {
                namespace?: string;
            };
            header?: {
                "x-namespace"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mock */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mock"];
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteMock: {
        parameters: {
            query?: {
                namespace?: string;
            };
            header?: {
                "x-namespace"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted; calls no longer find it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        namespace: string;
                        /** @enum {boolean} */
                        success: true;
                        message: string;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changeMock: {
        parameters: {
            query?: {
                namespace?: string;
            };
            header?: {
                "x-namespace"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description The mock, at the top and as `mock` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mock"];
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    purgeMock: {
        parameters: {
            query?: {
                namespace?: string;
            };
            header?: {
                "x-namespace"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed; its id is free */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        namespace: string;
                        /** @enum {boolean} */
                        success: true;
                        message: string;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    restoreMock: {
        parameters: {
            query?: {
                namespace?: string;
            };
            header?: {
                "x-namespace"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mock */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mock"];
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listNamespaces: {
        parameters: {
            query?: {
                /** @description The nextCursor of the page before: what is made or deleted meanwhile moves nothing. It goes before offset */
                cursor?: string;
                limit?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Their names */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` (RFC 8288): the same list behind this page. Absent: this is the last page */
                    link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        namespaces: string[];
                        items: string[];
                        count: number;
                        /** @description Null: this is the last page */
                        nextCursor: string | null;
                    } | string[];
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createNamespace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Made */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {boolean} */
                        success: true;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getNamespace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ns: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The namespace */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Namespace"];
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteNamespace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ns: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its stubs don't answer any more, and its deliveries are held */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {boolean} */
                        success: true;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changeNamespace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ns: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    displayName?: string;
                    description?: string;
                    cors?: boolean;
                    /** @enum {string} */
                    stubAccess?: "open" | "key";
                    quotas?: {
                        pendingDeliveries?: number;
                        deliveriesPerMinute?: number | null;
                        stubCallsPerMinute?: number | null;
                        stubBodyBytes?: number | null;
                    };
                    retention?: {
                        days?: number;
                        deliveries?: number;
                    };
                };
            };
        };
        responses: {
            /** @description Changed, and visible to calls */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Namespace"] & {
                        /** @enum {boolean} */
                        success: true;
                        warnings: components["schemas"]["Problem"][];
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listNamespaceWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ns: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhooks: components["schemas"]["EventWebhook"][];
                        items: components["schemas"]["EventWebhook"][];
                        total: number;
                    } | components["schemas"]["EventWebhook"][];
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    saveNamespaceWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ns: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NamespaceWebhookInput"];
            };
        };
        responses: {
            /** @description What was saved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedEventWebhook"];
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getNamespaceWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ns: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventWebhook"];
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    changeNamespaceWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ns: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NamespaceWebhookInput"];
            };
        };
        responses: {
            /** @description What was saved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedEventWebhook"];
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteNamespaceWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ns: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {boolean} */
                        success: true;
                        message: string;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    testNamespaceWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ns: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is on its way */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveryId: string;
                        /** @enum {boolean} */
                        success: true;
                        message: string;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listRequests: {
        parameters: {
            query?: {
                namespace?: string;
                mockId?: string;
                method?: string;
                /** @description Part of the path, in any case */
                path?: string;
                status?: number;
                /** @description Whether a mock matched */
                matched?: "true" | "false";
                from?: string;
                to?: string;
                cursor?: string;
                limit?: number;
            };
            header?: {
                "x-namespace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; nextCursor leads to the one behind it */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` (RFC 8288): the same list behind this page. Absent: this is the last page */
                    link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        requests: components["schemas"]["LoggedRequest"][];
                        items: components["schemas"]["LoggedRequest"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    verifyRequests: {
        parameters: {
            query?: {
                namespace?: string;
            };
            header?: {
                "x-namespace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    namespace?: string;
                    mockId?: string;
                    method?: string;
                    route?: string;
                    path?: string;
                    conditions?: {
                        path: string;
                        /** @enum {string} */
                        assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                        value?: unknown;
                        valueFromFile?: string;
                        sortArray?: boolean;
                        /** @enum {string} */
                        decode?: "base64" | "";
                    }[];
                    queryParams?: {
                        path: string;
                        /** @enum {string} */
                        assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                        value?: unknown;
                        valueFromFile?: string;
                        sortArray?: boolean;
                        /** @enum {string} */
                        decode?: "base64" | "";
                    }[];
                    header?: {
                        path: string;
                        /** @enum {string} */
                        assertAction?: "equals" | "not_equals" | "contains" | "not_contains" | "any" | "notEmpty" | "empty" | "matches";
                        value?: unknown;
                        valueFromFile?: string;
                        sortArray?: boolean;
                        /** @enum {string} */
                        decode?: "base64" | "";
                    }[];
                    sortArray?: boolean;
                    /** Format: date-time */
                    since?: string;
                    exactly?: number;
                    atLeast?: number;
                    atMost?: number;
                    /** @enum {boolean} */
                    never?: true;
                    /** @default 0 */
                    withinMs?: number;
                };
            };
        };
        responses: {
            /** @description What came in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        verified: boolean;
                        count: number;
                        expected: string;
                        /** @description The newest ten */
                        requests: components["schemas"]["LoggedRequest"][];
                        nearest: {
                            requestId: string;
                            failed: {
                                /** @enum {string} */
                                kind: "route" | "method" | "ttl" | "limit" | "body" | "query" | "header";
                                path?: string;
                                assertAction?: string;
                                expected?: unknown;
                                actual?: unknown;
                                reason: string;
                            }[];
                        }[];
                        /** @description False when calls had been dropped from the log that might have counted */
                        isComplete: boolean;
                        warnings: components["schemas"]["Problem"][];
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The call */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedRequest"];
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getChainStore: {
        parameters: {
            query?: {
                namespace?: string;
                /** @description The nextCursor of the page before: what is made or deleted meanwhile moves nothing. It goes before offset */
                cursor?: string;
                limit?: number | null;
            };
            header?: {
                "x-namespace"?: string;
            };
            path: {
                chainId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the entries by key; only the header Link says whether there are more */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` (RFC 8288): the same list behind this page. Absent: this is the last page */
                    link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    setChainEntry: {
        parameters: {
            query?: {
                namespace?: string;
            };
            header?: {
                "x-namespace"?: string;
            };
            path: {
                chainId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key: string;
                    value?: unknown;
                    namespace?: string;
                };
            };
        };
        responses: {
            /** @description Set */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        key: string;
                        value?: unknown;
                        namespace: string;
                        /** @enum {boolean} */
                        success: true;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteChainEntry: {
        parameters: {
            query?: {
                namespace?: string;
            };
            header?: {
                "x-namespace"?: string;
            };
            path: {
                chainId: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        key: string;
                        /** @enum {boolean} */
                        success: true;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getGlobalStore: {
        parameters: {
            query?: {
                namespace?: string;
                /** @description The nextCursor of the page before: what is made or deleted meanwhile moves nothing. It goes before offset */
                cursor?: string;
                limit?: number | null;
            };
            header?: {
                "x-namespace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the entries by key; only the header Link says whether there are more */
            200: {
                headers: {
                    /** @description `<address>; rel="next"` (RFC 8288): the same list behind this page. Absent: this is the last page */
                    link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    setGlobalEntry: {
        parameters: {
            query?: {
                namespace?: string;
            };
            header?: {
                "x-namespace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key: string;
                    value?: unknown;
                    namespace?: string;
                };
            };
        };
        responses: {
            /** @description Set */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        key: string;
                        value?: unknown;
                        namespace: string;
                        /** @enum {boolean} */
                        success: true;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteGlobalEntry: {
        parameters: {
            query?: {
                namespace?: string;
            };
            header?: {
                "x-namespace"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        key: string;
                        /** @enum {boolean} */
                        success: true;
                    };
                };
            };
            /** @description What was sent is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No valid token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not there, or not yours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description In conflict with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The mock is not what If-Match or If-None-Match says */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockChanged"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many at once, or the token has used up one of its limits; Retry-After says when to go on */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The address, or the headers together, are longer than 16 KiB */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Something that is needed is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}
