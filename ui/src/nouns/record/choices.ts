// The words that choice fields take: those of src-tauri/casebook/src/schema/kinds.rs, in the same order.

export const PHASES = [
  'expected',
  'arrived',
  'guided',
  'internal_track',
  'external_track',
  'work_experience',
  'paid_work',
  'study',
  'aftercare',
  'closed',
] as const;
export const WORDINGS = ['neutral', 'female', 'male'] as const;
export const CALENDARS = ['gregorian', 'solar_hijri', 'ethiopian'] as const;
export const BIRTH_SOURCES = ['pass', 'self', 'estimated'] as const;
export const ABILITIES = ['none', 'little', 'well'] as const;
export const LATIN_SCRIPTS = ['none', 'alfa_a', 'alfa_b', 'alfa_c', 'literate'] as const;
export const DUTCH_LEVELS = ['A0', 'A1-', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const;
export const LICENCES = ['none', 'foreign', 'dutch'] as const;
export const NAME_ROLES = ['own', 'father', 'grandfather', 'family', 'unknown'] as const;
export const SCHOOLS = ['none', 'primary', 'secondary', 'vocational', 'university'] as const;
export const HORIZONS = ['now', 'later', 'both'] as const;
export const HALF_DAYS = ['free', 'lesson', 'work', 'care', 'school', 'appointment', 'unknown'] as const;
export const TRAVEL_MODES = ['foot', 'bicycle', 'moped', 'bus', 'car', 'ride_along'] as const;
export const ARRANGEMENTS = [
  'standing',
  'sitting',
  'lifting',
  'kneeling',
  'cold',
  'heat',
  'height',
  'noise',
  'quiet_place',
  'extra_break',
  'half_days_a_week',
  'hours_a_day',
  'evening_and_night',
  'guidance_beside',
] as const;
export const EXTENTS = ['fine', 'limited', 'avoid'] as const;
export const ARRANGEMENT_SOURCES = ['self', 'agreed_with_doctor', 'seen_at_work'] as const;
export const MOMENTS = ['week_2', 'week_6', 'week_12', 'transition', 'other'] as const;
export const ROLES = ['coach', 'assistant', 'lead', 'account_manager', 'administrator'] as const;
