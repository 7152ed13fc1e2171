using FlowWatch.Core.Diagnostics;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.Findings;
using FlowWatch.Functions.Hosting;

namespace FlowWatch.Functions.Tests.Http;

/// <summary>Questions over HTTP: of a folder, so that a real engine answers.</summary>
public sealed class DiagnosticsTests : IAsyncLifetime
{
    private const string Range = "from=2026-01-05T11:00:00Z&to=2026-01-05T12:00:00Z";

    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-diagnostics-").FullName;
    private Served served = null!;

    public static TheoryData<string> Traffic => [.. DiagnosticCatalog.Traffic.Select(question => question.Id)];

    public async Task InitializeAsync()
    {
        var first = new DateTimeOffset(2026, 1, 5, 11, 30, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        await File.WriteAllLinesAsync(Path.Combine(folder, "flows.log"), Enumerable.Range(0, 40).Select(number =>
            $"2 111111111111 eni-0a 203.0.113.{7 + (number % 3)} 10.0.0.{number % 5} {40000 + number} {20 + number} 6 {1 + number} {100 * number} {first + number} {first + number + 5} {(number % 2 == 0 ? "REJECT" : "ACCEPT")} OK"));
        served = await Served.StartAsync(state => Readings.Good(state, Readings.Target("one", folder), Readings.Target("gone", Path.Combine(folder, "gone"))));
    }

    public async Task DisposeAsync()
    {
        await served.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task List_HasEveryQuestionWithItsParameters()
    {
        var questions = (await served.JsonAsync("/api/diagnostics")).GetProperty("value").EnumerateArray().ToList();

        Assert.Equal(DiagnosticCatalog.All.Select(question => question.Id), questions.Select(question => question.GetProperty("id").GetString()));
        Assert.All(DiagnosticCatalog.All.Zip(questions), pair => Assert.Equal(
            pair.First.Parameters.Select(parameter => parameter.Name), pair.Second.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString())));
        Assert.Equal("/api/diagnostics/top-sources", questions[0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task OpenApi_HasEveryQuestionWithItsParameters()
    {
        var paths = (await served.JsonAsync("/api/openapi.json")).GetProperty("paths");

        Assert.All(DiagnosticCatalog.All, question =>
        {
            var names = paths.GetProperty($"/diagnostics/{question.Id}").GetProperty("get").GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()!).ToList();
            Assert.Empty(question.Parameters.Select(parameter => parameter.Name).Except(names));
            Assert.Contains("target", names);
            Assert.DoesNotContain("question", names);
        });
    }

    [Theory]
    [MemberData(nameof(Traffic))]
    public async Task Ask_EveryQuestion_IsAnswered(string id)
    {
        var address = id is "ports-of-source" or "scan-pattern" or "about-address" ? "&address=203.0.113.7" : "";

        var answer = await served.JsonAsync($"/api/diagnostics/{id}?target=one&{Range}{address}");

        Assert.Equal(id, answer.GetProperty("question").GetString());
        Assert.Empty(answer.GetProperty("notVerified").EnumerateArray());
        Assert.All(answer.GetProperty("tables").EnumerateArray().Where(table => table.GetProperty("name").GetString() != "findings"), table => Assert.NotEqual(0, table.GetProperty("rows").GetArrayLength()));
    }

    [Fact]
    public async Task Ask_RejectedConnections_CountsThem()
    {
        var answer = await served.JsonAsync($"/api/diagnostics/rejected-connections?target=ONE&{Range}&top=100");

        var rows = answer.GetProperty("tables")[0].GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal((20, 20), (rows.Count, rows.Sum(row => row.GetProperty("reject-count").GetInt32())));
    }

    [Fact]
    public async Task Ask_AboutAnAddress_HasItsFindings()
    {
        var at = new DateTimeOffset(2026, 1, 5, 11, 30, 0, TimeSpan.Zero);
        var finding = new Finding
        {
            Detection = "PORT_SCAN", DetectionVersion = 1, Severity = Severity.High, Certainty = Certainty.Likely, Source = "203.0.113.7", Targets = ["10.0.0.1"], TargetCount = 1,
            Title = "A title", Summary = "A summary.", Window = new TimeWindow(at, at.AddMinutes(5)), Evidence = new FindingEvidence { Counts = [] }, Fingerprint = "a1",
        };
        await served.Service<FindingStore>().ReplaceAsync("one", "security", finding.Window, [finding], CancellationToken.None);

        foreach (var (address, count) in ((string, int)[])[("203.0.113.7", 1), ("10.0.0.1", 1), ("203.0.113.8", 0)])
        {
            var answer = await served.JsonAsync($"/api/diagnostics/about-address?target=one&{Range}&address={address}");
            Assert.Equal(count, answer.GetProperty("tables").EnumerateArray().Single(table => table.GetProperty("name").GetString() == "findings").GetProperty("rows").GetArrayLength());
        }
    }

    [Theory]
    [InlineData("csv", "text/csv", "table,srcaddr,total-bytes,total-packets,note")]
    [InlineData("html", "text/html", "<!DOCTYPE html>")]
    public async Task Ask_OtherFormats_AreSentAsWhatTheyAre(string format, string mediaType, string start)
    {
        using var response = await served.GetAsync($"/api/diagnostics/top-sources?target=one&{Range}&format={format}");

        Assert.Equal((200, mediaType), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith(start, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(format == "html", response.Headers.TryGetValues("Content-Security-Policy", out _));
    }

    [Fact]
    public async Task Ask_Explain_ShowsTheQueryAndNoRows()
    {
        var answer = await served.JsonAsync($"/api/diagnostics/top-sources?target=one&{Range}&explain=true");

        Assert.Empty(answer.GetProperty("tables").EnumerateArray());
        Assert.NotEmpty(answer.GetProperty("queries")[0].GetProperty("text").GetString()!);
    }

    [Theory]
    [InlineData("top-sources?target=one&top=0", "top")]
    [InlineData("top-sources?target=one&top=1;drop", "top")]
    [InlineData("top-sources?target=one&network=10.0.0.0/33", "network")]
    [InlineData("top-sources?target=one&network=%22%20or%201=1%20%7C%20fields%20@message", "network")]
    [InlineData("top-sources?target=one&port=70000", "port")]
    [InlineData("top-sources?target=one&since=9999d", "since")]
    [InlineData("top-sources?target=one&from=1970-01-01", "from")]
    [InlineData("top-sources?target=one&from=2026-01-05&to=2026-01-04", "to")]
    [InlineData("top-sources?target=one&since=1h&from=2026-01-05", "since")]
    [InlineData("top-sources?target=one&format=exe", "format")]
    [InlineData("top-sources?target=one&address=10.0.0.1", "address")]
    [InlineData("top-sources", "target")]
    [InlineData("top-sources?target=..%2F..%2Fetc%2Fpasswd", "target")]
    [InlineData("ports-of-source?target=one", "address")]
    [InlineData("ports-of-source?target=one&address=10.0.0.1%22%20or%201=1", "address")]
    [InlineData("ports-of-source?target=one&address=%E2%80%AE10.0.0.1", "address")]
    [InlineData("traffic-over-time?target=one&bin=1s&since=7d", "bin")]
    [InlineData("archive-restore?target=one&key=AWSLogs%2F..%2F..%2Fsecret", "key")]
    [InlineData("archive-restore?target=one&key=../secret", "key")]
    [InlineData("archive-restore?target=one&key=AWSLogs%2Fa%00b", "key")]
    [InlineData("archive-restore-status?target=one&key=AWSLogs%2F..", "key")]
    [InlineData("archive-restore-status?target=one&key=AWSLogs%2Fa%0D%0AX-Injected:%20b", "key")]
    [InlineData("archive-restore-status?target=one&key=AWSLogs%2F%1B%5B2J", "key")]
    [InlineData("archive-restore-status?target=one&key=AWSLogs%2F%C2%85", "key")]
    public async Task Ask_HostileParameters_AreNamed(string path, string name)
    {
        var problem = await served.ProblemAsync($"/api/diagnostics/{path}", "invalid-parameter", 400);

        Assert.Equal(name, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    /// <summary>Every parameter of every question, with each hostile text that its kind may meet.</summary>
    public static TheoryData<string> Questions => [.. DiagnosticCatalog.All.Select(question => question.Id)];

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Ask_HostileTextInAnyParameter_IsNamed(string id)
    {
        var question = DiagnosticCatalog.Find(id)!;
        foreach (var parameter in question.Parameters)
        {
            foreach (var text in HostileTexts(parameter))
            {
                var others = question.Parameters.Where(other => other.IsRequired && other != parameter).Select(other => $"&{other.Name}={Harmless(other)}");
                var problem = await served.ProblemAsync($"/api/diagnostics/{id}?target=one{string.Concat(others)}&{parameter.Name}={Uri.EscapeDataString(text)}", "invalid-parameter", 400);

                Assert.Equal(parameter.Name, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
                // What was sent comes back, if at all, without what cannot be seen.
                Assert.DoesNotContain(problem.ToString(), character => char.IsControl(character) && character is not ('\n' or '\r') || character is '\u202e');
            }
        }
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Ask_UnknownOrMissingTarget_IsNamed(string id)
    {
        var required = string.Concat(DiagnosticCatalog.Find(id)!.Parameters.Where(parameter => parameter.IsRequired).Select(parameter => $"&{parameter.Name}={Harmless(parameter)}"));

        Assert.Equal("target", Assert.Single((await served.ProblemAsync($"/api/diagnostics/{id}?target=nosuch{required}", "not-found", 404)).GetProperty("errors").EnumerateObject()).Name);
        Assert.Equal("target", Assert.Single((await served.ProblemAsync($"/api/diagnostics/{id}?{required.TrimStart('&')}", "invalid-parameter", 400)).GetProperty("errors").EnumerateObject()).Name);
        Assert.Equal("colour", Assert.Single((await served.ProblemAsync($"/api/diagnostics/{id}?target=one{required}&colour=red", "invalid-parameter", 400)).GetProperty("errors").EnumerateObject()).Name);
    }

    private static IEnumerable<string> HostileTexts(DiagnosticParameter parameter)
    {
        string[] any = ["", " ", "\" or 1=1 | fields @message", "' OR '1'='1", "${jndi:ldap://x}", "<script>alert(1)</script>", "\u202e1h", "1\0", "a\r\nX-Injected: b", new('9', 100_000 / 16)];
        string[] own = parameter.Kind switch
        {
            DiagnosticParameterKind.Address => ["10.0.0.256", "10.0.0.0/8", "010.0.0.1", "1.2.3", "::1%eth0", "10.0.0.1 "],
            DiagnosticParameterKind.Network => ["10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/-1", "2001:db8::/129", "10.0.0.0/8/8", "/8"],
            DiagnosticParameterKind.Number => ["-1", "1e3", "0x10", "1.5", (parameter.Maximum + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), "99999999999999999999"],
            DiagnosticParameterKind.Length => ["0s", "-1h", "99999d", "1y", "1h30m", "99999999999999999999s"],
            DiagnosticParameterKind.Instant => ["1969-12-31", "9999-12-31T23:59:59Z", "2026-13-01", "now", "1736078400"],
            DiagnosticParameterKind.Choice => ["any", "ACCEPT,REJECT", "*"],
            DiagnosticParameterKind.Flag => ["yes", "1"],
            _ => ["../../etc/passwd", "a/../b", "a b", "\u0085"],
        };
        // A key may be of any characters that can be seen: it goes into a signed request, encoded, and into no query.
        return parameter.Name == "key" ? [.. any.Where(text => text is not ("${jndi:ldap://x}" or "<script>alert(1)</script>")), .. own] : [.. any, .. own];
    }

    private static string Harmless(DiagnosticParameter parameter) => parameter.Kind switch
    {
        DiagnosticParameterKind.Address => "203.0.113.7",
        DiagnosticParameterKind.Number => "1",
        DiagnosticParameterKind.Choice => parameter.Words[0],
        _ => "AWSLogs/a",
    };

    [Fact]
    public async Task Ask_UnknownTarget_IsNotFoundAndNamed()
    {
        var problem = await served.ProblemAsync("/api/diagnostics/top-sources?target=two", "not-found", 404);

        Assert.Equal("target", Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task Ask_UnknownQuestion_IsNotFoundAndNamesThose()
    {
        var problem = await served.ProblemAsync("/api/diagnostics/nothing?target=one", "not-found", 404);

        Assert.Contains("top-sources", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_FlowLogsThatCannotBeOpened_IsRefused()
    {
        var problem = await served.ProblemAsync("/api/diagnostics/top-sources?target=gone", "aws-refused", 502);

        Assert.Contains("there is no such folder", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_TooMany_AreRefusedForAWhile()
    {
        using var source = new SlowSource();
        await using var busy = await Served.StartAsync(source, "one");
        var waiting = Enumerable.Range(0, busy.Service<DiagnosticDesk>().QuestionsAtOnce).Select(_ => busy.GetAsync("/api/diagnostics/top-sources?target=one")).ToList();
        await source.Opened(waiting.Count);

        var turned = busy.GetAsync("/api/diagnostics/top-sources?target=one");
        while (busy.Service<DiagnosticDesk>().WaitingForTurn == 0) await Task.Yield();
        busy.Time.Advance(DiagnosticDesk.Turn);
        using (var refused = await turned)
        {
            await Served.ProblemAsync(refused, "too-many-questions", 429);
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        source.Release();
        foreach (var response in await Task.WhenAll(waiting))
        {
            Assert.Equal(502, (int)response.StatusCode);
            response.Dispose();
        }
    }

    [Fact]
    public async Task Ask_MoreThanAtOnce_WaitTheirTurn()
    {
        using var source = new SlowSource { Folder = folder };
        await using var busy = await Served.StartAsync(source, "one");
        var asked = Enumerable.Range(0, busy.Service<DiagnosticDesk>().QuestionsAtOnce + 3).Select(_ => busy.GetAsync($"/api/diagnostics/top-sources?target=one&{Range}")).ToList();
        while (busy.Service<DiagnosticDesk>().WaitingForTurn < 3) await Task.Yield();

        source.Release();

        foreach (var response in await Task.WhenAll(asked))
        {
            Assert.Equal(200, (int)response.StatusCode);
            response.Dispose();
        }
    }

    [Fact]
    public async Task Ask_ALongQuestion_IsAnsweredLater()
    {
        using var source = new SlowSource { Folder = folder };
        await using var slow = await Served.StartAsync(source, "one");
        var asked = slow.GetAsync($"/api/diagnostics/top-sources?target=one&{Range}&format=csv");
        await source.Opened(1);
        using var accepted = await AdvanceAsync(slow, asked);

        Assert.Equal(202, (int)accepted.StatusCode);
        Assert.NotNull(accepted.Headers.RetryAfter);
        var place = accepted.Headers.Location!.ToString();
        using (var running = await slow.GetAsync(place)) Assert.Equal("running", (await Served.JsonAsync(running, 202)).GetProperty("status").GetString());

        source.Release();
        await UntilAsync(slow, place, AnswerStatus.Done);
        using (var answer = await slow.GetAsync(place))
        {
            Assert.Equal((200, "text/csv"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            Assert.Contains("203.0.113.7", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        slow.Time.Advance(AnswerStore.Lifetime);
        await slow.ProblemAsync(place, "not-found", 404);
    }

    [Fact]
    public async Task Ask_AQuestionThatNeverEnds_TimesOut()
    {
        using var source = new SlowSource();
        await using var slow = await Served.StartAsync(source, "one");
        var asked = slow.GetAsync("/api/diagnostics/top-sources?target=one");
        await source.Opened(1);
        using var accepted = await AdvanceAsync(slow, asked);
        var place = accepted.Headers.Location!.ToString();

        slow.Time.Advance(DiagnosticDesk.Deadline);
        await UntilAsync(slow, place, AnswerStatus.Failed);

        await slow.ProblemAsync(place, "timed-out", 504);
    }

    [Theory]
    [InlineData("answers/nothing")]
    [InlineData("answers/20260105T120730000Z-00000000")]
    [InlineData("answers/..%2F..%2Ftargets")]
    public async Task Answer_ThatIsNone_IsNotFound(string path) => await served.ProblemAsync($"/api/{path}", "not-found", 404);

    // Whoever waits for an answer began to wait before the source was opened.
    private static Task<HttpResponseMessage> AdvanceAsync(Served slow, Task<HttpResponseMessage> asked)
    {
        slow.Time.Advance(DiagnosticDesk.Patience);
        return asked;
    }

    private static async Task UntilAsync(Served slow, string place, AnswerStatus status)
    {
        var id = place[(place.LastIndexOf('/') + 1)..];
        while ((await slow.Service<AnswerStore>().FindAsync(id, CancellationToken.None))?.Status != status) await Task.Yield();
    }
}
