import { useEffect, useState } from 'react';
import { systemClock } from '../clock.ts';

/** The time, brought up to date every 20 seconds. */
export function useNow(): Date {
  const [now, setNow] = useState(systemClock.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(systemClock.now()), 20_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
