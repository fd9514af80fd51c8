// A list that opens while one types: "/" for the replies kept ready, "@" for colleagues. Arrows, Enter, Escape.
const plain = (words) => words.toLocaleLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")

async function choices(area) {
  area.choices ??= fetch(area.dataset.pick, { headers: { Accept: "application/json" }, redirect: "manual" })
    .then((answer) => (answer.ok ? answer.json() : { choices: [] }))
    .then((found) => found.choices)
    .catch(() => (area.choices = undefined) ?? [])
  return area.choices
}

// What is typed after the sign, up to the cursor: at the beginning of a word, without a line's end in between.
function begun(area) {
  const before = area.value.slice(0, area.selectionStart)
  const at = before.lastIndexOf(area.dataset.sign)
  if (at < 0 || (at > 0 && !/\s/.test(before[at - 1]))) return null
  const words = before.slice(at + 1)
  return words.length > 40 || words.includes("\n") ? null : { at, words }
}

function shut(area) {
  area.list?.remove()
  area.list = undefined
  area.removeAttribute("aria-activedescendant")
  area.setAttribute("aria-expanded", "false")
}

function mark(area, at) {
  const items = [...area.list.children]
  area.marked = (at + items.length) % items.length
  items.forEach((item, n) => item.setAttribute("aria-selected", n === area.marked))
  area.setAttribute("aria-activedescendant", items[area.marked].id)
  items[area.marked].scrollIntoView({ block: "nearest" })
}

function put(area, choice) {
  const from = begun(area)
  if (!from) return shut(area)
  area.setRangeText(choice.text, from.at, area.selectionStart, "end")
  shut(area)
  area.dispatchEvent(new Event("input", { bubbles: true }))
}

// Under the line on which one types, or under the text where that line cannot be told.
function place(area, list) {
  const { lineHeight, paddingTop } = getComputedStyle(area)
  const lines = area.value.slice(0, area.selectionStart).split("\n").length
  const line = parseFloat(paddingTop) + lines * (parseFloat(lineHeight) || 24) - area.scrollTop + 4
  list.style.left = `${area.offsetLeft + 8}px`
  list.style.top = `${area.offsetTop + Math.min(line, area.offsetHeight)}px`
}

async function look(area) {
  const typed = begun(area)
  if (!typed) return shut(area)
  const wanted = plain(typed.words)
  const found = (await choices(area)).filter(({ name, hint }) => plain(name).includes(wanted) || plain(hint).startsWith(wanted)).slice(0, 8)
  if (!found.length || document.activeElement !== area) return shut(area)
  const list = Object.assign(document.createElement("ul"), { className: "picker", id: `${area.id}-list` })
  list.setAttribute("role", "listbox")
  found.forEach((choice, n) => {
    const item = Object.assign(document.createElement("li"), { id: `${area.id}-choice-${n}`, textContent: choice.name })
    item.setAttribute("role", "option")
    item.addEventListener("mousedown", (event) => {
      event.preventDefault()
      put(area, choice)
    })
    list.append(item)
  })
  shut(area)
  area.list = list
  area.found = found
  area.after(list)
  place(area, list)
  area.setAttribute("aria-controls", list.id)
  area.setAttribute("aria-expanded", "true")
  mark(area, 0)
}

const keys = {
  ArrowDown: (area) => mark(area, area.marked + 1),
  ArrowUp: (area) => mark(area, area.marked - 1),
  Enter: (area) => put(area, area.found[area.marked]),
  Tab: (area) => put(area, area.found[area.marked]),
  Escape: shut,
}

export function pick(root) {
  for (const form of root.querySelectorAll("[data-pick]")) {
    const area = form.querySelector("textarea")
    Object.assign(area.dataset, { pick: form.dataset.pick, sign: form.dataset.sign })
    area.setAttribute("aria-autocomplete", "list")
    area.addEventListener("input", () => look(area))
    area.addEventListener("blur", () => shut(area))
    area.addEventListener("keydown", (event) => {
      if (!area.list || !keys[event.key] || event.isComposing) return
      event.preventDefault()
      event.stopPropagation()
      keys[event.key](area)
    })
  }
}
