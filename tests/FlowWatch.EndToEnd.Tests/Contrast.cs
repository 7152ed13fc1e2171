namespace FlowWatch.EndToEnd.Tests;

/// <summary>Finds texts with too little contrast: WCAG 2.2, 1.4.3, level AA.</summary>
internal static class Contrast
{
    /// <summary>For the browser: every text that is shown against the nearest background behind it; what has less than 4.5 (3 where it is large) is told.</summary>
    public const string Script = """
        () => {
          const parse = text => { const m = text.match(/rgba?\(([^)]+)\)/); if (!m) return null; const p = m[1].split(/[ ,/]+/).map(Number); return { r: p[0], g: p[1], b: p[2], a: p.length > 3 ? p[3] : 1 }; };
          const over = (top, under) => ({ r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a), b: top.b * top.a + under.b * (1 - top.a), a: 1 });
          const light = c => { const f = v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }; return 0.2126 * f(c.r) + 0.7152 * f(c.g) + 0.0722 * f(c.b); };
          const behind = element => {
            const layers = [];
            for (let e = element; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c && c.a > 0) { layers.push(c); if (c.a === 1) break; } }
            return layers.reverse().reduce((under, top) => over(top, under), { r: 255, g: 255, b: 255, a: 1 });
          };
          const bad = []; let seen = 0;
          for (const element of document.querySelectorAll('body *')) {
            const own = [...element.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent.trim()).join(' ').trim();
            if (!own || ['TITLE', 'OPTION', 'STYLE'].includes(element.tagName.toUpperCase())) continue;
            const style = getComputedStyle(element);
            if (style.visibility === 'hidden' || style.display === 'none') continue;
            const ink = parse(element instanceof SVGElement ? style.fill : style.color);
            if (!ink) continue;
            const ground = behind(element);
            const shown = over(ink, ground);
            const [high, low] = [light(shown), light(ground)].sort((a, b) => b - a);
            const ratio = (high + 0.05) / (low + 0.05);
            const size = parseFloat(style.fontSize), bold = parseInt(style.fontWeight) >= 700;
            seen++;
            if (ratio < (size >= 24 || (size >= 18.66 && bold) ? 3 : 4.5)) bad.push(`${ratio.toFixed(2)}: ${own.slice(0, 60)}`);
          }
          return { seen, bad };
        }
        """;
}
