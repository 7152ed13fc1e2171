using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Suppressions;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.Findings;
using FlowWatch.Core.Tests.State;
using FlowWatch.Core.Tuning;
using FlowWatch.Core.Windows;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace FlowWatch.Core.Tests.Tuning;

public sealed class ThresholdTuningTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 7, 30, TimeSpan.Zero);
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly MonitoredTarget Target = new() { Name = "one", Environment = "e", Account = "111111111111", Region = "eu-central-1", LogGroup = "g" };

    private readonly TemporaryState temporary = new();
    private readonly FakeTimeProvider time = new(Now);
    private readonly FindingStore findings;
    private readonly WindowLedger ledger;
    private readonly ThresholdTuning tuning;

    public ThresholdTuningTests()
    {
        var state = temporary.Open();
        findings = new FindingStore(state);
        ledger = new WindowLedger(state, time, "host");
        var hits = new SuppressionHitStore(state);
        var register = new SuppressionRegister(new FlowWatchSettings(), new SuppressionStore(state, hits, time), hits, time);
        tuning = new ThresholdTuning(findings, ledger, Substitute.For<IFlowLogSource>(), register, new CheckRunnerOptions { FlowWatchVersion = "0" }, time);
    }

    public void Dispose() => temporary.Dispose();

    [Theory]
    [InlineData("2000", 2, "10.0.0.1 10.0.0.2")]
    [InlineData("1999", 1, "10.0.0.1")]
    [InlineData("1000", 0, "")]
    [InlineData("100000", 3, "10.0.0.1 10.0.0.2 10.0.0.3")]
    public async Task FromFindingsAsync_Raised_TellsWhatVanishes(string value, int vanish, string sources)
    {
        // The first was found in two windows and is one incident; what it reached at most decides.
        await JudgeAsync(Found("10.0.0.1", 1200), Found("10.0.0.2", 2000), Found("10.0.0.3", 50_000));
        await JudgeAsync(Found("10.0.0.1", 1500));

        var result = await tuning.FromFindingsAsync(Target, new TuningCandidate("HIGH_CONNECTION_COUNT", "connections", value), 7, None);

        Assert.Equal((3, vanish, 0, 2, null), (result.Incidents, result.Vanish, result.Appear, result.Windows, result.NotVerified));
        Assert.Equal(sources, string.Join(' ', result.Vanishing));
    }

    [Fact]
    public async Task FromFindingsAsync_Lowered_DoesNotKnowWhatAppears()
    {
        await JudgeAsync(Found("10.0.0.1", 1200));

        var result = await tuning.FromFindingsAsync(Target, new TuningCandidate("HIGH_CONNECTION_COUNT", "connections", "500"), 7, None);

        Assert.Equal((0, null), (result.Vanish, result.Appear));
        Assert.NotNull(result.NotVerified);
    }

    [Fact]
    public async Task FromFindingsAsync_JudgedByAnotherValue_IsNotCountedAndSaid()
    {
        await JudgeAsync(Found("10.0.0.1", 1200), Found("10.0.0.2", 1200, threshold: 1100));

        var result = await tuning.FromFindingsAsync(Target, new TuningCandidate("HIGH_CONNECTION_COUNT", "connections", "5000"), 7, None);

        Assert.Equal((2, 1, "1 of the incidents were judged by another value of it (a threshold rule, or a setting that was changed since)"), (result.Incidents, result.Vanish, result.NotVerified));
    }

    [Fact]
    public async Task FromFindingsAsync_ASettingThatFindingsDoNotTell_IsNotVerified()
    {
        await JudgeAsync(Found("10.0.0.1", 1200));

        var result = await tuning.FromFindingsAsync(Target, new TuningCandidate("HIGH_CONNECTION_COUNT", "windowMinutes", "30"), 7, None);

        Assert.Equal((1, null, null), (result.Incidents, result.Vanish, result.Appear));
        Assert.NotNull(result.NotVerified);
    }

    [Fact]
    public async Task FromFindingsAsync_NothingJudged_IsNotVerified() => Assert.Equal(
        "no window of that time was judged", (await tuning.FromFindingsAsync(Target, new TuningCandidate("HIGH_CONNECTION_COUNT", "connections", "5000"), 7, None)).NotVerified);

    [Fact]
    public void Usual_Candidates_AreTheRunbooks() => Assert.Equal(
        ["HIGH_TRAFFIC_VOLUME.bytes=2000000000", "HIGH_TRAFFIC_VOLUME.bytes=5000000000", "HIGH_TRAFFIC_VOLUME.bytes=10000000000", "HIGH_CONNECTION_COUNT.connections=2000", "HIGH_CONNECTION_COUNT.connections=5000", "HIGH_CONNECTION_COUNT.connections=10000"],
        ThresholdTuning.Usual(Target).Select(candidate => $"{candidate.Detection}.{candidate.Setting}={candidate.Value}"));

    [Theory]
    [InlineData("high_connection_count.Connections=5,000", "HIGH_CONNECTION_COUNT.connections=5000")]
    [InlineData("NOPE.x=1", null)]
    [InlineData("PORT_SCAN.distinctPorts", null)]
    [InlineData("PORT_SCAN.distinctPorts=x", null)]
    [InlineData("", null)]
    public void Read_AText_IsACandidateOrAProblem(string text, string? expected)
    {
        var candidate = TuningCandidate.Read(text, out var problem);

        Assert.Equal(expected, candidate is null ? null : $"{candidate.Detection}.{candidate.Setting}={candidate.Value}");
        Assert.Equal(expected is null, problem is not null);
    }

    private static Finding Found(string source, long connections, long threshold = 1000) => FindingSample.Of(source, "HIGH_CONNECTION_COUNT") with
    {
        Evidence = new FindingEvidence { Counts = [new EvidenceCount("connections", connections, "connections", threshold)] },
    };

    private async Task JudgeAsync(params Finding[] found)
    {
        var lease = (await ledger.ClaimAsync("one", "anomaly", new WindowOptions(), None))!;
        await findings.ReplaceAsync("one", "anomaly", lease.Window, found, None);
        Assert.True(await ledger.CompleteAsync(lease, new WindowOutcome(1, found.Length, Now, null), None));
    }
}
