/*
 * What pages do beyond htmx: menus that close, copying, and an answer when the server gives none.
 * Everything works without it, except copying and the choice of a theme.
 */
(() => {
  const menus = () => document.querySelectorAll('details.wm-drop[open]');
  document.addEventListener('click', event => {
    menus().forEach(menu => { if (!menu.contains(event.target)) menu.open = false; });
    const copy = event.target.closest('[data-wm-copy], [data-wm-copy-link]');
    if (copy) copyFrom(copy);
    if (event.target.closest('[data-wm-print]')) print();
  });
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    menus().forEach(menu => { menu.open = false; menu.querySelector('summary').focus(); });
  });
  document.addEventListener('focusin', event => menus().forEach(menu => { if (!menu.contains(event.target)) menu.open = false; }));

  function say(text) {
    const toast = document.getElementById('wm-toast');
    if (!toast) return;
    toast.textContent = text;
    toast.classList.add('is-shown');
    clearTimeout(say.timer);
    say.timer = setTimeout(() => toast.classList.remove('is-shown'), 4000);
  }
  async function copyFrom(button) {
    const link = button.dataset.wmCopyLink;
    const text = link ? new URL(link, location.href).href : button.closest('.wm-codebox').querySelector('pre').textContent;
    try {
      await navigator.clipboard.writeText(text);
      say(button.dataset.copied || 'Copied');
    } catch {
      say(text);
    }
  }

  /* An answer that is not ours (a login page, an error page of a proxy) never lands inside a panel. */
  document.addEventListener('htmx:beforeSwap', event => {
    if (event.detail.xhr.getResponseHeader('X-Waymark')) return;
    event.detail.shouldSwap = false;
    location.reload();
  });
  const unanswered = () => say(document.getElementById('wm-toast')?.dataset.text);
  document.addEventListener('htmx:sendError', unanswered);
  document.addEventListener('htmx:timeout', unanswered);
  /* A list that updates itself stands still while somebody reads in it, or asked for a pause. */
  document.addEventListener('htmx:beforeRequest', event => {
    const live = event.detail.elt.closest?.('[data-wm-poll]');
    if (live && event.detail.elt === live && (document.hidden || live.contains(document.activeElement) || live.matches('.is-paused'))) event.preventDefault();
  });
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-wm-pause]');
    if (!button) return;
    const paused = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(paused));
    document.querySelectorAll('[data-wm-poll]').forEach(live => live.classList.toggle('is-paused', paused));
  });
  /* A choice in a form that is marked so takes effect at once. */
  document.addEventListener('change', event => {
    const form = event.target.form;
    if (form?.matches('[data-wm-instant]')) form.requestSubmit();
  });
  document.addEventListener('click', event => {
    const asked = event.target.closest('[data-wm-open]');
    if (asked) document.getElementById(asked.dataset.wmOpen)?.showModal?.();
  });
  /* A file goes to the server as it is, however long, and says how much of it has gone. */
  document.addEventListener('submit', event => {
    const form = event.target.closest('[data-wm-upload]');
    if (!form) return;
    event.preventDefault();
    const file = form.querySelector('[type=file]').files[0];
    const bar = form.querySelector('progress');
    const button = form.querySelector('[type=submit]');
    const address = new URL(form.action);
    address.searchParams.set('name', file.name);
    form.querySelectorAll('[name]').forEach(field => address.searchParams.set(field.name, field.value));
    const request = new XMLHttpRequest();
    const failed = () => { say(form.dataset.failed); button.disabled = false; bar.hidden = true; };
    request.open('POST', address);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    if (form.dataset.header) request.setRequestHeader(form.dataset.header, form.dataset.token);
    request.upload.addEventListener('progress', sent => { if (sent.lengthComputable) bar.value = 100 * sent.loaded / sent.total; });
    request.addEventListener('load', () => { if (request.status === 202) location.reload(); else failed(); });
    request.addEventListener('error', failed);
    button.disabled = true;
    bar.hidden = false;
    request.send(file);
  });
})();
