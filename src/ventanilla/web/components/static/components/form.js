// Forms: questions that depend on answers, a draft in this tab, counters, our own words for what is missing.
import "./files.js"
import { keep } from "./draft.js"

// The rules of catalogue/rules.py: all must hold; what is hidden was not answered; a file question says yes or no.
const holds = (rule, answers) =>
  Object.entries(JSON.parse(rule)).every(([name, wanted]) => answers.get(name)?.some((value) => wanted.includes(value)))

function answersOf(form) {
  const answers = new Map()
  const add = (name, value) => answers.set(name, [...(answers.get(name) || []), value])
  for (const input of form.elements) {
    if (input.type === "file") add(input.name, hasFile(input) ? "yes" : "no")
    else if (input.name && input.value && (!/radio|checkbox/.test(input.type) || input.checked)) add(input.name, input.value)
  }
  return answers
}

function hasFile(input) {
  const stored = [...input.closest(".field").querySelectorAll(".stored [type=checkbox]")]
  return input.files.length > 0 || stored.some((box) => !box.checked)
}

function conditions(form) {
  const fields = [...form.querySelectorAll("[data-when]")]
  const answers = answersOf(form)
  const hidden = new Set()
  for (let last = -1; last < hidden.size; ) {
    last = hidden.size
    for (const field of fields) {
      if (hidden.has(field) || holds(field.dataset.when, answers)) continue
      hidden.add(field)
      answers.delete(field.dataset.name)
    }
  }
  for (const field of fields) {
    field.hidden = hidden.has(field)
    inputsOf(field).forEach((input) => {
      input.disabled = field.hidden
      // Only the script knows whether it shows: without it the browser must not insist on an answer.
      if ("must" in input.dataset) input.required = !field.hidden
    })
  }
  form.querySelectorAll("[data-required-when]").forEach((field) => {
    const must = holds(field.dataset.requiredWhen, answers)
    const need = field.querySelector(".need")
    need.textContent = must ? need.dataset.required : need.dataset.optional
    inputsOf(field).forEach((input) => input.type !== "checkbox" && (input.required = must))
  })
}

const inputsOf = (field) => field.querySelectorAll("input:not([type=hidden]), select, textarea")

function count(area) {
  const words = area.parentElement.querySelector("[data-left]")
  const left = area.dataset.count - area.value.length
  words.textContent = (left < 0 ? words.dataset.over : words.dataset.left).replace("{n}", Math.abs(left))
  words.classList.toggle("error", left < 0)
}

function guard(event) {
  event.preventDefault()
}

function prepare(root) {
  for (const form of root.querySelectorAll("form")) {
    if (form.dataset.keep) keep(form)
    form.querySelectorAll("[data-unscripted]").forEach((words) => (words.hidden = true))
    conditions(form)
    form.querySelectorAll("[data-count]").forEach((area) => area.value && count(area))
  }
}

addEventListener("input", ({ target }) => {
  if (target.dataset.count) count(target)
  if (target.form) conditions(target.form)
  if (target.form?.matches("[data-guard]")) addEventListener("beforeunload", guard)
})
addEventListener("submit", () => removeEventListener("beforeunload", guard))
addEventListener("reset", ({ target }) => setTimeout(conditions, 0, target))
addEventListener("pageshow", () => document.querySelectorAll("form").forEach(conditions))

// The browser finds what is missing; the words and the place are ours.
function sentence({ type, validity, validationMessage, form, tagName }) {
  const words = form.querySelector("[data-restored]")?.dataset || {}
  if (validity.typeMismatch && type === "email") return words.email
  if (!validity.valueMissing) return validationMessage
  return type === "file" ? words.add : /radio|checkbox/.test(type) || tagName === "SELECT" ? words.choose : words.write
}

const described = (input, id) =>
  (input.getAttribute("aria-describedby") || "").split(" ").filter((one) => one && one !== id)

addEventListener("invalid", (event) => {
  const input = event.target
  const field = input.closest(".field")
  if (!field) return
  event.preventDefault()
  const place = input.type === "radio" ? field : input
  const id = (field.id || input.id) + "-error"
  let error = document.getElementById(id)
  if (!error) {
    error = Object.assign(document.createElement("p"), { id, className: "error" })
    field.insertBefore(error, field.querySelector(".box, .joined, .options, .option").closest(".field > *"))
  }
  error.textContent = `✕ ${sentence(input) || input.validationMessage}`
  error.hidden = false
  field.classList.add("wrong")
  place.setAttribute("aria-invalid", "true")
  place.setAttribute("aria-describedby", [id, ...described(place, id)].join(" "))
  if (input === input.form.querySelector(":invalid:not(fieldset)")) input.focus()
}, true)

// What was put right is right at once.
addEventListener("input", ({ target }) => {
  const field = target.closest(".field.wrong")
  if (!field || !target.validity?.valid) return
  const id = (field.id || target.id) + "-error"
  const place = target.type === "radio" ? field : target
  const error = document.getElementById(id)
  if (error) error.hidden = true
  field.classList.remove("wrong")
  place.removeAttribute("aria-invalid")
  place.setAttribute("aria-describedby", described(place, id).join(" "))
})

document.addEventListener("htmx:load", ({ target }) => prepare(target))
prepare(document)
