using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Tests.Findings;

public class TimeWindowTests
{
    private static readonly TimeWindow Window = new(
        new DateTimeOffset(2026, 1, 2, 5, 4, 5, TimeSpan.FromHours(2)), new DateTimeOffset(2026, 1, 2, 3, 19, 5, TimeSpan.Zero));

    [Fact]
    public void ToString_Offsets_AreWrittenInUtc() => Assert.Equal("2026-01-02 03:04:05Z to 2026-01-02 03:19:05Z", Window.ToString());

    [Fact]
    public void Duration_Offsets_DoNotMatter() => Assert.Equal(TimeSpan.FromMinutes(15), Window.Duration);
}
