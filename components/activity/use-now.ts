'use client';

import { useEffect, useState } from 'react';

const everyMs = 10_000;

/** The reader's time in ms, every few seconds; undefined until the page has woken, when nobody knows their time zone. */
export function useNow(): number | undefined {
  const [now, setNow] = useState<number>();
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
