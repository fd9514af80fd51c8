// What was written survives an error, an expired session and the back button: in this tab, until it was sent.
const prefix = "draft:"
const secret = "[type=password], [type=file], [type=hidden], [autocomplete=one-time-code], [data-private]"

function inputs(form) {
  return [...form.elements].filter((input) => input.name && input.type !== "submit" && !input.matches(secret))
}

function save(form) {
  const answers = inputs(form)
    .filter((input) => !/radio|checkbox/.test(input.type) || input.checked)
    .map((input) => [input.name, input.value])
  try {
    sessionStorage.setItem(prefix + form.dataset.keep, JSON.stringify(answers))
  } catch (error) {
    console.info("No room for a draft in this browser:", error.name)
  }
}

function restore(form, answers) {
  for (const input of inputs(form)) {
    if (/radio|checkbox/.test(input.type)) input.checked = answers.some(([name, value]) => name === input.name && value === input.value)
    else input.value = answers.find(([name]) => name === input.name)?.[1] ?? input.value
  }
}

export function keep(form) {
  const key = prefix + form.dataset.keep
  const saved = sessionStorage.getItem(key)
  if (saved && !form.hasAttribute("data-filled")) {
    restore(form, JSON.parse(saved))
    const notice = form.querySelector("[data-restored]")
    if (notice) notice.hidden = false
  }
  form.addEventListener("input", () => save(form))
  form.querySelector("[data-afresh]")?.addEventListener("click", () => {
    sessionStorage.removeItem(key)
    location.reload()
  })
}

// data-forget="key" on the page that confirms; "*" after logging out, so that nobody finds another's words.
for (const { dataset } of document.querySelectorAll("[data-forget]")) {
  for (const key of Object.keys(sessionStorage)) {
    if (key === prefix + dataset.forget || (dataset.forget === "*" && key.startsWith(prefix))) sessionStorage.removeItem(key)
  }
}
