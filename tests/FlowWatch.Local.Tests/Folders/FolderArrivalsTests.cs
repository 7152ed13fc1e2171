using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;
using FlowWatch.Local.Folders;

namespace FlowWatch.Local.Tests.Folders;

public sealed class FolderArrivalsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeWindow First = new(Noon, Noon.AddMinutes(10));
    private static readonly TimeWindow Second = new(Noon.AddMinutes(10), Noon.AddMinutes(20));
    private static readonly Dictionary<string, int> Columns = new() { ["bin"] = 0, ["records"] = 1 };

    private readonly FolderArrivals arrivals = new();

    [Fact]
    public void Knows_AFileAsItWasLearnt_AndNoOther()
    {
        var file = File("a.log", 100, Noon);
        Assert.False(arrivals.Knows(file));

        arrivals.Learn(file, [Row(0, 5)]);

        Assert.True(arrivals.Knows(file));
        Assert.False(arrivals.Knows(file with { Length = 101 }));
        Assert.False(arrivals.Knows(file with { WrittenAt = Noon.AddSeconds(1) }));
        Assert.False(arrivals.Knows(file with { Path = "/logs/b.log" }));
    }

    [Fact]
    public void HasLate_RecordsOfTheWindowWrittenAfterwards_IsTrueForThatWindowOnly()
    {
        var file = File("a.log", 100, Noon.AddMinutes(30));
        arrivals.Learn(file, [Row(9, 5)]);

        Assert.True(arrivals.HasLate(file, First, Noon.AddMinutes(29)));
        Assert.False(arrivals.HasLate(file, First, Noon.AddMinutes(30)));
        Assert.False(arrivals.HasLate(file, Second, Noon.AddMinutes(29)));
        Assert.False(arrivals.HasLate(File("never learnt.log", 1, Noon.AddMinutes(30)), First, Noon));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void HasLate_AMinute_BelongsToTheWindowThatItBeginsIn(int minute, bool isLate)
    {
        var file = File("a.log", 100, Noon.AddMinutes(30));
        arrivals.Learn(file, [Row(minute, 1)]);

        Assert.Equal(isLate, arrivals.HasLate(file, First, Noon.AddMinutes(20)));
    }

    [Fact]
    public void Learn_AFileThatGrew_OnlyMinutesWithMoreRecordsArrivedAgain()
    {
        arrivals.Learn(File("a.log", 100, Noon.AddMinutes(12)), [Row(1, 5), Row(2, 5)]);
        var grown = File("a.log", 150, Noon.AddMinutes(40));

        arrivals.Learn(grown, [Row(1, 5), Row(2, 6), Row(11, 1)]);

        Assert.True(arrivals.HasLate(grown, Minutes(2, 3), Noon.AddMinutes(30)));
        Assert.True(arrivals.HasLate(grown, Minutes(11, 12), Noon.AddMinutes(30)));
        Assert.False(arrivals.HasLate(grown, Minutes(1, 2), Noon.AddMinutes(30)));
    }

    [Fact]
    public void Learn_RecordsWithoutAStart_BelongToNoWindow()
    {
        var file = File("a.log", 100, Noon.AddMinutes(30));

        arrivals.Learn(file, [new FlowRow(Columns, [null, 7L])]);

        Assert.False(arrivals.HasLate(file, First, Noon));
    }

    [Fact]
    public void Keep_FilesThatAreGone_AreForgottenAndThoseOfOtherFoldersAreNot()
    {
        var (here, gone) = (File("a.log", 100, Noon), File("b.log", 100, Noon));
        // A folder whose name begins with the other's is another folder.
        var elsewhere = new FolderFile("/logs-of-another/a.log", 100, Noon);
        foreach (var file in new[] { here, gone, elsewhere }) arrivals.Learn(file, [Row(0, 1)]);

        arrivals.Keep([here], "/logs");

        Assert.True(arrivals.Knows(here));
        Assert.False(arrivals.Knows(gone));
        Assert.True(arrivals.Knows(elsewhere));
    }

    private static FolderFile File(string name, long length, DateTimeOffset writtenAt) => new($"/logs/{name}", length, writtenAt);

    private static TimeWindow Minutes(int from, int to) => new(Noon.AddMinutes(from), Noon.AddMinutes(to));

    private static FlowRow Row(int minute, long records) => new(Columns, [Noon.AddMinutes(minute).ToUnixTimeSeconds() / 60, records]);
}
