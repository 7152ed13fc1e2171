using FlowWatch.Core.Alerts.Outbox;

namespace FlowWatch.Core.Tests.Alerts.Outbox;

public class RetryPauseTests
{
    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(5, 480)]
    [InlineData(6, 600)]
    [InlineData(1000, 600)]
    public void After_Failures_DoublesUpToTenMinutesWithAQuarterOfChance(int failures, int seconds) =>
        Assert.All(Enumerable.Range(0, 200), seed => Assert.InRange(RetryPause.After(failures, seed).TotalSeconds, seconds * 0.75, seconds * 1.25));

    [Fact]
    public void After_SameSeed_IsTheSameAndAnotherIsNot()
    {
        Assert.Equal(RetryPause.After(3, 7), RetryPause.After(3, 7));
        Assert.True(Enumerable.Range(0, 50).Select(seed => RetryPause.After(3, seed)).Distinct().Count() > 25);
    }
}
