/** "SH" out of "Samira Haddad" */
export function initialsOf(name: string): string {
  const letters = name.split(/\s+/).map((part) => part.charAt(0));
  return letters.join('').slice(0, 2).toUpperCase();
}
