"use client";

import { useEffect, useRef } from "react";
import type { DeliveryDetail } from "../../trpc/delivery-shapes.ts";
import { useAnnounce } from "../announcer.tsx";
import { stateWord } from "../deliveries/delivery-state.tsx";
import { describeDelivery, isFinal } from "../deliveries/describe-delivery.ts";

/** Says how a delivery ended that somebody looks at. */
export function useAnnouncedEnd(delivery: DeliveryDetail | undefined): void {
  const announce = useAnnounce();
  const last = useRef(delivery);
  useEffect(() => {
    const before = last.current;
    last.current = delivery;
    if (before === undefined || delivery === undefined || !isFinal(delivery.state)) return;
    // It may go through all its states between two looks.
    const hasHappened = before.state !== delivery.state || before.attemptsMade !== delivery.attemptsMade;
    if (hasHappened) announce(`${stateWord(delivery.state)}. ${describeDelivery(delivery)}`);
  }, [delivery, announce]);
}
