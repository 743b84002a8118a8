// Groups of concepts to choose from: those of assets/phrasebook/concepts.json and the first conversation's cards.

export const OCCUPATIONS = [
  'farmer',
  'gardener',
  'shepherd',
  'baker',
  'cook',
  'driver',
  'tailor',
  'builder',
  'carpenter',
  'painter',
  'electrician',
  'plumber',
  'welder',
  'mechanic',
  'shopkeeper',
  'hairdresser',
  'cleaner',
  'factory-worker',
  'teacher',
  'nurse',
  'accountant',
  'office-worker',
  'it-worker',
  'waiter',
  'student',
  'at-home',
] as const;

export const SKILLS = [
  'skill-tools',
  'skill-hands',
  'skill-people',
  'skill-computer',
  'skill-plants',
  'skill-numbers',
] as const;

export const SECTORS = [
  'greenhouse',
  'flowers',
  'packing',
  'logistics',
  'vegetables-fruit',
  'technology',
  'care',
  'kitchen',
  'office',
  'school-first',
] as const;
