using System.Net;
using System.Text.RegularExpressions;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Dashboard;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Windows;

namespace FlowWatch.Functions.Tests.Http;

/// <summary>The pages for people, as they are served.</summary>
public sealed partial class DashboardTests : IAsyncLifetime
{
    private const string Hostile = "<script>alert(1)</script>\u001b[31m\u202e' onload='x\" &amp;";

    private static readonly string[] Pages = ["/api/dashboard", "/api/dashboard/targets/one", "/api/dashboard/address?address=203.0.113.7", "/api/dashboard/incidents/one-0123456789abcdef01234567"];

    private Served served = null!;

    public async Task InitializeAsync()
    {
        served = await Served.StartAsync(state => Readings.Good(state, Readings.Target("one"), Readings.Target("two")) with
        {
            Targets =
            [
                new TargetReading("one", Readings.Target("one"), []),
                new TargetReading("two", Readings.Target("two"), []),
                new TargetReading("three", null, [new ConfigurationProblem("targets[2].account", SettingOrigin.Default, Hostile)]),
            ],
        }, new ScriptedSource());
        await served.Service<FindingStore>().ReplaceAsync("one", "security", new TimeWindow(Served.Start.AddMinutes(-40), Served.Start.AddMinutes(-30)), [Finding("203.0.113.7")], CancellationToken.None);
        await served.Service<IncidentRecorder>().RecordAsync(Readings.Target("one"), "security", new TimeWindow(Served.Start.AddMinutes(-40), Served.Start.AddMinutes(-30)), [Finding("203.0.113.7")], null, CancellationToken.None);
        await JudgeAsync("one", "security", 4, null);
        await JudgeAsync("one", "anomaly", 2, null);
    }

    public async Task DisposeAsync() => await served.DisposeAsync();

    [Fact]
    public async Task Pages_Headers_LetNothingInAndTellNothing()
    {
        foreach (var path in Pages)
        {
            using var response = await served.GetAsync(path);
            var html = await response.Content.ReadAsStringAsync();

            Assert.True(response.StatusCode == HttpStatusCode.OK, html);
            Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
            Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
            Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
            var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            Assert.Matches("^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$", policy);
            Assert.DoesNotMatch("(?i)<script|javascript:|\\son[a-z]+=[\"']|\\sstyle=|<link|<img|<iframe|@import|url\\((?!#)|https?://(?!www\\.w3\\.org/2000/svg)", html);
        }
    }

