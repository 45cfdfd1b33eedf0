/*
 * Waymark charts. A chart is <figure data-wm-chart> with one <script type="application/json">:
 *   { kind: "trend" | "lines" | "stack" | "sankey" | "histogram" | "cohorts" | "sequence", unit, … }
 * Colours come from the stylesheet's tokens; nothing here names a colour.
 */
(() => {
  const token = (() => {
    const probe = document.createElement('span');
    probe.hidden = true;
    return name => {
      if (!probe.isConnected) document.body.append(probe);
      probe.style.color = `var(--wm-${name})`;
      return getComputedStyle(probe).color;
    };
  })();
  const lang = document.documentElement.lang || 'en';
  const number = (v, digits = 0) => new Intl.NumberFormat(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(v);
  const signed = (v, digits = 1) => {
    const text = number(Math.abs(v), digits);
    return (/[1-9]/.test(text) ? (v > 0 ? '+' : '\u2212') : '') + text;
  };
  const day = (iso, weekday) => new Intl.DateTimeFormat(lang, { day: 'numeric', month: 'short', weekday: weekday ? 'short' : undefined, timeZone: 'UTC' }).format(new Date(iso + 'T00:00:00Z'));
  const value = (v, unit) => v == null ? 'n/a' : unit === 'percent' ? number(v, 1) + '%' : unit === 'lift' ? signed(v) + '%' : unit === 'number' ? new Intl.NumberFormat(lang, { maximumFractionDigits: 3 }).format(v) : number(v);
  const axisValue = (v, unit) => unit === 'percent' ? number(v) + '%' : unit === 'lift' ? (v === 0 ? '0' : signed(v, 0) + '%') : v >= 10000 ? number(v / 1000) + 'k' : unit === 'number' ? value(v, unit) : number(v);
  const alpha = (rgb, a) => rgb.replace(/^rgb\((.*)\)$/, (_, c) => `rgba(${c}, ${a})`);

  function palette() {
    const names = ['text', 'text-2', 'text-3', 'surface', 'line', 'grid', 'axis', 'ghost', 'series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-other', 'good', 'bad'];
    return Object.fromEntries(names.map(n => [n, token(n)]));
  }

  function base(c, spec) {
    const font = getComputedStyle(document.body).fontFamily;
    return {
      animation: false,
      aria: { enabled: false },
      textStyle: { fontFamily: font, fontSize: 11, color: c['text-2'] },
      grid: { left: 4, right: 12, top: spec.top ?? 24, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      /* The pointer is ECharts'; the words are ours (tip below): its richText tip knows no font, its HTML tip needs inline style. */
      tooltip: { trigger: 'axis', renderMode: 'richText', showContent: false, axisPointer: { type: 'line', lineStyle: { color: c.axis, width: 1, type: 'solid' } } }
    };
  }
  const xAxis = (c, data, format, extra = {}) => ({
    type: 'category', data, boundaryGap: false,
    axisLine: { lineStyle: { color: c.axis } }, axisTick: { show: false },
    axisLabel: { color: c['text-3'], fontSize: 11, margin: 8, hideOverlap: true, formatter: format, ...extra.axisLabel }, ...(extra.boundaryGap ? { boundaryGap: true } : {})
  });
  const yAxis = (c, unit, extra = {}) => ({
    type: 'value', splitNumber: 3,
    axisLine: { show: false }, axisTick: { show: false },
    axisLabel: { color: c['text-3'], fontSize: 11, margin: 8, formatter: v => axisValue(v, unit) },
    splitLine: { lineStyle: { color: c.grid } }, ...extra
  });
  const every = s => ({ axisLabel: { interval: Math.max(1, Math.ceil(s.days.length * 76 / s.width)) - 1 } });
  const flags = (c, marks) => ({
    symbol: 'none', silent: true, animation: false,
    lineStyle: { color: c['text-3'], type: [2, 3], width: 1 },
    label: { color: c['text-2'], fontSize: 11, position: 'end', distance: 4, formatter: p => p.name },
    data: marks.map(m => ({ name: m.label, xAxis: m.at, label: m.align ? { align: m.align } : {} }))
  });
  const line = (c, color, data, more = {}) => ({
    type: 'line', data, symbol: 'circle', symbolSize: 6, showSymbol: false, smooth: false,
    lineStyle: { width: 2, color, ...more.lineStyle }, itemStyle: { color, borderColor: c.surface, borderWidth: 1.5 },
    emphasis: { disabled: true }, ...more, ...(more.lineStyle ? { lineStyle: { width: 2, color, ...more.lineStyle } } : {})
  });

  const kinds = {
    /* One series over time, its previous period, notes, and an open last bucket drawn dashed. */
    trend(c, s) {
      const last = s.openFrom ?? s.values.length, color = c['series-1'];
      const series = [];
      if (s.previous) series.push(line(c, c['series-other'], s.previous, { name: s.previousName, lineStyle: { width: 1.5, type: [4, 4] } }));
      series.push(line(c, color, s.values.map((v, i) => i < last ? v : null), {
        name: s.name, areaStyle: { color: alpha(color, .08) }, markLine: s.notes && flags(c, s.notes) }));
      if (last < s.values.length) series.push(line(c, color, s.values.map((v, i) => i >= last - 1 ? v : null), { name: s.name, lineStyle: { type: [2, 3] }, showSymbol: false,
        areaStyle: { color: alpha(color, .04) } }));
      if (s.average) series.push(line(c, c['series-2'], s.average, { name: s.averageName, lineStyle: { width: 2 } }));
      return { ...base(c, s), xAxis: xAxis(c, s.days, (d, i) => s.labels ? s.labels[i] : day(d), every(s)), yAxis: yAxis(c, s.unit, s.min == null ? {} : { min: s.min }), series,
        tip: i => [['h', (s.labels ? s.labels[i] : day(s.days[i], true)) + (i >= last ? ', not over' : '')], ['v', value(s.values[i], s.unit), s.noun],
          ...(s.average?.[i] != null ? [['m', value(s.average[i], s.unit) + ' ' + s.averageNoun]] : []),
          ...(s.previous?.[i] != null ? [['m', value(s.previous[i], s.unit) + ' on ' + (s.previousLabels ? s.previousLabels[i] : day(s.previousDays[i], true))]] : [])] };
    },
    /* Up to five series side by side; what is not over is dotted. */
    lines(c, s) {
      const last = s.openFrom ?? s.days.length;
      return { ...base(c, s), xAxis: xAxis(c, s.days, (d, i) => s.labels ? s.labels[i] : day(d), every(s)), yAxis: yAxis(c, s.unit, { min: s.min }),
        series: s.series.flatMap((each, n) => [line(c, c['series-' + (n + 1)], each.values.map((v, i) => i < last ? v : null), { name: each.name }),
          line(c, c['series-' + (n + 1)], each.values.map((v, i) => i >= last - 1 ? v : null), { name: each.name, lineStyle: { type: [2, 3] } })]),
        tip: i => [['h', (s.labels ? s.labels[i] : day(s.days[i], true)) + (i >= last ? ', not over' : '')], ...s.series.map(each => ['m', value(each.values[i], s.unit) + ' ' + each.name])] };
    },
    /* Several counts on top of each other, those below zero downwards; what is not over is paler. */
    stack(c, s) {
      const last = s.openFrom ?? s.days.length;
      return { ...base(c, { top: 12 }), xAxis: { ...xAxis(c, s.days, d => day(d), { ...every(s), boundaryGap: true }), axisLine: { onZero: false, lineStyle: { color: c.axis } } },
        yAxis: { ...yAxis(c), axisLabel: { color: c['text-3'], fontSize: 11, margin: 8, formatter: v => axisValue(Math.abs(v)) } },
        series: s.series.map(each => ({ name: each.name, type: 'bar', stack: 'all', barCategoryGap: '24%', emphasis: { disabled: true },
          itemStyle: { color: c['series-' + each.key] }, data: each.values.map((v, i) => i < last ? v : { value: v, itemStyle: { opacity: .55 } }) })),
        tip: i => [['h', day(s.days[i], true) + (i >= last ? ', not over' : '')], ...s.series.map(each => ['m', number(Math.abs(each.values[i])) + ' ' + each.noun])] };
    },
    /* Steps from left to right, and how many went from each to the next. */
    sankey(c, s) {
      const places = Math.max(1, ...s.nodes.map(n => n.depth)), room = Math.max(84, (s.width - 136) / places - 20);
      return { animation: false, aria: { enabled: false }, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 11, color: c['text-2'] },
        series: [{ type: 'sankey', left: 4, right: 132, top: 8, bottom: 8, nodeWidth: 10, nodeGap: 12, draggable: false, silent: true,
          data: s.nodes.map(n => ({ name: n.id, depth: n.depth, value: n.value, itemStyle: { color: n.other ? c['series-other'] : c['series-1'], borderWidth: 0 },
            label: { formatter: () => number(n.value) + '  ' + n.label, color: c.text, fontSize: 11, width: n.depth === places ? 120 : room, overflow: 'truncate' } })),
          links: s.links.map(l => ({ ...l, lineStyle: { color: c['series-1'], opacity: .16, curveness: .5 } })) }],
        tip: () => [] };
    },
    /* Counts in named buckets. */
    histogram(c, s) {
      return { ...base(c, { top: 12 }), xAxis: xAxis(c, s.labels, v => v, { boundaryGap: true, axisLabel: { interval: 0, hideOverlap: true } }), yAxis: yAxis(c, s.unit),
        series: [{ type: 'bar', data: s.values, barCategoryGap: '18%', itemStyle: { color: c['series-1'], borderRadius: [2, 2, 0, 0] }, emphasis: { disabled: true },
          markLine: s.median == null ? undefined : flags(c, [{ at: s.median, label: s.medianLabel }]) }],
        tip: i => [['h', s.labels[i]], ['v', number(s.values[i]), s.noun]] };
    },
    /* Faint line per cohort, strong average. */
    cohorts(c, s) {
      const faint = s.cohorts.map(k => line(c, c.ghost, k.values, { name: k.name, silent: true, symbol: 'none', lineStyle: { width: 1 } }));
      return { ...base(c, { top: 14 }), xAxis: xAxis(c, s.labels, v => v), yAxis: yAxis(c, 'percent', { min: 0 }),
        series: [...faint, ...(s.previous ? [line(c, c['series-other'], s.previous, { name: s.previousName, silent: true, symbol: 'none', lineStyle: { width: 1.5, type: [3, 3] } })] : []), line(c, c['series-1'], s.average, { name: s.name, showSymbol: true, lineStyle: { width: 2.5 } })],
        tip: i => {
          const all = s.cohorts.map(k => k.values[i]).filter(v => v != null);
          return [['h', s.labels[i]], ['v', value(s.average[i], 'percent'), 'came back'], ...(s.previous?.[i] != null ? [['m', `${s.previousName}: ${value(s.previous[i], 'percent')}`]] : []), ['m', `cohorts ${value(Math.min(...all), 'percent')} to ${value(Math.max(...all), 'percent')}`]];
        } };
    },
    /* Lift over time with its confidence sequence (band), zero line, and phase changes. */
    sequence(c, s) {
      const narrow = s.width < 480, name = m => narrow ? m.short : m.label, color = c['series-1'], clamp = v => Math.max(s.min, Math.min(s.max, v));
      const edge = values => line(c, color, values.map(v => v == null ? null : clamp(v)), { silent: true, symbol: 'none', lineStyle: { width: 1, opacity: .55 } });
      return { ...base(c, { top: 26 }), xAxis: xAxis(c, s.days, d => day(d), every(s)), yAxis: yAxis(c, 'lift', { min: s.min, max: s.max, interval: s.step }),
        series: [
          { type: 'custom', silent: true, z: 1, data: [0], clip: true, renderItem: (_, api) => {
            const points = [];
            s.days.forEach((d, i) => s.upper[i] != null && points.push(api.coord([d, clamp(s.upper[i])])));
            for (let i = s.days.length - 1; i >= 0; i--) if (s.lower[i] != null) points.push(api.coord([s.days[i], clamp(s.lower[i])]));
            return { type: 'polygon', shape: { points }, style: { fill: alpha(color, .14) } };
          } },
          edge(s.upper), edge(s.lower),
          line(c, color, s.values, { name: s.name, z: 4, lineStyle: { width: 2.25 }, markLine: {
            symbol: 'none', silent: true, animation: false,
            data: [
              { yAxis: 0, lineStyle: { color: c['text-2'], width: 1.25, type: 'solid' }, label: { show: false } },
              ...s.phases.map(p => ({ xAxis: p.at, name: p.label, lineStyle: { color: c['text-2'], width: 1, type: [2, 3] }, label: { formatter: name(p), position: 'end', distance: 4, align: 'left', color: c['text-2'], fontSize: 11 } })),
              ...(s.crossed ? [{ xAxis: s.crossed.at, name: s.crossed.label, lineStyle: { color: c.good, width: 1.25, type: 'solid' }, label: { formatter: name(s.crossed), position: 'end', distance: 4, align: 'right', color: c.good, fontWeight: 600, fontSize: 11 } }] : [])
            ] } })
        ],
        tip: i => s.values[i] == null ? [['h', day(s.days[i], true)], ['m', 'not enough people yet']] :
          [['h', day(s.days[i], true)], ['v', value(s.values[i], 'lift'), 'lift'], ['m', `${value(s.lower[i], 'lift')} to ${value(s.upper[i], 'lift')}`]] };
    }
  };

  const live = new Map();
  const watch = new ResizeObserver(entries => entries.forEach(e => { live.get(e.target)?.chart.resize(); draw(e.target); }));
  function node(className) {
    const div = document.createElement('div');
    div.className = className;
    div.setAttribute('aria-hidden', 'true');
    return div;
  }
  function draw(figure) {
    const spec = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
    let entry = live.get(figure);
    if (!entry) {
      const box = node('wm-chart-box'), tip = node('wm-tip');
      tip.hidden = true;
      figure.append(box, tip);
      entry = { box, tip, chart: echarts.init(box, null, { renderer: 'svg' }) };
      entry.chart.on('updateAxisPointer', event => showTip(entry, event.axesInfo?.[0]?.value));
      entry.chart.on('globalout', () => { tip.hidden = true; });
      live.set(figure, entry);
      watch.observe(figure);
    }
    const { tip: words, ...option } = kinds[spec.kind](palette(), { ...spec, width: figure.clientWidth });
    entry.words = words;
    entry.chart.setOption(option, true);
  }
  /* Beside the pointer, never outside the chart; text only, so that a hostile name stays a name. */
  function showTip({ chart, tip, words }, index) {
    tip.hidden = index == null;
    if (tip.hidden) return;
    tip.replaceChildren(...words(index).map(([kind, text, unit]) => {
      const row = document.createElement('div'), strong = document.createElement(kind === 'v' ? 'b' : 'span');
      strong.textContent = text;
      row.className = 'wm-tip-' + kind;
      row.append(strong, unit ? ' ' + unit : '');
      return row;
    }));
    const at = chart.convertToPixel({ xAxisIndex: 0 }, index), right = at + 12 + tip.offsetWidth > chart.getWidth();
    tip.style.left = Math.max(0, right ? at - 12 - tip.offsetWidth : at + 12) + 'px';
  }
  const drawAll = (root = document) => root.querySelectorAll('[data-wm-chart]').forEach(draw);
  const sweep = () => live.forEach((entry, figure) => { if (!figure.isConnected) { entry.chart.dispose(); watch.unobserve(figure); live.delete(figure); } });

  /* PNG of the panel's chart at twice its size, on the panel's own surface. */
  function savePng(figure, name) {
    const { chart, box } = live.get(figure), width = chart.getWidth(), height = chart.getHeight(), image = new Image();
    image.onload = () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 2 * width, height: 2 * height }), pen = canvas.getContext('2d');
      pen.fillStyle = token('surface');
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(blob => {
        const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name + '.png' });
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      });
    };
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(new XMLSerializer().serializeToString(box.querySelector('svg')));
  }
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-wm-png]'), panel = button?.closest('.wm-panel'), figure = panel?.querySelector('[data-wm-chart]');
    if (figure) savePng(figure, panel.querySelector('h2').id);
  });

  document.addEventListener('DOMContentLoaded', () => drawAll());
  document.addEventListener('htmx:afterSettle', event => { sweep(); drawAll(event.target); });
  document.addEventListener('waymark:theme', () => { if (document.readyState !== 'loading') drawAll(); });
})();
