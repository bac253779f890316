// As many rows as a screen holds, written at once for whatever is typed: no list is on the screen any sooner.
const ROWS = 20;
const list = document.querySelector('[role=listbox]');
const field = document.querySelector('input');
field.focus();
field.addEventListener('input', ({ currentTarget: { value } }) => {
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const row = document.createElement('div');
    row.setAttribute('role', 'option');
    row.textContent = `${value} ${at}`;
    return row;
  });
  list.replaceChildren(...rows);
});
