import uPlot from 'uplot'

const height = 150

/** Two lines in per cent, call after call. JSON has no undefined: what is not known is null, and a gap in the line. */
export type ProgressLines = readonly (readonly (number | null)[])[]

/** Draws the progress into an element, in its width. Returns what takes it away again. */
export function drawProgress(host: HTMLElement, lines: ProgressLines): () => void {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name)
  const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--line') }, ticks: { stroke: colour('--line') } }
  const calls = lines[0]?.map((_, at) => at + 1) ?? []
  const chart = new uPlot(
    {
      width: host.clientWidth,
      height,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false }, y: { range: [0, 100] } },
      axes: [
        { ...axis, incrs: [1, 2, 5, 10, 20, 50, 100] },
        { ...axis, size: 40 },
      ],
      series: [
        {},
        { stroke: colour('--accent'), width: 2, points: { size: 7 } },
        { stroke: colour('--internal-edge'), width: 2, dash: [6, 4], points: { show: false } },
      ],
    },
    [calls, ...lines] as uPlot.AlignedData,
    host,
  )
  const resized = new ResizeObserver(() => chart.setSize({ width: host.clientWidth, height }))
  resized.observe(host)
  return () => {
    resized.disconnect()
    chart.destroy()
  }
}
