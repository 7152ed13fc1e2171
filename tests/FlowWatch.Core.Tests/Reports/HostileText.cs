namespace FlowWatch.Core.Tests.Reports;

/// <summary>Texts that break a format which forgets to encode them.</summary>
internal static class HostileText
{
    public static IReadOnlyList<string> All { get; } =
    [
        "<script>alert(1)</script>",
        "\"'><img src=x onerror=alert(1)><svg/onload=alert(1)>",
        "</style></title></pre></textarea><!-- -->]]>",
        "=cmd|' /C calc'!A0",
        "  =1+1",
        "\t@SUM(A1:A9)",
        "+1-1",
        "-2+3",
        "\uFF1D1+1",
        "a,\"b\";c\r\nd",
        "a|b\n| c | d |\n# heading\n---\n1. list",
        "[link](javascript:alert(1)) ![x](http://evil.example/x.png) <http://evil.example> www.evil.example a@evil.example",
        "`code` ``more`` ```\n# out of the block\n```\n~~~",
        "**bold** _it_ ~~gone~~ \\ &amp; &#60;b&#62; $x$",
        "\u001b[31mred\u001b[0m\u001b]8;;http://evil.example\u0007\u009b2J\b\b\u007f\0",
        "\u202Eevil\u2066\u200B\u2028\u2029\uFEFF",
        "\ud800 alone \udc00",
        "[red]markup[/] [[x]] [link=http://evil.example]y[/]",
        "{source}",
        "1.2.3.4\" | fields @message",
        "",
        " ",
        "| ",
        "\\|",
        "𝕏 日本語 😀",
        new('x', 2_000),
    ];

    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, All.Count)];
}
