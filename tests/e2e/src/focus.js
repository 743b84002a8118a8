// Answers what has the focus, and whether anybody can see that it has.
const focused = document.activeElement;
const nowhere = !focused || focused === document.body || focused === document.documentElement;
const textOf = (id) => document.getElementById(id)?.innerText ?? '';
const labelledBy = focused?.getAttribute('aria-labelledby');
const name =
  focused?.getAttribute('aria-label') ??
  (labelledBy ? labelledBy.split(/\s+/).map(textOf).join(' ') : null) ??
  focused?.labels?.[0]?.innerText ??
  focused?.innerText ??
  '';
// A radio button under a label is seen by its label.
const shown = [focused, focused?.closest('label'), focused?.parentElement].filter(Boolean);
const hasRing = (element) => {
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
};
const box = (focused?.closest('label') ?? focused)?.getBoundingClientRect();
const inSight = box && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
return {
  name: nowhere ? '' : name.replace(/\s+/g, ' ').trim(),
  nowhere,
  ring: shown.some(hasRing) || /^H[12]$/.test(focused?.tagName ?? ''),
  in_sight: Boolean(inSight),
};
