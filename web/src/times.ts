// Instants of the last days, as the server says them (src/core/text/dates.cpp), kept true while the page stays open.
// Older ones stand as they were written; the full date is in the title.
import { language, plural, timeZone, word } from './words';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language, { timeZone, ...options });
}
const clock = formatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const weekdays = formatter({ weekday: 'long' });
const days = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });

function clockText(at: number): string {
  const parts = clock.formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  if (language !== 'fr') return `${part('hour')}:${part('minute')}`;
  const minutes = part('minute');
  return `${Number(part('hour'))}\u00a0h${minutes === '00' ? '' : `\u00a0${minutes}`}`;
}

// Days between the two, by the calendar of the reader's zone.
function daysBack(at: number, now: number): number {
  return Math.round((Date.parse(days.format(now)) - Date.parse(days.format(at))) / day);
}

function full(at: number, now: number): string | null {
  const back = daysBack(at, now);
  const time = clockText(at);
  if (back === 0) return word('today_at', { time });
  if (back === 1) return word('yesterday_at', { time });
  return back > 1 && back < 7 ? word('weekday_at', { weekday: weekdays.format(at), time }) : null;
}

function brief(at: number, now: number): string | null {
  if (now - at < 12 * hour) return plural('hours_ago', Math.floor((now - at) / hour));
  const back = daysBack(at, now);
  if (back === 0) return word('today');
  return back === 1 ? word('yesterday') : null;
}

function spoken(element: HTMLTimeElement, now: number): string | null {
  const at = Date.parse(element.dateTime);
  const apart = now - at;
  if (Number.isNaN(at) || apart > 8 * day || apart < -minute) return null;
  if (apart < minute) return word('just_now');
  if (apart < hour) return plural('minutes_ago', Math.floor(apart / minute));
  return element.dataset.brief === undefined ? full(at, now) : brief(at, now);
}

function refresh(): void {
  const now = Date.now();
  for (const element of document.querySelectorAll<HTMLTimeElement>('time[datetime][title]')) {
    const text = spoken(element, now);
    if (text && text !== element.textContent) element.textContent = text;
  }
}

export function startTimes(): void {
  if (!word('just_now')) return;
  refresh();
  window.setInterval(refresh, minute);
}
