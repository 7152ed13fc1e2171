using System.Security.Cryptography;
using System.Text;

namespace FlowWatch.Core.Reports.Html;

/// <summary>The look of the page, and the policy that lets this one style sheet in and nothing else.</summary>
internal static class ReportStyle
{
    public const string Css = """

        :root {
          color-scheme: light dark;
          --page: #f4f6f9; --panel: #ffffff; --ink: #16202e; --muted: #566275; --line: #dfe4ec; --soft: #eef1f6; --link: #1d4fbf;
          --masthead: #101b2d; --masthead-ink: #f5f8fd; --masthead-muted: #aab8cd;
          --critical: #b3121d; --high: #c2410c; --medium: #946200; --low: #1f5fbf; --informational: #526075;
          --on-severity: #ffffff; --alarm: #fdecec; --caution: #fff6df; --good: #17734a;
          --shadow: 0 1px 2px rgb(16 27 45 / .06), 0 4px 16px rgb(16 27 45 / .05);
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #0d131c; --panel: #161e2a; --ink: #e7edf6; --muted: #a0aec2; --line: #2a3546; --soft: #1e2836; --link: #8db8ff;
            --masthead: #0a0f17; --masthead-ink: #f5f8fd; --masthead-muted: #a0aec2;
            --critical: #ff7a80; --high: #ff9d5c; --medium: #ecc04f; --low: #7db3ff; --informational: #a9b6c8;
            --on-severity: #10161f; --alarm: #371a1f; --caution: #33290f; --good: #5fd19b; --shadow: none;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
        body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif; }
        .wrap { max-width: 68rem; margin: 0 auto; padding: 0 1.5rem; }
        code, pre, .address { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .9em; overflow-wrap: anywhere; }
        a { color: var(--link); }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
        .skip { position: absolute; left: -999rem; }
        .skip:focus { left: 1rem; top: 1rem; background: var(--panel); padding: .5rem 1rem; z-index: 1; }
        .faint { color: var(--muted); }

        .masthead { background: var(--masthead); color: var(--masthead-ink); padding: 2rem 0 4.25rem; }
        .brand { margin: 0 0 1.25rem; font-weight: 700; letter-spacing: .02em; }
        .brand span { color: var(--masthead-muted); font-weight: 400; margin-left: .35rem; }
        h1 { margin: 0; font-size: clamp(2rem, 6vw, 3.1rem); line-height: 1.08; letter-spacing: -.025em; }
        .lede { margin: .4rem 0 1.5rem; font-size: 1.1rem; color: var(--masthead-muted); }
        .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .9rem 2rem; margin: 0; padding-top: 1.25rem; border-top: 1px solid rgb(255 255 255 / .16); font-size: .9rem; }
        .facts .wide { grid-column: 1 / -1; }
        .facts dt { color: var(--masthead-muted); font-size: .8rem; }
        .facts dd { margin: 0; }

        main { display: block; }
        main > section { margin: 0 0 2.75rem; }
        main > section:first-child { margin-top: -2.75rem; }
        h2 { margin: 0 0 .75rem; font-size: 1.4rem; letter-spacing: -.015em; }
        h2.quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        h3 { margin: 0; font-size: 1.3rem; letter-spacing: -.01em; line-height: 1.25; }
        h4 { margin: 1.5rem 0 .5rem; font-size: .92rem; }

        .tiles { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(6, 1fr); gap: .75rem; }
        .tile { background: var(--panel); border: 1px solid var(--line); border-top: 4px solid var(--tone, var(--line)); border-radius: 12px; padding: .8rem 1rem .9rem; box-shadow: var(--shadow); }
        .tile b { display: block; font-size: 2.4rem; line-height: 1.1; letter-spacing: -.03em; color: var(--tone, var(--ink)); font-variant-numeric: tabular-nums; }
        .tile span { font-size: .9rem; }
        .tile.zero { color: var(--muted); } .tile.zero b { color: var(--muted); font-weight: 400; }
        .critical { --tone: var(--critical); } .high { --tone: var(--high); } .medium { --tone: var(--medium); } .low { --tone: var(--low); } .informational { --tone: var(--informational); }

        .alarm + .caution { margin-top: -1.75rem; }
        .alarm { background: var(--alarm); border: 2px solid var(--critical); border-radius: 14px; padding: 1.25rem 1.5rem; }
        .alarm h2 { color: var(--critical); }
        .alarm p { margin: 0 0 .75rem; max-width: 46rem; }
        .problems { list-style: none; margin: 0; padding: 0; }
        .problems li { padding: .45rem 0; border-top: 1px solid var(--line); }
        .problems code { font-weight: 700; margin-right: .5rem; }
        .caution { background: var(--caution); border: 1px solid var(--medium); border-radius: 14px; padding: 1.1rem 1.5rem; }
        .caution h2 { font-size: 1.1rem; margin-bottom: .35rem; }
        .plain { margin: 0; padding-left: 1.2rem; } .plain li { margin: .2rem 0; }
        .empty { margin: 0; padding: 1.5rem; background: var(--panel); border: 1px dashed var(--line); border-radius: 14px; color: var(--muted); }

        .timeline { margin: 0; padding: 1rem 1.5rem 1rem; background: var(--panel); border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shadow); }
        .timeline svg { display: block; overflow: hidden; }
        .timeline figcaption { margin-top: .8rem; font-size: .85rem; color: var(--muted); }
        .timeline .grid { stroke: var(--line); stroke-dasharray: 2 4; } .timeline .axis { stroke: var(--line); }
        .timeline text { fill: var(--ink); font-size: 13px; } .timeline .tick { fill: var(--muted); font-size: 12px; font-variant-numeric: tabular-nums; }
        .timeline .word { fill: var(--tone); font-weight: 700; } .timeline .track { fill: var(--soft); } .timeline .bar { fill: var(--tone); }
        .timeline a:hover .what { text-decoration: underline; }

        .card { background: var(--panel); border: 1px solid var(--line); border-top: 4px solid var(--tone); border-radius: 14px; padding: 1.4rem 1.75rem 1.5rem; margin: 0 0 1.25rem; box-shadow: var(--shadow); scroll-margin-top: 1rem; }
        .card:target { outline: 3px solid var(--tone); outline-offset: 3px; }
        .badges { margin: 0 0 .6rem; display: flex; flex-wrap: wrap; gap: .3rem .75rem; align-items: center; font-size: .9rem; }
        .badge { background: var(--tone); color: var(--on-severity); font-weight: 700; border-radius: 999px; padding: .1rem .75rem; }
        .route { margin: .35rem 0 0; font-size: 1rem; } .route .address { font-weight: 600; }
        .summary { margin: .7rem 0 0; font-size: 1.1rem; max-width: 48rem; overflow-wrap: anywhere; text-wrap: pretty; }
        .counts { list-style: none; margin: 1.25rem 0 0; padding: 1.1rem 1.25rem; background: var(--soft); border-radius: 10px; display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 1.1rem 1.75rem; }
        .counts b { display: block; font-size: 1.5rem; line-height: 1.15; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
        .counts .name { display: block; font-size: .9rem; } .counts .faint { display: block; font-size: .82rem; }
        .meter { display: block; margin: .4rem 0 .15rem; } .meter .track { fill: var(--line); } .meter .bar { fill: var(--tone); } .meter .mark { stroke: var(--ink); stroke-width: 2; }
        .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 0 2.5rem; }
        .columns section > p { margin: 0 0 .6rem; }
        .steps { margin: 0; padding-left: 1.3rem; } .steps li { margin: 0 0 .35rem; } .steps li::marker { font-weight: 700; color: var(--tone); }
        .chips { list-style: none; margin: .3rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: .4rem; } .chips li { border: 1px solid var(--line); border-radius: 999px; padding: .1rem .7rem; font-size: .85rem; }
        .notes { margin: 1rem 0 0; padding: 0 0 0 1.1rem; color: var(--muted); font-size: .92rem; }
        pre { margin: 0; padding: .9rem 1.1rem; background: var(--soft); border: 1px solid var(--line); border-radius: 10px; overflow-x: auto; line-height: 1.55; overflow-wrap: normal; }
        .small { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: .7rem 2rem; margin: 1.4rem 0 0; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .88rem; }
        .small dt { color: var(--muted); font-size: .82rem; } .small dd { margin: 0; overflow-wrap: anywhere; }

        .scroll { overflow-x: auto; }
        .panel { background: var(--panel); border: 1px solid var(--line); border-radius: 14px; padding: .35rem 1rem; box-shadow: var(--shadow); }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: .45rem 1.1rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; font-weight: 400; }
        thead th { color: var(--muted); font-size: .82rem; }
        tbody tr:last-child > * { border-bottom: 0; }
        .number { text-align: right; } .number:last-child { padding-right: .25rem; } .prose { white-space: normal; min-width: 11rem; overflow-wrap: anywhere; } .narrow { min-width: 6rem; }
        .level { font-weight: 700; } .level.full { color: var(--good); } .level.partial { color: var(--medium); } .level.none { color: var(--critical); }
        footer.wrap { padding-bottom: 3rem; font-size: .85rem; color: var(--muted); }
        footer p { margin: 0 0 .35rem; } footer p:first-child { border-top: 1px solid var(--line); padding-top: 1.25rem; } .digest { color: var(--ink); }

        @media (max-width: 46rem) {
          .wrap { padding: 0 1rem; }
          .masthead { padding: 1.4rem 0 3.75rem; }
          .facts { grid-template-columns: 1fr; gap: .6rem; }
          .tiles { grid-template-columns: repeat(3, 1fr); gap: .5rem; }
          .tile { padding: .6rem .7rem .65rem; } .tile b { font-size: 1.9rem; } .tile span { font-size: .8rem; }
          .card { padding: 1.1rem 1.1rem 1.2rem; } .timeline { padding: .75rem 1rem; } .alarm, .caution { padding: 1rem 1.1rem; }
          .timeline text { font-size: 12px; } .timeline .tick { font-size: 11px; }
          .counts { grid-template-columns: repeat(2, 1fr); padding: .9rem 1rem; gap: 1rem; } .counts b { font-size: 1.3rem; }
        }
        @media print {
          :root {
            color-scheme: light;
            --page: #ffffff; --panel: #ffffff; --ink: #000000; --muted: #434b57; --line: #c4cad3; --soft: #f1f3f6; --link: #000000;
            --masthead: #ffffff; --masthead-ink: #000000; --masthead-muted: #434b57;
            --critical: #b3121d; --high: #c2410c; --medium: #946200; --low: #1f5fbf; --informational: #526075;
            --on-severity: #ffffff; --alarm: #ffffff; --caution: #ffffff; --good: #17734a; --shadow: none;
          }
          @page { margin: 14mm; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          html { font-size: 12px; }
          body { font-size: 1rem; }
          .wrap { max-width: none; padding: 0; }
          .skip { display: none; }
          .masthead { padding: 0 0 1rem; } .facts { border-top-color: var(--line); }
          main > section, main > section:first-child { margin: 0 0 1.25rem; }
          .alarm + .caution { margin-top: -.5rem; }
          .tile b { font-size: 1.7rem; }
          .tile, .timeline, .counts, tr, pre, .small, .columns section { break-inside: avoid; }
          h2, h3, h4, .card > header { break-after: avoid; }
          .scroll { overflow: visible; } th, td { white-space: normal; padding-right: .6rem; overflow-wrap: break-word; } .number { white-space: nowrap; } pre { white-space: pre-wrap; }
        }

        """;

    /// <summary>Nothing may be loaded, run or sent; the one style element is let in by its hash.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; base-uri 'none'; form-action 'none'";
}
