using System.Net;
using System.Text.RegularExpressions;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Connections;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Detections.BruteForce;
using FlowWatch.Core.Queries;
using FlowWatch.Local.DuckDb;
using FlowWatch.Local.Tests.Files;
using Microsoft.Extensions.Time.Testing;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Local.Tests.DuckDb;

public sealed partial class DuckDbQueryTextTests : IDisposable
{
    private static readonly string[] Hostile =
    [
        "'; DROP TABLE records; --", "\"; DROP TABLE records; --", "o'brien", "\"", "\\", "?", "$1", "%s", "\n", "{{", "🔥", "a\u202Eb", new string('x', 5000),
    ];

    private static readonly FlowQuery Sides = ConnectionQueries.Sides(["10.0.0.1", "'; DROP TABLE records; --"]);

    private readonly LogFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public Task Explain_Sides_IsAsKept() => IsAsKept("sides", Sides);

    [Fact]
    public Task Explain_SidesOfARicherFormat_IsAsKept() =>
        IsAsKept("sides-rich", Sides, "srcaddr dstaddr srcport dstport protocol packets bytes start end action tcp-flags pkt-srcaddr pkt-dstaddr interface-id account-id log-status");

    [Fact]
    public Task Explain_Connections_IsAsKept() => IsAsKept("connections", ConnectionQueries.Connections(Sides, ["10.0.0.1", "'; DROP TABLE sides; --"]));

    [Fact]
    public Task Explain_Conversations_IsAsKept() =>
        IsAsKept("conversations", ConnectionQueries.Conversations(ConnectionQueries.Connections(Sides, ["10.0.0.1"]), BruteForceDetection.Attempt(new DetectionOptions().BruteForce)));

    [Fact]
    public async Task Explain_OpeningQueriesOfAScan_AreAsKept()
    {
        var file = folder.Write("records.log", LogLines.Varied);
        await using var engine = await DuckDbFlowLogEngine.OpenAsync(new DuckDbEngineOptions { Paths = [file], WorkingFolder = folder.Working() }, CancellationToken.None);
        var check = new ScanCheck(engine, new ScanCheckOptions { Run = DetectionCatalog.Default.All, Scope = [], FlowWatchVersion = "test" }, new FakeTimeProvider());

        GoldenFile.Matches("opening", WithoutPaths(string.Join("\n\n", check.OpeningQueries.Select(query => $"{query}\n{engine.Explain(query)}")) + "\n"));
    }

    [Fact]
    public Task Explain_SeveralKindsOfFiles_IsAsKept()
    {
        folder.Write("in/2.log.gz", LogFolder.Gzip(LogFolder.Text([LogLines.DefaultHeader, .. LogLines.Varied])));
        folder.Write("in/3.log", LogLines.Varied.Select(line => $"2026-01-05T12:00:00.000Z {line}"));
        folder.Write("in/4's.csv", [LogLines.DefaultHeader.Replace(' ', ','), .. LogLines.Varied.Select(line => line.Replace(' ', ','))]);
        ParquetFiles.WriteAsAws(folder.At("in", "5.parquet"), LogLines.Varied);
        return IsAsKept("files", FlowQuery.OverRecords("bytes").By("srcaddr").Measure(FlowMeasure.Sum("bytes", Field("bytes"))));
    }

    [Fact]
    public void Render_HostileTexts_NeverStandInTheText()
    {
        foreach (var text in Hostile)
        {
            var query = FlowQuery.OverRecords("q")
                .Derive("d", If(Field("srcaddr").Is(text), Constant(text), Coalesce(Field("action"), Constant(text))))
                .Where(Field("action").IsNot(text) & Field("srcaddr").In([text, "b"]) & !Field("dstaddr").InNetwork(IPNetwork.Parse("10.0.0.0/8")))
                .By("k", Least(Field("d"), Constant(text)))
                .Measure(FlowMeasure.Count("c", Field("action").Is(text)))
                .Having(Field("k").IsNot(text));

            var rendered = DuckDbQueryText.Render(query, "records", new HashSet<string> { "srcaddr", "dstaddr", "action" });
            var harmless = DuckDbQueryText.Render(Swap(query), "records", new HashSet<string> { "srcaddr", "dstaddr", "action" });

            Assert.Equal(harmless.Sql, rendered.Sql);
            Assert.Equal(rendered.Sql.Count(character => character == '?'), rendered.Parameters.Count);
        }

        static FlowQuery Swap(FlowQuery query)
        {
            const string text = "harmless";
            return FlowQuery.OverRecords(query.Name)
                .Derive("d", If(Field("srcaddr").Is(text), Constant(text), Coalesce(Field("action"), Constant(text))))
                .Where(Field("action").IsNot(text) & Field("srcaddr").In([text, "b"]) & !Field("dstaddr").InNetwork(IPNetwork.Parse("10.0.0.0/8")))
                .By("k", Least(Field("d"), Constant(text)))
                .Measure(FlowMeasure.Count("c", Field("action").Is(text)))
                .Having(Field("k").IsNot(text));
        }
    }

    [Fact]
    public async Task QueryAsync_HostileTexts_AreJustTexts()
    {
        var file = folder.Write("records.log", LogLines.Many(10));
        foreach (var text in Hostile)
        {
            var query = FlowQuery.OverRecords("q").Where(Field("action").IsNot(text) & !Field("action").In([text])).Measure(FlowMeasure.Maximum("text", Constant(text)), FlowMeasure.Count("records"));

            Assert.Equal([$"'{text}' 10"], (await folder.AskAsync(query, new DuckDbEngineOptions { Paths = [file] })).Rows);
        }
    }

    [Fact]
    public async Task QueryAsync_HostileNames_AreJustNames()
    {
        var file = folder.Write("records.log", LogLines.Many(10));
        foreach (var name in Hostile)
        {
            var inner = FlowQuery.OverRecords(name).Derive(name, Field("bytes")).By(name, Field(name) / 1000).Measure(FlowMeasure.Count(name + "2"));
            var query = FlowQuery.Over(name, inner).Where(Field(name).IsPresent()).Measure(FlowMeasure.Sum(name, Field(name + "2"))).Having(Field(name) > 0).OrderBy(name);

            Assert.Equal(["10"], (await folder.AskAsync(query, new DuckDbEngineOptions { Paths = [file] })).Rows);
        }
    }

    private async Task IsAsKept(string name, FlowQuery query, string logFormat = "")
    {
        if (!Directory.Exists(folder.At("in"))) folder.Write("in/records.log", logFormat.Length == 0 ? LogLines.Varied : [logFormat]);
        await using var engine = await DuckDbFlowLogEngine.OpenAsync(new DuckDbEngineOptions { Paths = [folder.At("in")], WorkingFolder = folder.Working() }, CancellationToken.None);

        GoldenFile.Matches(name, WithoutPaths($"{query}\n{engine.Explain(query)}\n"));
    }

    private string WithoutPaths(string text) => WorkingFolder().Replace(text.Replace(folder.Root, "FOLDER", StringComparison.Ordinal), "working");

    [GeneratedRegex("flowwatch-[0-9a-f]{32}")]
    private static partial Regex WorkingFolder();
}
