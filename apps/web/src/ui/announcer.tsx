"use client";

import { createContext, type ReactNode, use, useCallback, useEffect, useState } from "react";

const AnnouncerContext = createContext<(message: string) => void>(() => undefined);

const shownMs = 5_000;

/** Says that something happened, to eyes and to screen readers, without taking the focus. */
export function useAnnounce(): (message: string) => void {
  return use(AnnouncerContext);
}

export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState({ text: "", count: 0 });
  const announce = useCallback((text: string) => setMessage(({ count }) => ({ text, count: count + 1 })), []);

  useEffect(() => {
    const timer = setTimeout(() => setMessage(({ count }) => ({ text: "", count })), shownMs);
    return () => clearTimeout(timer);
  }, [message.count]);

  return (
    <AnnouncerContext value={announce}>
      {children}
      <div role="status" className="pointer-events-none fixed inset-x-0 bottom-4 z-50 flex justify-center px-4">
        {message.text !== "" && (
          <p key={message.count} className="appear rounded-md bg-ink px-3 py-2 text-sm text-canvas shadow-float">
            {message.text}
          </p>
        )}
      </div>
    </AnnouncerContext>
  );
}
