using System.Globalization;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Targets;
using FlowWatch.Local.Folders;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Local.Tests.Folders;

public sealed class FolderFlowLogSourceTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeWindow First = new(Noon, Noon.AddMinutes(10));
    private static readonly TimeWindow Second = new(Noon.AddMinutes(10), Noon.AddMinutes(20));
    private static readonly FlowQuery Count = FlowQuery.OverRecords("count").By("srcaddr").Measure(FlowMeasure.Count("records"));

    private readonly LogFolder logs = new();
    private readonly FolderFlowLogSource source = new();

    public void Dispose()
    {
        source.Dispose();
        logs.Dispose();
    }

    [Fact]
    public async Task OpenAsync_NoFolder_IsNotFoundAndSaysWhatToDo()
    {
        var opened = await source.OpenAsync(Target(logs.At("nosuch")), First, default);

        Assert.Equal((FactFailureKind.NotFound, logs.At("nosuch")), (opened.Failure!.Kind, opened.Failure.Resource));
        Assert.Contains("no such folder", opened.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_OnlyEmptyAndHiddenFiles_IsNotFound()
    {
        logs.Write("empty.log", "");
        Write(".hidden.log", Noon.AddMinutes(2), Noon.AddMinutes(1));

        var opened = await source.OpenAsync(Target(), First, default);

        Assert.Equal(FactFailureKind.NotFound, opened.Failure!.Kind);
        Assert.Contains("holds no flow-log file yet", opened.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_RecordsInAndOutsideOfTheWindow_AnswersOnlyOfTheWindow()
    {
        Write("a.log", Noon.AddMinutes(15), Noon.AddMinutes(-1), Noon, Noon.AddMinutes(9), Noon.AddMinutes(10));

        Assert.Equal(2, await CountAsync(First));
        Assert.Equal(1, await CountAsync(Second));
    }

    [Fact]
    public async Task OpenAsync_AFileWrittenMoreThanAnHourBefore_IsNotRead()
    {
        // Both say that their record is of the window; the clock of the file decides.
        Write("old.log", Noon.AddMinutes(-61), Noon.AddMinutes(1));
        Write("new.log", Noon.AddMinutes(-59), Noon.AddMinutes(2));

        Assert.Equal(1, await CountAsync(First));
    }

    [Fact]
    public async Task OpenAsync_NothingWrittenSince_OpensTheNewestAndFindsNothing()
    {
        Write("old.log", Noon.AddHours(-5), Noon.AddHours(-5));

        Assert.Equal(0, await CountAsync(First));
    }

    [Fact]
    public async Task OpenAsync_NoFlowLog_HasNoRecordAndSaysOfEachLineThatItIsNone()
    {
        // Any text may be a log whose records come later, so it opens; its lines are problems, which make a window without records NOT VERIFIED.
        File.SetLastWriteTimeUtc(logs.Write("notes.log", "these are notes\nof a person\n"), Noon.UtcDateTime);

        var opened = await source.OpenAsync(Target(), First, default);
        await using var session = opened.Value!;

        Assert.Empty(await session.Engine.QueryAsync(Count, default));
        Assert.Equal(2, session.Engine.Statistics.ProblemCount);
        Assert.All(session.Engine.Statistics.Problems, problem => Assert.Contains("notes.log", problem.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_NoFlowLogInTheFolder_IsNotVerified()
    {
        File.SetLastWriteTimeUtc(logs.Write("notes.log", "these are notes\nof a person\n"), Noon.UtcDateTime);

        var judgement = await new TargetCheck(source, new FakeTimeProvider(Noon), "test").RunAsync(Target(), "all", First, TimeSpan.Zero, default);

        Assert.Null(judgement.Report);
        Assert.Contains("notes.log", judgement.NotVerified, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_ManySessionsOneAfterTheOther_EachGivesItsPlaceBack()
    {
        Write("a.log", Noon.AddMinutes(2), Noon);

        for (var number = 0; number <= Environment.ProcessorCount; number++) Assert.Equal(1, await CountAsync(First));
    }

    [Fact]
    public async Task LateAsync_RecordsOfAJudgedWindowArriveLater_NamesThatWindow()
    {
        Write("a.log", Noon.AddMinutes(12), Noon.AddMinutes(1));
        Assert.Empty(await LateAsync((First, Noon.AddMinutes(12)), (Second, Noon.AddMinutes(22))));

        Write("late.log", Noon.AddMinutes(40), Noon.AddMinutes(2));

        Assert.Equal([First], await LateAsync((First, Noon.AddMinutes(12)), (Second, Noon.AddMinutes(22))));
        // Judged again since.
        Assert.Empty(await LateAsync((First, Noon.AddMinutes(40)), (Second, Noon.AddMinutes(22))));
    }

    [Fact]
    public async Task LateAsync_AFileGrows_OnlyWhatItGrewByIsLate()
    {
        Write("a.log", Noon.AddMinutes(12), Noon.AddMinutes(1));
        Assert.Equal([First], await LateAsync((First, Noon.AddMinutes(11))));
        Assert.Empty(await LateAsync((First, Noon.AddMinutes(12))));

        Write("a.log", Noon.AddMinutes(22), Noon.AddMinutes(1), Noon.AddMinutes(11));

        Assert.Equal([Second], await LateAsync((First, Noon.AddMinutes(12)), (Second, Noon.AddMinutes(21))));
    }

    [Fact]
    public async Task LateAsync_NoFlowLogAmongTheFiles_IsNotLateAndHidesNothing()
    {
        File.SetLastWriteTimeUtc(logs.Write("notes.log", "these are notes\n"), Noon.AddMinutes(40).UtcDateTime);
        Write("late.log", Noon.AddMinutes(40), Noon.AddMinutes(2));

        Assert.Equal([First], await LateAsync((First, Noon.AddMinutes(12)), (Second, Noon.AddMinutes(22))));
    }

    [Fact]
    public async Task LateAsync_NoFolder_IsAFailure() =>
        Assert.Equal(FactFailureKind.NotFound, (await source.LateAsync(Target(logs.At("nosuch")), [(First, Noon)], default)).Failure!.Kind);

    [Fact]
    public async Task DelaysAsync_Files_TellNone() =>
        Assert.Equal(FactFailureKind.NotFound, (await source.DelaysAsync(Target(), First, default)).Failure!.Kind);

    private MonitoredTarget Target(string? folder = null) => new() { Name = "one", Environment = "test", Account = "111111111111", Region = "eu-central-1", LogGroup = "g", Folder = folder ?? logs.Root };

    private async Task<long> CountAsync(TimeWindow window)
    {
        var opened = await source.OpenAsync(Target(), window, default);
        Assert.True(opened.IsKnown, opened.Failure?.Message);
        await using var session = opened.Value;
        return (await session.Engine.QueryAsync(Count, default)).Sum(row => row.NumberOrZero("records"));
    }

    private async Task<IReadOnlyList<TimeWindow>> LateAsync(params (TimeWindow, DateTimeOffset)[] windows)
    {
        var late = await source.LateAsync(Target(), windows, default);
        Assert.True(late.IsKnown, late.Failure?.Message);
        return late.Value;
    }

    private void Write(string name, DateTimeOffset writtenAt, params DateTimeOffset[] starts)
    {
        var lines = starts.Select((start, index) => string.Create(CultureInfo.InvariantCulture, $"2 111111111111 eni-0a 203.0.113.1 10.0.0.5 {40000 + index} 443 6 1 40 {start.ToUnixTimeSeconds()} {start.ToUnixTimeSeconds() + 10} ACCEPT OK"));
        File.SetLastWriteTimeUtc(logs.Write(name, lines.Prepend(LogLines.DefaultHeader)), writtenAt.UtcDateTime);
    }
}
