// Forms: questions that depend on answers, a draft in this tab, counters, our own words for what is missing.
import "./files.js"
import { keep } from "./draft.js"

// {question: [values…]}: all must hold; an answer that is hidden itself is no answer. The server applies the same rule.
function holds(rule, form) {
  const data = new FormData(form)
  return Object.entries(rule).every(([name, values]) => data.getAll(name).some((value) => values.includes(value)))
}

function conditions(form) {
  for (const field of form.querySelectorAll("[data-when]")) {
    const off = !holds(JSON.parse(field.dataset.when), form)
    field.hidden = off
    field.querySelectorAll("input, select, textarea").forEach((input) => (input.disabled = off))
  }
}

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
addEventListener("invalid", (event) => {
  const input = event.target
  const field = input.closest(".field")
  if (!field) return
  event.preventDefault()
  const id = (field.id || input.id) + "-error"
  let error = document.getElementById(id)
  if (!error) {
    error = Object.assign(document.createElement("p"), { id, className: "error" })
    field.insertBefore(error, field.querySelector(".options, .box, .joined, .option"))
    field.classList.add("wrong")
    input.setAttribute("aria-describedby", `${id} ${input.getAttribute("aria-describedby") || ""}`.trim())
  }
  error.textContent = input.validationMessage
  if (input.type !== "radio") input.setAttribute("aria-invalid", "true")
  if (input === input.form.querySelector(":invalid:not(fieldset)")) input.focus()
}, true)

document.addEventListener("htmx:load", ({ target }) => prepare(target))
prepare(document)
