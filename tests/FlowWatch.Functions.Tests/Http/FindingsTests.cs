using FlowWatch.Core.Findings;

namespace FlowWatch.Functions.Tests.Http;

public sealed class FindingsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Eleven = new(2026, 1, 5, 11, 0, 0, TimeSpan.Zero);

    private Served served = null!;

    public async Task InitializeAsync()
    {
        served = await Served.StartAsync("one", "two");
        await StoreAsync("one", "anomaly", 0, Finding("a1", "HIGH_TRAFFIC_VOLUME", Severity.Medium, 0, 10), Finding("a2", "HIGH_CONNECTION_COUNT", Severity.Low, 0, 15));
        await StoreAsync("one", "security", 10, Finding("s1", "PORT_SCAN", Severity.Critical, 5, 12));
        await StoreAsync("one", "security", 20, Finding("s2", "BRUTE_FORCE", Severity.High, 20, 30));
        await StoreAsync("two", "security", 10, Finding("s3", "PORT_SCAN", Severity.High, 10, 20));
    }

    public async Task DisposeAsync() => await served.DisposeAsync();

    [Theory]
    [InlineData("", "a1 a2 s1 s2 s3")]
    [InlineData("top=1", "a1 a2 s1 s2 s3")]
    [InlineData("top=2", "a1 a2 s1 s2 s3")]
    [InlineData("target=two", "s3")]
    [InlineData("check=security&top=1", "s1 s2 s3")]
    [InlineData("detection=PORT_SCAN&top=1", "s1 s3")]
    [InlineData("severity=high", "s2 s3")]
    [InlineData("severity=critical,low&top=1", "a2 s1")]
    [InlineData("detection=PORT_SCAN&severity=high&target=one", "")]
    [InlineData("from=2026-01-05T11:11:00Z", "a2 s1 s2 s3")]
    [InlineData("from=2026-01-05T11:12:00Z", "a2 s2 s3")]
    [InlineData("to=2026-01-05T11:05:00Z", "a1 a2")]
    [InlineData("from=2026-01-05T11:02:00Z&to=2026-01-05T11:06:00Z", "a1 a2 s1")]
    [InlineData("from=2026-01-05T12:00:00Z", "")]
    public async Task List_Filters_HoldOnEveryPage(string query, string expected)
    {
        var found = new List<string>();
        for (var next = $"/api/findings?{query}"; next is not null;)
        {
            var page = await served.JsonAsync(next);
            found.AddRange(page.GetProperty("value").EnumerateArray().Select(finding => finding.GetProperty("fingerprint").GetString()!));
            next = page.GetProperty("nextLink").GetString();
        }

        Assert.Equal(expected, string.Join(' ', found));
    }

    [Fact]
    public async Task List_OldFindings_NeedAFrom()
    {
        served.Time.Advance(TimeSpan.FromDays(2));

        Assert.Empty((await served.JsonAsync("/api/findings")).GetProperty("value").EnumerateArray());
        Assert.Equal(5, (await served.JsonAsync("/api/findings?from=2026-01-05")).GetProperty("value").GetArrayLength());
    }

    [Fact]
    public async Task List_AFinding_HasTheShapeOfReports()
    {
        var finding = (await served.JsonAsync("/api/findings?detection=PORT_SCAN&top=1")).GetProperty("value")[0];

        Assert.Equal(("critical", "likely", "one"), (finding.GetProperty("severity").GetString(), finding.GetProperty("certainty").GetString(), finding.GetProperty("monitoredTarget").GetString()));
        Assert.Equal("2026-01-05T11:05:00Z", finding.GetProperty("window").GetProperty("from").GetString());
        Assert.NotEmpty(finding.GetProperty("nextSteps").EnumerateArray());
        Assert.NotEmpty(finding.GetProperty("techniques").EnumerateArray());
    }

    [Fact]
    public async Task List_TheContinuationOfATargetThatIsGone_EndsThere()
    {
        var continuation = System.Buffers.Text.Base64Url.EncodeToString("gone|security|20260105T110000Z|s1"u8);

        var page = await served.JsonAsync($"/api/findings?continuation={continuation}");

        Assert.Empty(page.GetProperty("value").EnumerateArray());
        Assert.Null(page.GetProperty("nextLink").GetString());
    }

    private Task StoreAsync(string target, string check, int minute, params Finding[] findings) => served.Service<FindingStore>().ReplaceAsync(
        target, check, new TimeWindow(Eleven.AddMinutes(minute), Eleven.AddMinutes(minute + 10)), [.. findings.Select(finding => finding with { MonitoredTarget = target })], CancellationToken.None);

    private static Finding Finding(string fingerprint, string detection, Severity severity, int from, int to) => new()
    {
        Detection = detection,
        DetectionVersion = 1,
        Severity = severity,
        Certainty = Certainty.Likely,
        Source = "203.0.113.7",
        Targets = ["10.0.0.1"],
        TargetCount = 1,
        Title = "A title",
        Summary = "A summary.",
        Window = new TimeWindow(Eleven.AddMinutes(from), Eleven.AddMinutes(to)),
        Evidence = new FindingEvidence { Counts = [] },
        Fingerprint = fingerprint,
    };

    [Fact]
    public async Task List_NextLink_NeverHoldsTheKeyHoweverItsNameIsWritten()
    {
        var page = await served.JsonAsync("/api/findings?top=1&Code=anything&CLIENTID=x");

        var next = page.GetProperty("nextLink").GetString()!;
        Assert.DoesNotContain("code", next, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("clientId", next, StringComparison.OrdinalIgnoreCase);
    }
}
