const HOURS = 24;
const MINUTES = 60;

/** Minutes after midnight of a typed time: "7:30", "7.30", "730", "7 uur", "7"; null when it is none. */
export function minutesOf(typed: string): number | null {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/\s*(uur|u|h)$/, '');
  const parts = /^(\d{1,2})(?:[:.\s]?(\d{2}))?$/.exec(text);
  if (!parts) return null;
  const [hours, minutes] = [Number(parts[1]), Number(parts[2] ?? 0)];
  return hours < HOURS && minutes < MINUTES ? hours * MINUTES + minutes : null;
}
