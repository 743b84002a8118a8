// Counts what was asked of the casebook and is not answered yet: the window asks by fetching.
const fetchAsBefore = window.fetch;
window.openQuestions = 0;
window.fetch = (...asked) => {
  window.openQuestions += 1;
  return fetchAsBefore(...asked).finally(() => (window.openQuestions -= 1));
};
