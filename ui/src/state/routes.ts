import type { Language, ReportRequest } from '$lib/ipc';

export const TABS = ['line', 'who', 'can', 'wants', 'available', 'work', 'assessments', 'papers'] as const;
export type Tab = (typeof TABS)[number];

export const SETTINGS = ['general', 'users', 'safety', 'about'] as const;
export type SettingsPart = (typeof SETTINGS)[number];

export const OFFICE = ['state', 'versions', 'undelivered', 'members', 'devices', 'quarantine'] as const;
export type OfficePart = (typeof OFFICE)[number];
/** Parts that only an administrator has. */
export const ADMINISTRATION: readonly OfficePart[] = ['members', 'devices', 'quarantine'];

/** A place in the app. Start is no place: it is what stands there while the casebook is not open. */
export type Route =
  | { screen: 'today' }
  | { screen: 'participants' }
  | { screen: 'participant'; id: string; tab: Tab }
  | { screen: 'conversation'; id: string }
  | { screen: 'assessment'; id: string }
  | { screen: 'preview'; request: ReportRequest }
  | { screen: 'office'; part: OfficePart }
  | { screen: 'settings'; part: SettingsPart };

export const HOME: Route = { screen: 'today' };

/** The address of a place, for `<a href>`: ids only, never a name. */
export function addressOf(route: Route): string {
  return '#/' + partsOf(route).map(encodeURIComponent).join('/');
}

function partsOf(route: Route): string[] {
  switch (route.screen) {
    case 'participant':
      return ['participant', route.id, route.tab];
    case 'conversation':
    case 'assessment':
      return [route.screen, route.id];
    case 'preview':
      return ['preview', ...partsOfReport(route.request)];
    case 'office':
    case 'settings':
      return [route.screen, route.part];
    default:
      return [route.screen];
  }
}

function partsOfReport(request: ReportRequest): string[] {
  if (request.report === 'recovery_sheet') return [request.report];
  return [request.report, request.id, ...(request.language ? [request.language] : [])];
}

/** The place of an address; whatever it cannot read leads home. */
export function routeOf(address: string): Route {
  const [screen, first, second, third] = address
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decoded);
  switch (screen) {
    case 'participants':
      return { screen };
    case 'participant':
      return first ? { screen, id: first, tab: TABS.find((tab) => tab === second) ?? 'line' } : HOME;
    case 'conversation':
    case 'assessment':
      return first ? { screen, id: first } : HOME;
    case 'preview':
      return previewOf(first, second, third);
    case 'office':
      return { screen, part: OFFICE.find((part) => part === first) ?? 'state' };
    case 'settings':
      return { screen, part: SETTINGS.find((part) => part === first) ?? 'general' };
    default:
      return HOME;
  }
}

function previewOf(report?: string, id?: string, tag?: string): Route {
  const language = (tag || null) as Language | null;
  if (report === 'recovery_sheet') return { screen: 'preview', request: { report } };
  if (report === 'assessment' && id) return { screen: 'preview', request: { report, id, language } };
  if (report === 'my_assessment' && id)
    return { screen: 'preview', request: { report, id, language: language ?? 'nl' } };
  if (report === 'conversation' && id)
    return { screen: 'preview', request: { report, id, language: language ?? 'nl' } };
  return HOME;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
