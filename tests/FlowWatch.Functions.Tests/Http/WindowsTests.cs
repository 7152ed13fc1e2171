using System.Globalization;
using FlowWatch.Core.Windows;
using FlowWatch.Functions.Hosting;

namespace FlowWatch.Functions.Tests.Http;

public sealed class WindowsTests
{
    private static readonly WindowOptions Options = new();

    [Fact]
    public async Task List_BeforeTheFirstRun_TellsWhatIsDue()
    {
        await using var served = await Served.StartAsync("one");

        var windows = (await served.JsonAsync("/api/windows?target=one&check=anomaly")).GetProperty("value").EnumerateArray().ToList();

        // 12:07:30 less the settle lag of 16 minutes: up to 11:45, from an hour before.
        Assert.Equal(["10:45", "11:00", "11:15", "11:30"], windows.Select(window => window.GetProperty("from").GetString()![11..16]));
        Assert.All(windows, window => Assert.Equal("due", window.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task List_JudgedRevisedFailedAndDue_ComeInOrder()
    {
        await using var served = await Served.StartAsync("one");
        await JudgeAsync(served);

        Assert.Equal(["10:45 revised", "11:00 done", "11:15 failed", "11:30 due"], await AllAsync(served, "/api/windows?target=one&check=anomaly"));
        Assert.Equal(["10:45 revised", "11:00 done", "11:15 failed", "11:30 due"], await AllAsync(served, "/api/windows?target=one&check=anomaly&top=1"));
        Assert.Equal(["11:15 failed", "11:30 due"], await AllAsync(served, "/api/windows?target=one&check=anomaly&status=due,failed&top=1"));
        Assert.Equal(["11:00 done"], await AllAsync(served, "/api/windows?target=one&check=anomaly&from=2026-01-05T11:00:00Z&to=2026-01-05T11:15:00Z"));
        Assert.Empty(await AllAsync(served, "/api/windows?target=one&check=anomaly&from=2026-01-06T00:00:00Z"));
        Assert.Equal(["10:50 due", "11:00 due", "11:10 due", "11:20 due", "11:30 due", "11:40 due"], await AllAsync(served, "/api/windows?target=one&check=security"));
    }

    [Fact]
    public async Task List_AFailedWindow_TellsWhyAndWhenItIsTriedAgain()
    {
        await using var served = await Served.StartAsync("one");
        await served.Service<CheckRuns>().OnTimerAsync("anomaly", false, CancellationToken.None);

        var window = (await served.JsonAsync("/api/windows?target=one&check=anomaly&status=failed")).GetProperty("value")[0];

        Assert.Equal("logs:StartQuery on /aws/vpc/flowlogs/one: not authorized.", window.GetProperty("reason").GetString());
        Assert.Equal("2026-01-05T12:08:30Z", window.GetProperty("retryAt").GetString());
        Assert.Equal(1, window.GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task Targets_List_TellsHowFarChecksHaveCome()
    {
        await using var served = await Served.StartAsync("one", "two");
        await JudgeAsync(served);

        var first = await served.JsonAsync("/api/targets?top=1");
        var second = await served.JsonAsync(first.GetProperty("nextLink").GetString()!);

        var one = Assert.Single(first.GetProperty("value").EnumerateArray());
        Assert.Equal(("one", true, "111111111111"), (one.GetProperty("name").GetString(), one.GetProperty("isWatched").GetBoolean(), one.GetProperty("account").GetString()));
        Assert.Equal("2026-01-05T11:15:00Z", one.GetProperty("checks")[0].GetProperty("watermark").GetString());
        Assert.Equal("two", Assert.Single(second.GetProperty("value").EnumerateArray()).GetProperty("name").GetString());
        Assert.Null(second.GetProperty("nextLink").GetString());
    }

    [Fact]
    public async Task Targets_LeftOut_TellWhy()
    {
        await using var served = await Served.StartAsync(state => Readings.Of(
            $$"""{ "state": { "file": {{System.Text.Json.JsonSerializer.Serialize(state)}} }, "targets": [ { "name": "bad", "environment": "e", "account": "1", "region": "eu-central-1" } ] }"""));

        var bad = (await served.JsonAsync("/api/targets")).GetProperty("value")[0];

        Assert.False(bad.GetProperty("isWatched").GetBoolean());
        Assert.StartsWith("a.json:1: targets[0].account: '1' is not 12 digits", Assert.Single(bad.GetProperty("problems").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    private static async Task JudgeAsync(Served served)
    {
        var ledger = served.Service<WindowLedger>();
        var done = new WindowOutcome(1, 0, served.Time.GetUtcNow(), null);
        var first = (await ledger.ClaimAsync("one", "anomaly", Options, CancellationToken.None))!;
        Assert.True(await ledger.CompleteAsync(first, done, CancellationToken.None));
        var second = (await ledger.ClaimAsync("one", "anomaly", Options, CancellationToken.None))!;
        Assert.True(await ledger.CompleteAsync(second, done, CancellationToken.None));
        var judged = Assert.Single(await ledger.ListAsync("one", "anomaly", first.Window.From, 1, CancellationToken.None));
        Assert.True(await ledger.ReviseAsync("one", "anomaly", judged, CancellationToken.None));
        var again = (await ledger.ClaimAsync("one", "anomaly", Options, CancellationToken.None))!;
        Assert.Equal((first.Window, 1), (again.Window, again.Revision));
        Assert.True(await ledger.CompleteAsync(again, done, CancellationToken.None));
        var third = (await ledger.ClaimAsync("one", "anomaly", Options, CancellationToken.None))!;
        Assert.True(await ledger.FailAsync(third, "no", Options, CancellationToken.None));
    }

    private static async Task<List<string>> AllAsync(Served served, string path)
    {
        var windows = new List<string>();
        for (var next = path; next is not null;)
        {
            var page = await served.JsonAsync(next);
            windows.AddRange(page.GetProperty("value").EnumerateArray().Select(window => string.Create(CultureInfo.InvariantCulture, $"{window.GetProperty("from").GetString()![11..16]} {window.GetProperty("status").GetString()}")));
            next = page.GetProperty("nextLink").GetString();
        }

        return windows;
    }
}