    [Fact]
    public async Task Pages_KeyInTheAddress_IsInEveryLinkAndNowhereElse()
    {
        foreach (var path in Pages)
        {
            using var response = await served.GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}code={served.Key}", withKey: false);
            var html = await response.Content.ReadAsStringAsync();

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var links = Links().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Where(link => link.StartsWith('/')).ToList();
            Assert.NotEmpty(links);
            Assert.All(links, link => Assert.Matches($"[?&]code={served.Key}$", link));
            Assert.Equal(Regex.Count(html, "method=\"get\""), Regex.Count(html, "<input type=\"hidden\" name=\"code\""));
            Assert.DoesNotContain(served.Key, Holders().Replace(html, ""), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(served.Key, served.Errors + served.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_KeyInAHeader_IsInNoPage()
    {
        foreach (var path in Pages) Assert.DoesNotContain(served.Key, await HtmlAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_EveryLink_LeadsToAPage()
    {
        var open = new Queue<string>(["/api/dashboard"]);
        var seen = new HashSet<string>();
        while (open.TryDequeue(out var path))
        {
            if (!seen.Add(path)) continue;
            var html = await HtmlAsync(path);
            foreach (var link in References().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Where(link => link.StartsWith("/api/dashboard", StringComparison.Ordinal))) open.Enqueue(link);
        }

        Assert.Contains("/api/dashboard/targets/one", seen);
        Assert.Contains("/api/dashboard/address?address=203.0.113.7", seen);
    }

    [Fact]
    public async Task Pages_Questions_AreThoseOfTheCatalogAndOfTheTarget()
    {
        foreach (var path in new[] { "/api/dashboard/targets/one", "/api/dashboard/address?address=203.0.113.7" })
        {
            var asked = References().Matches(await HtmlAsync(path)).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Where(link => link.StartsWith("/api/diagnostics/", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(asked);
            foreach (var link in asked)
            {
                using var response = await served.GetAsync(link);
                var text = await response.Content.ReadAsStringAsync();
                // The flow logs cannot be asked here; the question, its target and its parameters are right.
                Assert.True((int)response.StatusCode is 200 or 502, $"{link}: {(int)response.StatusCode} {text}");
            }
        }
    }

    [Fact]
    public async Task Dashboard_FlowLogsInAFolder_AreAskedForTalkers()
    {
        var folder = Directory.CreateTempSubdirectory("flowwatch-dashboard-").FullName;
        try
        {
            var start = Served.Start.AddMinutes(-20).ToUnixTimeSeconds();
            await File.WriteAllTextAsync(Path.Combine(folder, "a.log"), string.Join('\n',
                "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status",
                $"2 111111111111 eni-1 10.0.0.9 10.0.0.5 40000 443 6 9 123456 {start} {start + 60} ACCEPT OK",
                $"2 111111111111 eni-1 198.51.100.4 10.0.0.5 40001 23 6 1 40 {start} {start + 60} REJECT OK") + "\n");
            await using var local = await Served.StartAsync(state => Readings.Good(state, Readings.Target("here", folder)));
            using var response = await local.GetAsync("/api/dashboard");
            var html = await response.Content.ReadAsStringAsync();

            Assert.Matches("(?s)id=\"talkers\".*address=10\\.0\\.0\\.9\".*123 kB.*id=\"rejected\".*198\\.51\\.100\\.4.*port 23.*1 record<", html);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Pages_HostileTexts_AreShownAndDoNothing()
    {
        foreach (var path in Pages)
        {
            var html = await HtmlAsync(path);

            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain('\u001b', html);
            Assert.DoesNotContain('\u202e', html);
            Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;\\u001B[31m\\u202E", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Dashboard_WhatCannotBeLookedAt_IsLoud()
    {
        var html = await HtmlAsync("/api/dashboard");

        Assert.Contains("<h1>1 of 3 targets cannot be looked at</h1>", html, StringComparison.Ordinal);
        Assert.Contains("LEFT OUT", html, StringComparison.Ordinal);

        await FailAsync("two", "security");
        served.Time.Advance(DashboardCache.Kept);
        html = await HtmlAsync("/api/dashboard");

        Assert.Contains("<h1>2 of 3 targets cannot be looked at</h1>", html, StringComparison.Ordinal);
        Assert.Contains("NOT VERIFIED", html, StringComparison.Ordinal);
        Assert.Contains("1 window could not be judged: logs:StartQuery was refused", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dashboard_TimersThatStopped_AreTold()
    {
        await served.Service<HeartbeatStore>().SaveAsync(
            new HeartbeatRecord { At = Served.Start.AddMinutes(-16), Host = "host", FlowWatchVersion = "1", Targets = 2, DueWindows = 0, OpenWindows = 0, FailedWindows = 0, AgedWindows = 0, OldestUnjudgedSeconds = null }, CancellationToken.None);

        Assert.Contains("The last sign of life is 16 min old.", await HtmlAsync("/api/dashboard"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("target=two", "/targets/two", "/targets/one")]
    [InlineData("target=TWO&severity=&range=&status=", "/targets/two", "/targets/one")]
    public async Task Dashboard_Filters_Hold(string query, string holds, string lacks)
    {
        var html = await HtmlAsync($"/api/dashboard?{query}");

        Assert.Contains(holds, html, StringComparison.Ordinal);
        Assert.DoesNotContain(lacks, html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "<meta http-equiv=\"refresh\" content=\"60\"")]
    [InlineData("?refresh=30s", "<meta http-equiv=\"refresh\" content=\"30\"")]
    [InlineData("?refresh=off", null)]
    public async Task Dashboard_Refresh_IsAsAsked(string query, string? holds)
    {
        var html = await HtmlAsync($"/api/dashboard{query}");

        if (holds is null) Assert.DoesNotContain("http-equiv", html, StringComparison.Ordinal);
        else Assert.Contains(holds, html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/dashboard?target=nosuch", 400, "target: there is no target &#x27;nosuch&#x27;")]
    [InlineData("/api/dashboard?severity=%3Cscript%3E", 400, "severity: &#x27;&lt;script&gt;&#x27; is not one of critical")]
    [InlineData("/api/dashboard?colour=red", 400, "colour: unknown")]
    [InlineData("/api/dashboard/targets/nosuch", 404, "target: there is no target &#x27;nosuch&#x27;")]
    [InlineData("/api/dashboard/address?address=1.2.3", 400, "address: not an IPv4 or IPv6 address")]
    [InlineData("/api/dashboard/address", 400, "address: missing")]
    public async Task Pages_WhatIsWrong_IsToldOnAPage(string path, int status, string told)
    {
        using var response = await served.GetAsync(path);
        var html = await response.Content.ReadAsStringAsync();

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(told, html, StringComparison.Ordinal);
        Assert.Contains("Back to the dashboard", html, StringComparison.Ordinal);
        Assert.Matches("Trace id [0-9a-f]{32}", html);
    }

    [Fact]
    public async Task Dashboard_ManyAtOnce_GatherOnce()
    {
        var first = await HtmlAsync("/api/dashboard");
        await FailAsync("two", "security");

        Assert.Equal(first, await HtmlAsync("/api/dashboard"));

        served.Time.Advance(DashboardCache.Kept);
        Assert.NotEqual(first, await HtmlAsync("/api/dashboard"));
    }

    [Fact]
    public async Task Act_AForm_AnswersWithTheWayBackAndTheKey()
    {
        using var done = await SendAsync("acknowledge", [("by", "Ada"), ("note", "mine")], $"?code={served.Key}");

        Assert.Equal((303, $"/api/dashboard/incidents/one-0123456789abcdef01234567?code={served.Key}"), ((int)done.StatusCode, done.Headers.Location!.ToString()));
        Assert.Equal("no-referrer", Assert.Single(done.Headers.GetValues("Referrer-Policy")));
        var incident = (await served.Service<IncidentStore>().FindAsync("one-0123456789abcdef01234567", CancellationToken.None))!;
        Assert.Equal((IncidentStatus.Acknowledged, "Ada", "mine"), (incident.Status, incident.History[^1].By, incident.History[^1].Note));
    }

    [Theory]
    [InlineData("acknowledge", "", 400, "by: missing")]
    [InlineData("acknowledge", "by=Ada&disposition=expected", 400, "disposition: only of resolving")]
    [InlineData("resolve", "by=Ada", 400, "disposition: missing")]
    [InlineData("resolve", "by=Ada&disposition=nonsense", 400, "disposition: &#x27;nonsense&#x27; is not one of")]
    [InlineData("acknowledge", "by=Ada&version=old", 412, "the incident has changed since the page was shown")]
    [InlineData("reopen", "by=Ada", 409, "an incident that is new cannot be reopened")]
    [InlineData("delete", "by=Ada", 404, "action: &#x27;delete&#x27; is not one of")]
    public async Task Act_WhatIsWrong_IsToldAndNothingIsDone(string action, string form, int status, string told)
    {
        var fields = form.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split('=')).Select(field => (field[0], field[1]));
        using var response = await SendAsync(action, [.. fields]);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(told, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(IncidentStatus.New, (await served.Service<IncidentStore>().FindAsync("one-0123456789abcdef01234567", CancellationToken.None))!.Status);
    }

    [Fact]
    public async Task Act_FormsThatAreNone_DoNothing()
    {
        using var cross = await SendAsync("acknowledge", [("by", "Ada")], "", ("Sec-Fetch-Site", "cross-site"));
        using var json = await served.SendAsync(new StringContent("{\"by\":\"Ada\"}", System.Text.Encoding.UTF8, "application/json"), "/api/dashboard/incidents/one-0123456789abcdef01234567/acknowledge");
        using var odd = await served.SendAsync(new StringContent("by=Ada", new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencodedx")), "/api/dashboard/incidents/one-0123456789abcdef01234567/acknowledge");
        using var large = await SendAsync("acknowledge", [("by", "Ada"), ("note", new string('x', 5000))]);

        Assert.Equal([403, 400, 400, 400], new[] { cross, json, odd, large }.Select(response => (int)response.StatusCode));
        Assert.Equal(IncidentStatus.New, (await served.Service<IncidentStore>().FindAsync("one-0123456789abcdef01234567", CancellationToken.None))!.Status);
    }

    private Task<HttpResponseMessage> SendAsync(string action, IReadOnlyList<(string Name, string Value)> fields, string query = "", params (string Name, string Value)[] headers) =>
        served.SendAsync(new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), $"/api/dashboard/incidents/one-0123456789abcdef01234567/{action}{query}", headers);

    private async Task<string> HtmlAsync(string path)
    {
        using var response = await served.GetAsync(path);
        var html = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {html}");
        return html;
    }

    private async Task JudgeAsync(string target, string check, int windows, string? reason)
    {
        var (ledger, options) = (served.Service<WindowLedger>(), served.Service<CheckRunnerOptions>().WindowsOf(check));
        for (var window = 0; window < windows; window++)
        {
            var lease = await ledger.ClaimAsync(target, check, options, CancellationToken.None);
            await ledger.CompleteAsync(lease!, new WindowOutcome(1000, 1, Served.Start, reason), CancellationToken.None);
        }
    }

    private async Task FailAsync(string target, string check)
    {
        var (ledger, options) = (served.Service<WindowLedger>(), served.Service<CheckRunnerOptions>().WindowsOf(check));
        var lease = await ledger.ClaimAsync(target, check, options, CancellationToken.None);
        await ledger.FailAsync(lease!, "logs:StartQuery was refused", options, CancellationToken.None);
    }

    private static Finding Finding(string source) => new()
    {
        Detection = "PORT_SCAN",
        DetectionVersion = 1,
        Severity = Severity.High,
        Certainty = Certainty.Certain,
        Source = source,
        Targets = ["10.0.0.5", Hostile],
        TargetCount = 2,
        MonitoredTarget = "one",
        Title = "Vertical port scan",
        Summary = $"It tried many ports of {Hostile}",
        Window = new TimeWindow(Served.Start.AddMinutes(-40), Served.Start.AddMinutes(-35)),
        Evidence = new FindingEvidence
        {
            Counts = [new EvidenceCount("distinctPorts", 60, "ports", 50)],
            TopPorts = [new EvidencePort(22, "ssh", 5)],
            TopPeers = [new EvidencePeer("10.0.0.5", 60, 2400), new EvidencePeer(Hostile, 1, 40)],
        },
        Fingerprint = "0123456789abcdef01234567",
    };

    [GeneratedRegex("(?:href|method=\"post\" action)=\"([^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex References();

    [GeneratedRegex("(?:href|action)=\"[^\"]*\"|<input type=\"hidden\" name=\"code\" value=\"[^\"]*\"")]
    private static partial Regex Holders();
}
