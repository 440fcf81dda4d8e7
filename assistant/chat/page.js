// What the HTML of the chat calls; each says what came of it where screen readers listen.
const WORDS = {
  fr: {
    copied: 'Copié.',
    notCopied: 'Le navigateur refuse la copie : sélectionnez le texte et copiez-le.',
    thanks: 'Merci, votre avis est noté.',
    notNoted: 'L’avis n’a pas pu être noté ; réessayez plus tard.',
  },
  en: {
    copied: 'Copied.',
    notCopied: 'The browser refuses to copy: select the text and copy it.',
    thanks: 'Thank you, this is noted.',
    notNoted: 'This could not be noted; try again later.',
  },
};

addEventListener('click', event => {
  if (!event.target.matches('.skip')) return;
  event.preventDefault();
  toField();
});

// A question offered is gone once it is pressed, and would take the focus with it.
addEventListener('click', event => {
  if (event.target.closest('#offers button') && !matchMedia('(pointer: coarse)').matches) toField();
});

new MutationObserver(toAsked).observe(document, {childList: true, subtree: true, characterData: true});

// The last question goes to the top of the conversation, and its answer grows under it, unless the
// reader scrolls meanwhile.
let asked = 0, reached = 0;
function toAsked() {
  const log = document.querySelector('#conversation [role=log]');
  if (!log) return;
  log.tabIndex = 0;
  const questions = log.querySelectorAll('.user-row');
  if (questions.length && (questions.length !== asked || log.scrollTop === reached)) {
    const top = questions[questions.length - 1].getBoundingClientRect().top;
    log.scrollTop += top - log.getBoundingClientRect().top;
    reached = log.scrollTop;
  }
  asked = questions.length;
}

function toTitle() {
  document.title = document.querySelector('h1').textContent;
}

// The field of the tab that is shown: that of the other has no size.
function toField() {
  const fields = [...document.querySelectorAll('#question textarea, #query textarea')];
  fields.find(field => field.offsetParent)?.focus();
}

function toFound() {
  const found = document.querySelector('#found');
  found.tabIndex = -1;
  found.focus();
}

function say(text) {
  const status = document.querySelector('#actions [role=status]');
  if (status) status.textContent = (WORDS[document.documentElement.lang] || WORDS.fr)[text];
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    say('copied');
  } catch {
    say('notCopied');
  }
}

async function judge(event) {
  event.preventDefault();
  const form = event.target;
  const body = {
    answer_id: form.dataset.answer,
    verdict: form.elements.verdict.value,
    reason: form.elements.reason.value,
  };
  const headers = {'content-type': 'application/json'};
  try {
    const reply = await fetch('/api/feedback', {method: 'POST', headers, body: JSON.stringify(body)});
    if (!reply.ok) throw new Error(reply.statusText);
    form.reset();
    say('thanks');
  } catch {
    say('notNoted');
  }
}
