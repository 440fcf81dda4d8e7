// The last questions of the last reader who asked here, as they were understood: in this browser
// alone.
const PAST = 'past-questions', MOST_PAST = 20;

let answered;
function toPast() {
  const {answer, asked, reader} = document.querySelector('#actions [data-asked]')?.dataset || {};
  if (answer !== answered) {
    answered = answer;
    if (answer) keepPast(reader, [asked, ...pastOf(reader).filter(text => text !== asked)].slice(0, MOST_PAST));
  }
  const past = document.querySelector('#past [data-reader]');
  if (past && !past.dataset.listed) listPast(past);
}

// None of another reader.
function pastOf(reader) {
  try {
    const kept = JSON.parse(localStorage.getItem(PAST));
    return kept.reader === reader ? kept.questions.filter(text => typeof text === 'string') : [];
  } catch {
    return [];
  }
}

// A browser may refuse to keep anything.
function keepPast(reader, questions) {
  try {
    localStorage.setItem(PAST, JSON.stringify({reader, questions}));
  } catch {
    // The questions are then those of no one.
  }
  listPast();
}

function listPast(past = document.querySelector('#past [data-reader]')) {
  if (!past) return;
  past.dataset.listed = true;
  const lines = pastOf(past.dataset.reader).map(text => {
    const line = document.createElement('li'), button = document.createElement('button');
    button.type = 'button';
    button.textContent = text;
    line.append(button);
    return line;
  });
  past.querySelector('ol').replaceChildren(...lines);
  past.querySelector('details').hidden = !lines.length;
}

addEventListener('storage', () => listPast());

// Asked again, as if it were typed; while an answer comes, it waits in the box.
addEventListener('click', ({target}) => {
  const again = target.closest('#past li button');
  if (!again) return;
  typeIn(again.textContent);
  document.querySelector('#conversation').scrollIntoView({block: 'nearest'});
  setTimeout(() => document.querySelector('#send').click());
});

function clearPast(button) {
  const past = button.closest('[data-reader]');
  keepPast(past.dataset.reader, []);
  past.querySelector('[role=status]').textContent = words().cleared;
  toField();
}
