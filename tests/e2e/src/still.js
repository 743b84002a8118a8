// Answers what the screen looks like, or null while something is still on its way.
const done = arguments[arguments.length - 1];
const images = [...document.images];
const isStill =
  window.openQuestions === 0 &&
  document.fonts.status === 'loaded' &&
  document.getAnimations().every((one) => one.playState !== 'running') &&
  images.every((one) => one.currentSrc !== '' && one.complete);
if (!isStill) done(null);
else {
  // A picture that has come still has to be read before it can be painted; one that cannot be read is told elsewhere.
  const read = images.map((one) => one.decode().catch(() => undefined));
  Promise.all(read).then(() => {
    const focused = document.activeElement?.outerHTML.slice(0, 200) ?? '';
    requestAnimationFrame(() =>
      requestAnimationFrame(() => done(`${scrollX} ${scrollY} ${document.body.outerHTML} ${focused}`)),
    );
  });
}
