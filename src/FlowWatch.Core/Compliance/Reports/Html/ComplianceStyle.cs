using System.Security.Cryptography;
using System.Text;
using FlowWatch.Core.Reports.Html;

namespace FlowWatch.Core.Compliance.Reports.Html;

/// <summary>The look of the page: that of the scan report, and what only compliance has. The policy lets this one style sheet in and nothing else.</summary>
internal static class ComplianceStyle
{
    public const string Css = ReportStyle.Css + """

        :root { --fail: #b3121d; --unknown: #8a3ab9; --suppressed: #1f5fbf; --pass: #17734a; --na: #526075; --unsure: #f6ecfc; }
        @media (prefers-color-scheme: dark) { :root { --fail: #ff7a80; --unknown: #d3a4f5; --suppressed: #7db3ff; --pass: #5fd19b; --na: #a9b6c8; --unsure: #2b1c38; } }
        .fail { --tone: var(--fail); } .not-verified { --tone: var(--unknown); } .suppressed { --tone: var(--suppressed); } .pass { --tone: var(--pass); } .not-applicable { --tone: var(--na); }
        .status { display: inline-flex; align-items: center; gap: .4em; font-weight: 700; color: var(--tone); white-space: nowrap; }
        .status svg { flex: none; width: 1.05em; height: 1.05em; }
        .pill { background: var(--tone); color: var(--on-severity); border-radius: 999px; padding: .1rem .75rem .1rem .55rem; }

        .requirements { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: 1rem; }
        .requirement { display: flex; flex-direction: column; background: var(--panel); border: 1px solid var(--line); border-top: 6px solid var(--tone); border-radius: 14px; padding: 1.1rem 1.35rem 1.2rem; box-shadow: var(--shadow); }
        .requirement h3 { font-size: 1rem; font-weight: 600; line-height: 1.35; } .requirement .number { color: var(--muted); font-weight: 400; text-align: left; }
        .requirement .verdict { margin: .6rem 0 .4rem; font-size: 1.9rem; line-height: 1.1; letter-spacing: -.02em; white-space: normal; }
        .requirement p { margin: 0; } .requirement .tally { font-size: .95rem; } .requirement .frameworks { margin-top: auto; padding-top: .8rem; font-size: .8rem; color: var(--muted); }
        .stack { display: block; width: 100%; height: 10px; border-radius: 5px; margin: .7rem 0 .5rem; overflow: hidden; background: var(--soft); } .stack rect { fill: var(--tone); }

        .contents { margin: -1.5rem 0 2.25rem; padding: .7rem 1.1rem; background: var(--panel); border: 1px solid var(--line); border-radius: 12px; font-size: .92rem; }
        .contents ul { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1.3rem; margin: 0; padding: 0; } .contents a { display: inline-block; padding: .2rem 0; }

        section.loud > h2 { color: var(--tone); display: flex; align-items: center; gap: .5rem; font-size: 1.7rem; } section.loud > h2 svg { width: 1.1em; height: 1.1em; flex: none; }
        .control { background: var(--panel); border: 1px solid var(--line); border-left: 6px solid var(--tone); border-radius: 14px; padding: 1.25rem 1.5rem 1.35rem; margin: 0 0 1.25rem; box-shadow: var(--shadow); }
        .control .expectation { margin: .35rem 0 0; max-width: 48rem; } .control .badges { margin-bottom: .5rem; }
        .result { margin: 1rem 0 0; padding: .85rem 1.1rem; background: var(--soft); border-radius: 10px; }
        .result > p { margin: 0; overflow-wrap: anywhere; } .result .where { font-size: .85rem; color: var(--muted); margin-top: .2rem; }
        .evidence { margin: .6rem 0 0; display: grid; grid-template-columns: fit-content(22rem) minmax(0, 1fr); gap: .2rem 1rem; font-size: .88rem; } .evidence dt { color: var(--muted); overflow-wrap: anywhere; } .evidence dd { margin: 0; overflow-wrap: anywhere; } .evidence .source { color: var(--muted); }
        .permissions { margin: .6rem 0 0; padding-left: 1.2rem; font-size: .9rem; } .permissions li { overflow-wrap: anywhere; }
        .remedy { margin: 1.1rem 0 0; padding-top: .9rem; border-top: 1px solid var(--line); } .remedy h4 { margin: 0 0 .35rem; } .remedy p { margin: 0 0 .6rem; max-width: 48rem; } .remedy pre + pre { margin-top: .6rem; }
        .more { color: var(--muted); font-size: .9rem; margin: .8rem 0 0; } .more a { overflow-wrap: anywhere; }
        .masthead .facts { grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); }
        /* Whoever reads a command must see its end. */
        pre { white-space: pre-wrap; overflow-wrap: anywhere; }
        .name { white-space: normal; min-width: 11.5rem; overflow-wrap: anywhere; }

        .calendar { background: var(--panel); border: 1px solid var(--line); border-radius: 14px; padding: 1.1rem 1.4rem 1.2rem; margin: 0 0 1.25rem; box-shadow: var(--shadow); }
        .calendar h3 { font-size: 1.05rem; overflow-wrap: anywhere; } .calendar > p { margin: .2rem 0 .8rem; color: var(--muted); font-size: .92rem; }
        .years { display: grid; grid-template-columns: 3rem 1fr; gap: .3rem .75rem; align-items: center; font-size: .82rem; font-variant-numeric: tabular-nums; color: var(--muted); }
        .years svg { display: block; width: 100%; height: 20px; border-radius: 4px; background: var(--soft); overflow: hidden; }
        .months { display: grid; grid-template-columns: repeat(12, 1fr); font-size: .75rem; }
        .years .held { fill: var(--pass); opacity: .55; } .years .open { fill: var(--fail); } .years .unknown { fill: var(--unknown); } .years .acknowledged { fill: var(--suppressed); } .years .explained { fill: var(--na); opacity: .55; } .years .divide { stroke: var(--panel); stroke-width: 1; }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.2rem; margin: .8rem 0 0; padding: 0; font-size: .85rem; } .legend li { display: flex; align-items: center; gap: .4rem; } .legend svg { width: 14px; height: 14px; border-radius: 3px; }
        .legend .held { fill: var(--pass); opacity: .55; } .legend .open { fill: var(--fail); } .legend .unknown { fill: var(--unknown); } .legend .acknowledged { fill: var(--suppressed); } .legend .explained { fill: var(--na); opacity: .55; } .legend .none { fill: var(--soft); stroke: var(--line); }

        .trend { background: var(--panel); border: 1px solid var(--line); border-radius: 14px; padding: 1.1rem 1.4rem 1.2rem; margin: 0; box-shadow: var(--shadow); }
        .trend .rows { display: grid; grid-template-columns: minmax(4rem, auto) 1fr; gap: .5rem .9rem; align-items: center; font-size: .88rem; } .trend svg { display: block; width: 100%; border-radius: 4px; background: var(--soft); overflow: hidden; }
        .trend .cell { fill: var(--tone); } .trend .divide { stroke: var(--panel); stroke-width: 2; } .trend figcaption { margin-top: .8rem; font-size: .85rem; color: var(--muted); }
        .trend .ends { display: flex; justify-content: space-between; font-size: .8rem; color: var(--muted); font-variant-numeric: tabular-nums; }
        section > p.lead { margin: 0 0 .9rem; max-width: 50rem; } section > h3 { margin: 1.4rem 0 .6rem; font-size: 1.05rem; }
        .integrity dl { display: grid; grid-template-columns: minmax(9rem, auto) 1fr; gap: .45rem 1.2rem; margin: 0 0 1rem; } .integrity dt { color: var(--muted); } .integrity dd { margin: 0; overflow-wrap: anywhere; }
        .passed { margin: 0 0 .75rem; padding: .9rem 1.2rem; background: var(--panel); border: 1px solid var(--line); border-radius: 12px; } .passed h4 { margin: 0; font-size: 1rem; white-space: normal; } .passed p { margin: .2rem 0 0; font-size: .92rem; } .passed ul { margin: .5rem 0 0; padding-left: 1.1rem; font-size: .9rem; } .passed li { overflow-wrap: anywhere; margin: .15rem 0; }
        @media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
        @media (max-width: 46rem) {
          .requirement .verdict { font-size: 1.6rem; } .control, .calendar, .trend { padding: 1rem 1.05rem; } .integrity dl, .evidence { grid-template-columns: minmax(0, 1fr); gap: .1rem; } .integrity dd, .evidence dd { margin-bottom: .4rem; }
          .years { grid-template-columns: 2.4rem 1fr; gap: .25rem .5rem; } .trend .rows { grid-template-columns: 1fr; gap: .2rem; }
        }
        @media print {
          :root { --fail: #b3121d; --unknown: #8a3ab9; --suppressed: #1f5fbf; --pass: #17734a; --na: #526075; --unsure: #ffffff; }
          .contents { display: none; } .prose, .name, .narrow { min-width: 0; } .lead, .calendar > h3 { break-after: avoid; } .requirement, .result, .calendar, .trend, .passed, .remedy { break-inside: avoid; } .requirements { grid-template-columns: repeat(3, 1fr); gap: .6rem; } .requirement { padding: .8rem; } .requirement .verdict { font-size: 1.4rem; }
          .control > header { break-after: avoid; } section.loud > h2 { break-after: avoid; } .masthead { margin-bottom: 1rem; }
        }

        """;

    /// <summary>Nothing may be loaded, run or sent; the one style element is let in by its hash.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; base-uri 'none'; form-action 'none'";
}
