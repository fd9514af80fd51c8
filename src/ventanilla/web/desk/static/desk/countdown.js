// "Se envía en 8 s": counts down to an instant; without it the instant itself is there.
export function countDown(root) {
  for (const time of root.querySelectorAll("[data-countdown]:not([data-counts])")) {
    time.dataset.counts = ""
    const due = new Date(time.dateTime).getTime()
    const tick = () => {
      const left = Math.ceil((due - Date.now()) / 1000)
      time.textContent = left > 0 ? time.dataset.words.replace("{n}", left) : time.dataset.over
      if (left > 0) return time.isConnected && setTimeout(tick, 500)
      time.dataset.due = ""
    }
    tick()
  }
}
