// What answers lead to: the browser's reader of the program that Ebb compiled. It touches nothing but its arguments.

function holds(rule, state) {
  return rule.some((term) =>
    term.every(([question, test, mask]) => {
      const chosen = state[question] || 0;
      if (!chosen) return false;
      const met = chosen & mask;
      return test === 0 ? met !== 0 : test === 1 ? met === mask : met === 0;
    })
  );
}

// An answer that excludes others is dropped when it was ticked together with others.
function counting(only, ticked) {
  return ticked & only && ticked & (ticked - 1) ? ticked & ~only : ticked;
}

// `ticks` holds a mask of answers for each question. The outcome is its number, -1 while a question is open.
export function evaluate([questions, outcomes, notes], ticks) {
  const state = [];
  let open = false;
  questions.forEach(([one, only, showIf], at) => {
    const shown = !showIf || holds(showIf, state);
    const chosen = shown ? (one ? ticks[at] : counting(only, ticks[at])) : 0;
    if (shown && !chosen) open = true;
    state.push(chosen);
  });
  const outcome = outcomes.findIndex(([level, rule]) => (level || !open) && holds(rule, state));
  const calm = !open && !(outcome >= 0 && outcomes[outcome][0]);
  return { outcome, notes: calm ? notes.map((rule, at) => (holds(rule, state) ? at : -1)).filter((at) => at >= 0) : [] };
}
