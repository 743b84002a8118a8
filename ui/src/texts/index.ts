export { hasText, t, type TextArguments } from './text';
export { locale, region } from './locale.svelte';
export * from './format';
export { daysIn, parseDay, type DayProblem } from './parse-day';
