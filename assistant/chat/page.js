// What the HTML of the chat calls; each says what came of it where screen readers listen.
const WORDS = {
  fr: {
    copied: 'Copié.',
    notCopied: 'Le navigateur refuse la copie\u00a0: sélectionnez le texte et copiez-le.',
    thanks: 'Merci, votre avis est noté.',
    notNoted: 'L’avis n’a pas pu être noté\u00a0; réessayez plus tard.',
    away: 'Serveur injoignable',
    back: 'La page sera rechargée dès qu’il répondra, avec votre question\u00a0; la conversation, elle, sera à reprendre.',
    failed: 'Échec',
    retry: 'La demande n’a pas abouti\u00a0; réessayez dans un instant.',
    conversation: 'Conversation',
    question: 'Question',
    answer: 'Réponse',
    moreTabs: 'Autres onglets',
    drop: 'Déposer des fichiers, ou cliquer pour en choisir',
    cleared: 'Vos questions sont effacées.',
  },
  en: {
    copied: 'Copied.',
    notCopied: 'The browser refuses to copy: select the text and copy it.',
    thanks: 'Thank you, this is noted.',
    notNoted: 'This could not be noted; try again later.',
    away: 'The server is out of reach',
    back: 'The page will be loaded again as soon as it answers, with your question; the conversation will start anew.',
    failed: 'Failure',
    retry: 'This did not work; try again in a moment.',
    conversation: 'Conversation',
    question: 'Question',
    answer: 'Answer',
    moreTabs: 'More tabs',
    drop: 'Drop files, or click to choose some',
    cleared: 'Your questions are cleared.',
  },
};

addEventListener('click', event => {
  if (!event.target.matches('.skip')) return;
  event.preventDefault();
  toField();
});

// What asks is held once it is pressed, while its answer comes, and would take the focus with it.
addEventListener('click', event => {
  const asks = event.target.closest('#offers button, #send');
  if (asks && !matchMedia('(pointer: coarse)').matches) toField();
});

new MutationObserver(changed).observe(document, {
  childList: true, subtree: true, characterData: true, attributeFilter: ['class'],
});

function changed() {
  toAsked();
  toOurNames();
  toOurWords();
  toKept();
  toPast();
}

// The last question goes to the top of the conversation, and its answer grows under it, unless the
// reader scrolls meanwhile; its sources are read from the first.
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
  if (questions.length !== asked) document.querySelector('#sources').parentElement.scrollTop = 0;
  asked = questions.length;
}

// Gradio names these in English, the answers by their HTML, and tells no one that a part is folded but
// by a sign.
const NAMED = {
  '#conversation [role=log]': 'conversation',
  '#conversation [data-testid=user]': 'question',
  '#conversation [data-testid=bot]': 'answer',
  '.overflow-menu button': 'moreTabs',
  '#files button[aria-label]': 'drop',
};
function toOurNames() {
  for (const [part, name] of Object.entries(NAMED)) {
    for (const named of document.querySelectorAll(part)) {
      if (!named.matches('button, [role]')) named.setAttribute('role', 'group');
      named.setAttribute('aria-label', words()[name]);
    }
  }
  // To browsers each radio button is alone: together, arrow keys go from one to the next.
  for (const group of document.querySelectorAll('fieldset:has(input[type=radio])')) {
    const [first, ...others] = group.querySelectorAll('input[type=radio]');
    for (const other of others) if (other.name !== first.name) other.name = first.name;
  }
  for (const title of document.querySelectorAll('.label-wrap')) {
    title.setAttribute('aria-expanded', title.classList.contains('open'));
    title.querySelector('.icon')?.setAttribute('aria-hidden', 'true');
  }
}

// What gradio says of its failures is in English. Where the server does not answer, it loads the
// page again once it does: what was typed by then, or asked in vain, is kept.
let isAway = false;
function toOurWords() {
  for (const text of document.querySelectorAll('.toast-body.error [data-testid=toast-text]:not([lang])')) {
    isAway ||= /connection/i.test(text.textContent);
    text.lang = document.documentElement.lang;
    text.textContent = words()[isAway ? 'back' : 'retry'];
    text.closest('.toast-body').querySelector('.toast-title').firstChild.data = words()[isAway ? 'away' : 'failed'];
  }
}

addEventListener('pagehide', () => {
  const rows = document.querySelectorAll('#conversation .message-row');
  const last = rows[rows.length - 1];
  const inVain = last?.matches('.user-row') ? last.textContent.trim() : '';
  if (isAway) sessionStorage.setItem('typed', document.querySelector('#question textarea').value || inVain);
});

function toKept() {
  const box = document.querySelector('#question textarea');
  const typed = box && sessionStorage.getItem('typed');
  if (!typed) return;
  sessionStorage.removeItem('typed');
  typeIn(typed);
}

function typeIn(text) {
  const box = document.querySelector('#question textarea');
  box.value = text;
  box.dispatchEvent(new Event('input', {bubbles: true}));
}

// A filter is removed by its own button.
function toRemove(element, trigger) {
  element.addEventListener('click', ({target}) => {
    if (target.dataset.filter) trigger('delete', {filter: target.dataset.filter});
  });
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

function words() {
  return WORDS[document.documentElement.lang] || WORDS.fr;
}

function say(text) {
  const status = document.querySelector('#actions [role=status]');
  if (status) status.textContent = words()[text];
}

// As text and, where there is any, as HTML, which word processors paste with its links and tables.
async function copyText(button) {
  const copied = {'text/plain': button.dataset.text};
  if (button.dataset.html) copied['text/html'] = standalone(button.dataset.html);
  const blobs = Object.entries(copied).map(([type, text]) => [type, new Blob([text], {type})]);
  try {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    say('copied');
  } catch {
    say(copyByCommand(copied) ? 'copied' : 'notCopied');
  }
}

// The only way where the page comes by plain HTTP.
function copyByCommand(copied) {
  const give = event => {
    for (const [type, text] of Object.entries(copied)) event.clipboardData.setData(type, text);
    event.preventDefault();
  };
  document.addEventListener('copy', give);
  const done = document.execCommand('copy');
  document.removeEventListener('copy', give);
  return done;
}

// Elsewhere, a link needs its whole address, and a table to be one.
const TAGS = {table: 'table', row: 'tr', columnheader: 'th', cell: 'td'};
function standalone(html) {
  const {body} = new DOMParser().parseFromString(html, 'text/html');
  for (const link of body.querySelectorAll('a')) link.href = new URL(link.getAttribute('href'), location);
  for (const part of body.querySelectorAll('.rows [role]')) {
    const real = document.createElement(TAGS[part.getAttribute('role')]);
    real.append(...part.childNodes);
    part.replaceWith(real);
  }
  for (const table of body.querySelectorAll('table')) table.border = 1;
  return body.innerHTML;
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
