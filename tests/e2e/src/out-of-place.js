// Answers what a ruler finds, a sentence for each.
const wrong = [...document.images]
  .filter((one) => one.naturalWidth === 0)
  .map((one) => `the picture ${one.currentSrc} did not come`);

const { scrollWidth, clientWidth } = document.documentElement;
if (scrollWidth > clientWidth) wrong.push(`the page is ${scrollWidth} wide in a window of ${clientWidth}`);

// Words under the picture of their own card: half of their box is a picture's too.
const HALF = 0.5;
const boxesOf = (node) => {
  const range = document.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
};
const shared = (a, b) =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
for (const picture of document.images) {
  const card = picture.closest('button, [role="group"], li');
  if (!card || picture.closest('[aria-hidden="true"]')) continue;
  const box = picture.getBoundingClientRect();
  const covered = [];
  const words = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const text = words.currentNode;
    if (text.data.trim() === '' || text.parentElement.closest('.visually-hidden')) continue;
    if (boxesOf(text).some((line) => shared(line, box) > HALF * line.width * line.height)) covered.push(text.data.trim());
  }
  if (covered.length) wrong.push(`${picture.currentSrc.split('/').at(-1)} covers ${covered.join(', ')}`);
}
return wrong;
