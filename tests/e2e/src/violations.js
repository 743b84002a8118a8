// Answers what axe finds, a sentence for each.
const done = arguments[arguments.length - 1];
const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const sentenceOf = ({ id, help, nodes }) => `${id}: ${help} – ${nodes.map((node) => node.target.join(' ')).join(', ')}`;
axe.run(document, { runOnly, resultTypes: ['violations'] }).then(
  (result) => done(result.violations.map(sentenceOf)),
  (error) => done([`axe failed: ${error}`]),
);
