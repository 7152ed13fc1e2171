using System.Security.Cryptography;
using System.Text;
using FlowWatch.Core.Reports.Html;

namespace FlowWatch.Core.Dashboard.Pages;

/// <summary>The look of the pages: that of reports, and what a board needs besides.</summary>
internal static class PageStyle
{
    private const string Board = """

        :root { --accent: #2f6fdd; --accent-soft: #b9cff5; --judged: #2c8a61; --waiting: #8a94a6; --refused-soft: #f3cfae; }
        @media (prefers-color-scheme: dark) { :root { --accent: #6ea3ff; --accent-soft: #31486f; --judged: #3f9f76; --waiting: #6f7c90; --refused-soft: #5d4329; } }
        .wrap { max-width: 120rem; }
        .masthead { padding: 1.25rem 0 4rem; border-top: 8px solid var(--masthead); }
        .tone-bad { border-top-color: #e5484d; } .tone-good { border-top-color: #2f9e6f; } .tone-watch { border-top-color: #e0a100; }
        .brand { margin-bottom: .75rem; } .brand a { color: inherit; text-decoration: none; } .brand a:hover { text-decoration: underline; }
        .masthead h1 { overflow-wrap: anywhere; } .lede { margin-bottom: 1rem; overflow-wrap: anywhere; }
        .filters { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; font-size: .85rem; }
        .filters label { display: grid; gap: .15rem; color: var(--masthead-muted); }
        select, button, input[type=text], textarea { font: inherit; font-size: .95rem; padding: .4rem .6rem; border: 1px solid #7c8aa0; border-radius: 8px; background: var(--panel); color: var(--ink); max-width: 100%; min-height: 2.4rem; }
        button { background: var(--link); color: var(--on-severity); border-color: transparent; font-weight: 600; cursor: pointer; padding-inline: 1.1rem; }
        button:hover { filter: brightness(1.08); }
        .masthead :focus-visible { outline-color: var(--masthead-ink); }

        main > section { margin-bottom: 1.25rem; }
        .tiles { grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); }
        .tile small { font-size: 1.2rem; color: var(--muted); font-weight: 400; letter-spacing: 0; }
        .fine { --tone: var(--good); }
        .board { display: grid; grid-template-columns: repeat(12, minmax(0, 1fr)); grid-template-rows: auto 1fr; gap: 1.25rem; margin-bottom: 2rem; align-items: start; }
        .board > .first, .board > .second { grid-column: span 8; } .board > .third { grid-column: 9 / -1; grid-row: 1 / span 2; }
        @media (min-width: 105rem) { .board > .first { grid-column: span 5; } .board > .second { grid-column: span 4; } .board > .third { grid-column: span 3; grid-row: auto; } }
        .column { display: grid; gap: 1.25rem; } .column > * { min-width: 0; }
        .board.raised { margin-top: -2.75rem; }
        .board > * { grid-column: span 4; margin: 0; min-width: 0; } .board > .wide { grid-column: span 8; } .board > .main-column { grid-column: span 8; } .board > .full { grid-column: 1 / -1; } .board > .half { grid-column: span 6; }
        .panel { padding: 1.1rem 1.4rem 1.25rem; }
        .panel h2 { font-size: 1.15rem; } .panel h2.next { margin-top: 1.5rem; }
        .panel p { margin: .2rem 0; }
        .panel .empty { padding: 1rem; box-shadow: none; }
        .alarm p { margin-bottom: .4rem; } .alarm .problems li { overflow-wrap: anywhere; }
        .back { margin: -2.25rem 0 3rem; padding: 1rem 1.4rem; background: var(--panel); border-radius: 14px; }

        .chart { margin: 0; } .chart svg { display: block; overflow: hidden; }
        .chart figcaption { margin-top: .6rem; font-size: .85rem; color: var(--muted); }
        .chart text { fill: var(--ink); font-size: 13px; } .chart .tick { fill: var(--muted); font-size: 12px; font-variant-numeric: tabular-nums; }
        .chart .grid { stroke: var(--line); stroke-dasharray: 2 4; } .chart .axis { stroke: var(--line); } .chart .track { fill: var(--soft); }
        .chart .name { font-weight: 700; } .chart a:hover .name { text-decoration: underline; }
        .chart .quiet-text { fill: var(--muted); } .chart .bad-text { fill: var(--critical); font-weight: 700; }
        .segment.judged { fill: var(--judged); } .segment.revised { fill: var(--accent); } .segment.open { fill: var(--accent-soft); }
        .segment.due { fill: var(--panel); stroke: var(--waiting); stroke-width: 1.5; } .segment.partial { fill: url(#hatch); stroke: var(--high); } .segment.failed { fill: var(--critical); }
        .hatch-ground { fill: var(--panel); } .hatch-line { fill: var(--high); }
        .refused-chart { --accent: var(--high); --accent-soft: var(--refused-soft); }
        .target-grid { list-style: none; margin: 0 0 .8rem; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(1.75rem, 1fr)); gap: 4px; } .target-grid a, .target-grid span, .legend .cell { display: grid; place-items: center; height: 1.75rem; border-radius: 5px; background: var(--tone); color: var(--on-severity); text-decoration: none; font-size: .85rem; font-weight: 700; } .target-grid a:hover { outline: 2px solid var(--ink); }
        .legend .cell { width: 1.4rem; height: 1.4rem; } .target-grid + .legend { font-size: .85rem; margin-bottom: .8rem; }
        .chart .bar { fill: var(--accent); } .chart .partial-bar { fill: var(--accent-soft); } .chart .unknown { fill: var(--waiting); }
        .legend { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; } .legend li { display: flex; align-items: center; gap: .4rem; }

        .figures, .targets, .rows { list-style: none; margin: 0; padding: 0; }
        .figures li { padding: .8rem 0; border-top: 1px solid var(--line); } .figures li:first-child, .targets li:first-child, .rows li:first-child { border-top: 0; padding-top: 0; }
        .figure-name { display: flex; justify-content: space-between; gap: 1rem; font-weight: 600; }
        .figure-value b { font-size: 1.7rem; letter-spacing: -.02em; font-variant-numeric: tabular-nums; margin-right: .4rem; }
        .figures .faint { font-size: .85rem; } .gauge { display: block; margin: .2rem 0 .3rem; } .gauge .track { fill: var(--soft); } .gauge .goal { stroke: var(--ink); stroke-width: 2; }
        .met { --tone: var(--good); } .missed, .notverified { --tone: var(--critical); } .gauge .fill { fill: var(--tone); }
        .verdict { color: var(--tone); white-space: nowrap; }
        .targets li { padding: .7rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
        .targets.short li { padding: .35rem 0; } .target-head { display: flex; justify-content: space-between; gap: 1rem; } .checks { display: grid; font-size: .88rem; color: var(--muted); }
        .level-watched { --tone: var(--good); } .level-waiting { --tone: var(--muted); } .level-late { --tone: var(--high); } .level-notverified, .level-leftout { --tone: var(--critical); }
        .rows li { padding: .7rem 0 .7rem; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
        .row-head { display: flex; flex-wrap: wrap; gap: .3rem .6rem; align-items: baseline; } .row-text { max-width: 70rem; }
        .rows .faint { font-size: .85rem; }
        .state { border: 1px solid currentColor; border-radius: 999px; padding: 0 .6rem; font-size: .85rem; color: var(--muted); } .state-new, .state-reopened, .state-escalated { color: var(--critical); font-weight: 700; } .state-acknowledged { color: var(--medium); } .state-resolved { color: var(--good); }
        .bars { list-style: none; margin: 0; padding: 0; display: grid; gap: .7rem; } .bars svg { display: block; margin-top: .2rem; } .bars .track { fill: var(--soft); } .bars .fill { fill: var(--tone); }
        .bar-label { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; } .bar-label .faint { font-size: .85rem; }
        .requirements { list-style: none; margin: 0 0 .5rem; padding: 0; display: grid; gap: .5rem; } .requirements li { display: flex; flex-wrap: wrap; gap: .3rem .8rem; align-items: center; } .good { color: var(--good); }
        .mark-pass, .mark-suppressed, .day-complete { fill: var(--judged); } .mark-notapplicable, .day-explained { fill: var(--waiting); } .mark-notverified, .day-notverified { fill: var(--high); } .mark-fail, .day-missing { fill: var(--critical); }
        .questions { margin: .4rem 0 0; padding-left: 1.1rem; } .questions li { margin: .3rem 0; } .questions .faint { display: block; font-size: .85rem; }
        .act { display: grid; gap: .6rem; } .act h3 { font-size: 1.1rem; } .act label { display: grid; gap: .2rem; font-size: .88rem; } .act textarea { resize: vertical; } .act button { justify-self: start; }
        .history { margin: 0; padding-left: 1.2rem; } .history li { margin: .4rem 0; overflow-wrap: anywhere; } .panel .small { border-top: 0; padding-top: .4rem; margin-top: .4rem; }
        h2 .faint { font-weight: 400; font-size: .9rem; }
        .idle { --tone: var(--muted); }
        .bad { color: var(--critical); font-weight: 700; }

        @media (min-width: 100rem) { .masthead .wrap { display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: 2rem; } .masthead .wrap > * { grid-column: 1; } .masthead .filters { grid-column: 2; grid-row: 1 / span 3; align-self: end; margin-bottom: 1rem; } }
        @media (max-width: 70rem) { .board > *, .board > .wide, .board > .main-column, .board > .first, .board > .second, .board > .third, .board > .half { grid-row: auto; grid-column: 1 / -1; } }
        @media (max-width: 46rem) {
          .masthead { padding: 1rem 0 3.5rem; } .panel { padding: .9rem 1rem 1rem; } .board { gap: .9rem; }
          .tiles { grid-template-columns: repeat(3, 1fr); } .tile small { font-size: .95rem; }
          .filters { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); } .filters select, .filters button { width: 100%; }
        }
        @media (min-width: 140rem) {
          html { font-size: 112.5%; } body { font-size: 1rem; } .wrap { max-width: 138rem; } .chart text { font-size: 15px; } .chart .tick { font-size: 14px; }
          .board > .first { grid-column: span 4; } .board > .second { grid-column: span 4; } .board > .third { grid-column: span 4; display: block; columns: 2; column-gap: 1.25rem; } .board > .third > * { break-inside: avoid; margin-bottom: 1.25rem; }
        }
        @media print { .filters { display: none; } .panel { break-inside: avoid; } }

        """;

    public static string Css { get; } = ReportStyle.Css + Board;

    /// <summary>Nothing may be loaded or run; the one style element is let in by its hash; forms go to where the page comes from; no frame may hold it.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
}
