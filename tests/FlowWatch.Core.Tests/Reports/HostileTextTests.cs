using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Tests.Reports;

public partial class HostileTextTests
{
    private static readonly HashSet<string> Elements =
    [
        "html", "head", "meta", "title", "style", "body", "a", "header", "div", "p", "span", "h1", "h2", "h3", "h4", "dl", "dt", "dd", "code", "main", "section",
        "ul", "ol", "li", "b", "strong", "figure", "figcaption", "svg", "g", "line", "text", "tspan", "rect", "article", "table", "thead", "tbody", "tr", "th", "td",
        "pre", "br", "footer",
    ];

    [Theory]
    [MemberData(nameof(HostileText.Indexes), MemberType = typeof(HostileText))]
    public async Task Json_HostileText_ReadsBackTheSame(int index)
    {
        var text = HostileText.All[index];
        using var report = JsonDocument.Parse(await WriteAsync("json", text));

        var finding = report.RootElement.GetProperty("findings")[0];

        Assert.Equal(WithoutLoneSurrogates(text), finding.GetProperty("source").GetString());
        Assert.Equal(WithoutLoneSurrogates(text), finding.GetProperty("summary").GetString());
    }

    [Theory]
    [MemberData(nameof(HostileText.Indexes), MemberType = typeof(HostileText))]
    public async Task Ndjson_HostileText_IsOneObjectOnOneLine(int index)
    {
        var lines = Encoding.UTF8.GetString(await WriteAsync("ndjson", HostileText.All[index])).Split('\n');

        Assert.Equal(2, lines.Length);
        Assert.Equal("", lines[1]);
        using var finding = JsonDocument.Parse(lines[0]);
        Assert.Equal(JsonValueKind.Object, finding.RootElement.ValueKind);
    }

    [Theory]
    [MemberData(nameof(HostileText.Indexes), MemberType = typeof(HostileText))]
    public async Task Ocsf_HostileText_NeverClaimsAnAddress(int index)
    {
        using var events = JsonDocument.Parse(await WriteAsync("ocsf", HostileText.All[index]));

        var endpoint = events.RootElement[0].GetProperty("evidences")[0].GetProperty("src_endpoint");

        Assert.False(endpoint.TryGetProperty("ip", out _));
        Assert.Equal(0, events.RootElement[0].GetProperty("observables").GetArrayLength());
    }

    [Theory]
    [MemberData(nameof(HostileText.Indexes), MemberType = typeof(HostileText))]
    public async Task Csv_HostileText_ReadsBackAsOneRowWithoutFormulas(int index)
    {
        var text = HostileText.All[index];

        var rows = CsvRows(Encoding.UTF8.GetString(await WriteAsync("csv", text)));

        Assert.Equal(2, rows.Count);
        Assert.Equal(rows[0].Count, rows[1].Count);
        Assert.All(rows[1], field => Assert.DoesNotMatch(@"^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]", field));
        Assert.Equal(VisibleText.Of(text), rows[1][rows[0].IndexOf("summary")].TrimStart('\''));
    }

    [Theory]
    [MemberData(nameof(HostileText.Indexes), MemberType = typeof(HostileText))]
    public async Task Markdown_HostileText_KeepsColumnsAndStaysText(int index)
    {
        var document = Encoding.UTF8.GetString(await WriteAsync("markdown", HostileText.All[index]));

        var columns = 0;
        foreach (var line in FencedBlock().Replace(document, "").Split('\n'))
        {
            var pipes = UnescapedPipe().Count(line);
            Assert.Equal(columns == 0 || !line.StartsWith('|') ? pipes : columns, pipes);
            Assert.Equal(line.StartsWith('|'), pipes > 0);
            columns = pipes;

            var markup = CodeSpan().Replace(line, "");
            Assert.DoesNotContain('<', markup);
            Assert.DoesNotMatch(@"(?<!\\)[\[\]]", markup);
            Assert.DoesNotContain("://", markup, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(HostileText.Indexes), MemberType = typeof(HostileText))]
    public async Task Html_HostileText_StaysText(int index)
    {
        var text = HostileText.All[index];
        var html = Encoding.UTF8.GetString(await WriteAsync("html", text));

        var page = XDocument.Parse(VoidElement().Replace(html, "<$1$2/>"), LoadOptions.PreserveWhitespace);

        Assert.All(page.Descendants(), element => Assert.Contains(element.Name.LocalName, Elements));
        Assert.All(page.Descendants().Attributes(), attribute =>
        {
            Assert.DoesNotMatch("^(on.*|style|src|srcset|action)$", attribute.Name.LocalName);
            Assert.True(attribute.Name.LocalName != "href" || Regex.IsMatch(attribute.Value, "^#[a-z0-9-]+$"), attribute.Value);
        });
        Assert.Single(page.Descendants(), element => element.Name.LocalName == "style");
        Assert.Contains(page.Descendants(), element => (string?)element.Attribute("class") == "summary" && element.Value == VisibleText.Of(text));
    }

    [Theory]
    [MemberData(nameof(HostileText.Indexes), MemberType = typeof(HostileText))]
    public async Task EveryFormat_HostileText_HasNoControlCharacters(int index)
    {
        foreach (var writer in ScanReportWriters.All)
        {
            var written = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(await WriteAsync(writer.Format, HostileText.All[index]));

            Assert.DoesNotContain(written, character => character is not ('\n' or '\r')
                && char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
        }
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("markdown")]
    [InlineData("html")]
    public async Task FormatsForPeople_TextThatTurnsTheReadingDirection_IsSpelledOut(string format)
    {
        var written = Encoding.UTF8.GetString(await WriteAsync(format, "\u202Eevil"));

        Assert.DoesNotContain('\u202E', written);
        Assert.Contains("u202Eevil", written, StringComparison.Ordinal);
    }

    private static Task<byte[]> WriteAsync(string format, string text) =>
        ReportFixture.WriteAsync(format, ReportFixture.Hostile(text), ReportFixture.HostileDetections(text));

    private static string WithoutLoneSurrogates(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static List<List<string>> CsvRows(string csv)
    {
        var rows = new List<List<string>> { new() };
        var field = new StringBuilder();
        var quoted = false;
        for (var index = 0; index < csv.Length; index++)
        {
            var character = csv[index];
            if (quoted)
            {
                if (character != '"')
                {
                    field.Append(character);
                }
                else if (index + 1 < csv.Length && csv[index + 1] == '"')
                {
                    field.Append('"');
                    index++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (character == '"')
            {
                Assert.Equal(0, field.Length);
                quoted = true;
            }
            else if (character is ',' or '\n')
            {
                rows[^1].Add(field.ToString());
                field.Clear();
                if (character == '\n')
                {
                    rows.Add([]);
                }
            }
            else if (character != '\r')
            {
                field.Append(character);
            }
        }

        Assert.False(quoted);
        Assert.Empty(rows[^1]);
        return rows[..^1];
    }

    [GeneratedRegex(@"^(```+)\n.*?\n\1$\n?", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencedBlock();

    [GeneratedRegex(@"(?<![\\`])(`+)(?!`).*?(?<!`)\1(?!`)")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"(?<=(?<!\\)(?:\\\\)*)\|")]
    private static partial Regex UnescapedPipe();

    [GeneratedRegex(@"<(meta|br)\b([^>]*?)\s*/?>")]
    private static partial Regex VoidElement();
}
