using FlowWatch.Aws.Tests.CloudWatchLogs;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Diagnostics;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Reports.Answers;
using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.Diagnostics.Traffic;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Local.DuckDb;

namespace FlowWatch.Aws.Tests.Diagnostics;

/// <summary>The questions about traffic, asked of files and of a log group: the same answer, to the last byte.</summary>
public sealed class DiagnosticAgreementTests : IDisposable
{
    private const string Rich = "dstaddr srcaddr dstport srcport protocol action bytes packets start end log-status tcp-flags pkt-srcaddr pkt-dstaddr";

    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-test-").FullName;

    public static TheoryData<string, string> Questions
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var question in DiagnosticCatalog.Traffic)
            {
                data.Add(question.Id, "");
                if (question.Parameters.Any(parameter => parameter.Name == "top")) data.Add(question.Id, "top=3");
                if (question.Parameters.Contains(DiagnosticParameters.Network)) data.Add(question.Id, "network=203.0.113.8/30&port=443");
                if (question.Parameters.Contains(DiagnosticParameters.Action)) data.Add(question.Id, "action=REJECT");
                if (question.Parameters.Contains(DiagnosticParameters.Bin)) data.Add(question.Id, "bin=7m");
            }

            foreach (var by in (string[])["destination", "pair"])
            {
                foreach (var measure in (string[])["bytes", "packets", "connections"]) data.Add("top-talkers", $"by={by}&measure={measure}");
            }

            return data;
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task AnswerAsync_TheSameRecords_HaveTheSameAnswerOnBothEngines(string id, string parameters)
    {
        var answer = await SameAsync(FlowLogFormat.Default, Lines(), id, parameters);

        Assert.NotEmpty(answer.Tables);
        Assert.All(answer.Tables.Where(table => !parameters.StartsWith("network", StringComparison.Ordinal) || id == "scan-pattern"), table => Assert.NotEmpty(table.Rows));
        Assert.All(answer.Tables, table => Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count)));
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task AnswerAsync_ACustomFormat_HasTheSameAnswerOnBothEngines(string id, string parameters)
    {
        var format = FlowLogLines.Format(Rich);
        var places = FlowLogFormat.Default.Fields.Index().ToDictionary(field => field.Item.Name, field => field.Index);
        var lines = Lines().Select(line => line.Split(' ')).Select(values => string.Join(' ', format.Fields.Select(field => places.TryGetValue(field.Name, out var place) ? values[place] : field.Name switch { "tcp-flags" => "2", "pkt-srcaddr" => values[places["srcaddr"]], _ => values[places["dstaddr"]] })));

        await SameAsync(format, [.. lines], id, parameters);
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task AnswerAsync_IPv6_HasTheSameAnswerOnBothEngines(string id, string parameters)
    {
        var asked = parameters.Replace("network=203.0.113.8/30", "network=2001:db8:0:1::/64", StringComparison.Ordinal);

        var answer = await SameAsync(FlowLogFormat.Default, [.. Lines().Select(Six)], id, asked, "2001:db8:0:1::7");

        Assert.All(answer.Tables.Where(_ => parameters.Length == 0), table => Assert.NotEmpty(table.Rows));
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task AnswerAsync_IPv6InACustomFormat_HasTheSameAnswerOnBothEngines(string id, string parameters)
    {
        var format = FlowLogLines.Format(Rich);
        var places = FlowLogFormat.Default.Fields.Index().ToDictionary(field => field.Item.Name, field => field.Index);
        var lines = Lines().Select(Six).Select(line => line.Split(' ')).Select(values => string.Join(' ', format.Fields.Select(field => places.TryGetValue(field.Name, out var place) ? values[place] : field.Name switch { "tcp-flags" => "2", "pkt-srcaddr" => values[places["srcaddr"]], _ => values[places["dstaddr"]] })));

        await SameAsync(format, [.. lines], id, parameters.Replace("network=203.0.113.8/30", "network=2001:db8:0:1::8", StringComparison.Ordinal), "2001:db8:0:1::7");
    }

    [Fact]
    public async Task AnswerAsync_AFieldIsMissing_SaysSo()
    {
        var answer = await SameAsync(FlowLogLines.Format("srcaddr dstaddr dstport bytes packets start end"), ["203.0.113.7 10.0.0.1 22 40 1 1767614400 1767614450"], "rejected-connections", "");

        Assert.Empty(answer.Tables);
        Assert.Equal("Rejected records: the flow logs have no field action", Assert.Single(answer.NotVerified));
    }

    // The same records with the addresses of IPv6.
    private static string Six(string line) => line.Replace(" 203.0.113.", " 2001:db8:0:1::", StringComparison.Ordinal).Replace(" 10.0.0.", " 2001:db8:0:2::", StringComparison.Ordinal);

    private async Task<DiagnosticAnswer> SameAsync(FlowLogFormat format, IReadOnlyList<string> lines, string id, string parameters, string address = "203.0.113.7")
    {
        var path = Path.Combine(folder, "records.log");
        await File.WriteAllLinesAsync(path, lines);
        var question = DiagnosticCatalog.Find(id)!;
        var texts = parameters.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=')).Select(pair => (pair[0], pair[1])).ToList();
        if (question.Parameters.Contains(DiagnosticParameters.Address)) texts.Add(("address", address));
        var window = FlowLogLines.Hours(1);
        var request = new DiagnosticRequest { Scope = ["test"], Window = window, Arguments = DiagnosticArguments.Of(question, texts), Now = window.To };

        await using var local = await DuckDbFlowLogEngine.OpenAsync(new DuckDbEngineOptions { Paths = [path], Format = format, WorkingFolder = folder, Range = window }, CancellationToken.None);
        var expected = await AnswerAsync(question, request, local);
        var answer = await AnswerAsync(question, request, await FlowLogLines.OpenAsync(new InterpretedInsights(FlowLogLines.Timed(format, lines)), format));

        var parts = ((TrafficQuestion)question).Parts(request);
        Assert.Equal(await TextAsync(WithoutTies(expected, parts)), await TextAsync(WithoutTies(answer, parts)));
        return answer;
    }

    private static async Task<DiagnosticAnswer> AnswerAsync(DiagnosticQuestion question, DiagnosticRequest request, IFlowLogEngine engine)
    {
        var answer = await question.AnswerAsync(request, new DiagnosticSources { FlowLogs = (_, _) => Task.FromResult(Facts.Known<IFlowLogSession>(new Session(engine))) }, CancellationToken.None);
        Assert.Null(answer.Failure);
        return answer.Value!;
    }

    // Of rows that are equal in what matters, at the end of a list that was cut there, engines may show different ones: Logs Insights orders texts by the numbers in them.
    private static DiagnosticAnswer WithoutTies(DiagnosticAnswer answer, IReadOnlyList<TrafficPart> parts) => answer with
    {
        Tables = [.. answer.Tables.Select(table => parts.Single(part => part.Name == table.Name) is { Query: { Limit: { } limit, Order: [{ Descending: true } first, ..] } query } && table.Rows.Count == limit ? table with { Rows = Cut(table, query.Columns.ToList().IndexOf(first.Name)) } : table)],
    };

    private static List<IReadOnlyList<object?>> Cut(DiagnosticTable table, int measure) =>
        [.. table.Rows.Select(row => Equals(row[measure], table.Rows[^1][measure]) ? (IReadOnlyList<object?>)[.. row.Select((value, place) => place == measure ? value : null)] : row)];

    // All but how it was read.
    private static async Task<string> TextAsync(DiagnosticAnswer answer)
    {
        using var output = new MemoryStream();
        await DiagnosticAnswerWriter.WriteAsync(answer with { Statistics = null, Queries = [] }, "json", "test", output, CancellationToken.None);
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }

    // Sources that differ in what each question asks, replies, and records without data.
    private static List<string> Lines()
    {
        var lines = new List<string>();
        for (var number = 0; number < 300; number++)
        {
            var source = $"203.0.113.{7 + (number % 6)}";
            var action = number % 4 == 0 ? "ACCEPT" : "REJECT";
            var at = FlowLogLines.FirstSecond + (number * 7);
            var port = number % 5 == 0 ? 443 : 20 + (number * number % (11 + (number % 6 * 5)));
            var protocol = number % 3 == 0 ? 17 : 6;
            lines.Add($"2 123456789012 eni-0a {source} 10.0.0.{number % 20} {40000 + (number % 50)} {port} {protocol} {1 + (number % 9)} {100 * (number % 17)} {at} {at + 50} {action} OK");
            if (number % 4 == 0) lines.Add($"2 123456789012 eni-0a 10.0.0.{number % 20} {source} {port} {40000 + (number % 50)} {protocol} {number % 7} {300 * (number % 13)} {at + 1} {at + 49} ACCEPT OK");
        }

        lines.Add($"2 123456789012 eni-0a - - - - - - - {FlowLogLines.FirstSecond} {FlowLogLines.FirstSecond + 59} - NODATA");
        return lines;
    }

    private sealed class Session(IFlowLogEngine engine) : IFlowLogSession
    {
        public IFlowLogEngine Engine => engine;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
